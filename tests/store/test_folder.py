from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tinydb import TinyDB

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import (
    DamagedRecordError,
    NotSavedError,
    UnusableStoreError,
)
from tests.store.test_contract import new, noted

WRITER = """
import sys
from pathlib import Path
from cspr_tui.store.folder.folder_store import FolderStore
from tests.store.test_contract import noted
store = FolderStore.open(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    with store.locked("7QXM4"):
        review = noted(store.load("7QXM4"), f"{sys.argv[2]}-{number}")
        store.save(review, review.version - 1)
    print(f"{sys.argv[2]}-{number}", flush=True)
"""


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    made = FolderStore.create(tmp_path / "store", "Northmere")
    made.save(new(), 0)
    return made


def file_of(store: FolderStore) -> Path:
    return store.folder / "reviews" / "7QXM4.json"


def test_stock_tinydb_reads_a_review(store: FolderStore) -> None:
    store.save(noted(new(), "Rang the school."), 1)
    with TinyDB(file_of(store)) as database:
        (facts,) = database.table("facts").all()
        changes = database.table("history").all()
        (seal,) = database.table("seal").all()
    assert facts["notes"][0]["text"] == "Rang the school."
    assert [change["what"] for change in changes] == ["Opened", "Note added"]
    assert (seal["schema"], seal["version"]) == (2, 2)


def test_a_report_section_stands_in_history_once(store: FolderStore) -> None:
    long = "x" * 50_000
    store.save(noted(new(), long), 1)
    assert len(file_of(store).read_bytes()) < 110_000


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> Iterator[list[int]]:
    calls: list[int] = []
    real = getattr(os, name)

    def counting(*args: object, **kwargs: object) -> object:
        calls.append(1)
        return real(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(os, name, counting)
        yield calls


def test_a_save_costs_two_syncs(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with counted(monkeypatch, "fsync") as calls:
        store.save(noted(new(), "a note"), 1)
    assert len(calls) == 2


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_files_are_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        store = FolderStore.create(tmp_path / "store", "Northmere")
        store.save(new(), 0)
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in store.folder.rglob("*")}
    assert all(mode in {0o700, 0o600} for mode in modes.values()), modes


def test_a_group_store_is_setgid_and_shared(tmp_path: Path) -> None:
    import grp  # noqa: PLC0415 - only this test asks for a group

    group = grp.getgrgid(os.getgid()).gr_name
    store = FolderStore.create(tmp_path / "store", "Northmere", group=group)
    store.save(new(), 0)
    assert store.folder.stat().st_mode & 0o7777 == 0o2770
    assert file_of(store).stat().st_mode & 0o777 == 0o660
    FolderStore.open(store.folder)


def test_a_group_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableStoreError, match='no group "no-such-group"'):
        FolderStore.create(tmp_path / "store", "Northmere", group="no-such-group")


def test_what_others_can_read_is_refused_with_the_mend(store: FolderStore) -> None:
    store.folder.chmod(0o750 | 0o005)
    with pytest.raises(UnusableStoreError, match="mend it with: chmod o="):
        FolderStore.open(store.folder)


def test_a_parent_that_all_may_write_is_refused(store: FolderStore) -> None:
    store.folder.parent.chmod(0o777)
    with pytest.raises(UnusableStoreError, match="chmod o-w"):
        FolderStore.open(store.folder)


def test_a_link_in_place_of_the_store_is_refused(
    store: FolderStore, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(store.folder)
    with pytest.raises(UnusableStoreError, match="is a link"):
        FolderStore.open(link)


def plant_link(path: Path, aside: Path) -> None:
    path.rename(aside)
    path.symlink_to(aside)


def plant_fifo(path: Path, aside: Path) -> None:
    path.rename(aside)
    os.mkfifo(path, 0o600)


def plant_hard_link(path: Path, aside: Path) -> None:
    os.link(path, aside)


def plant_folder(path: Path, aside: Path) -> None:
    path.rename(aside)
    path.mkdir(0o700)


@pytest.mark.parametrize(
    "plant", [plant_link, plant_fifo, plant_hard_link, plant_folder]
)
def test_planted_files_are_named_and_never_followed(
    store: FolderStore, tmp_path: Path, plant: object
) -> None:
    assert callable(plant)
    plant(file_of(store), tmp_path / "aside")
    with pytest.raises(
        DamagedRecordError, match=r"reviews/7QXM4.json cannot be trusted"
    ):
        store.load("7QXM4")


def test_a_newer_schema_is_refused_by_name(store: FolderStore) -> None:
    plain = json.loads(file_of(store).read_bytes())
    plain["seal"]["1"]["schema"] = 9
    file_of(store).write_text(json.dumps(plain))
    with pytest.raises(DamagedRecordError, match="newer version of the app"):
        store.load("7QXM4")


def test_a_file_under_another_name_is_refused(store: FolderStore) -> None:
    file_of(store).rename(store.folder / "reviews" / "AAAAA.json")
    with pytest.raises(DamagedRecordError, match="it holds review 7QXM4"):
        store.load("AAAAA")


def damages(content: bytes, rng: random.Random) -> Iterator[bytes]:
    at, size = rng.randrange(len(content)), len(content)
    sector = rng.randrange(0, size, 64)
    yield (
        content[:at]
        + bytes([content[at] ^ (1 << rng.randrange(8))])
        + content[at + 1 :]
    )
    yield content[:at] + bytes([rng.randrange(256)]) + content[at + 1 :]
    yield content[:sector] + bytes(64) + content[sector + 64 :]
    yield content[:sector] + content[sector : sector + 64] * 2 + content[sector + 64 :]
    yield content[:at]
    yield content[:at] + rng.randbytes(5) + content[at:]
    yield content[:at] + content[at + 7 :]
    yield content[:at] + bytes(size - at)
    yield content + rng.randbytes(9)
    yield content[64:128] + content[:64] + content[128:]


def test_damage_of_ten_kinds_is_never_read_as_right(store: FolderStore) -> None:
    store.save(noted(new(), "Rang the school; no answer."), 1)
    good, content = store.load("7QXM4"), file_of(store).read_bytes()
    rng = random.Random(20261123)
    for _ in range(40):
        for damaged in damages(content, rng):
            file_of(store).write_bytes(damaged)
            try:
                assert store.load("7QXM4") == good
            except DamagedRecordError as refused:
                assert "The other records can be opened" in str(refused)  # noqa: PT017 - either is right


def test_a_review_is_read_once_while_its_file_is_the_same(store: FolderStore) -> None:
    first = store.load("7QXM4")
    assert store.load("7QXM4") is first
    store.save(noted(first, "Rang the school."), 1)
    assert [note.text for note in store.load("7QXM4").notes] == ["Rang the school."]


CALLS = ("open", "write", "fsync", "rename", "fchmod")
ERRORS = {"ENOSPC": 28, "EDQUOT": 122, "EIO": 5, "EROFS": 30}


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("name", CALLS)
def test_a_fault_at_any_call_leaves_the_old_review_whole(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch, name: str, error: str
) -> None:
    before = store.load("7QXM4")
    real = getattr(os, name)
    for nth in range(4):
        calls = [0]

        def failing(
            *args: object,
            _calls: list[int] = calls,
            _nth: int = nth,
            **kwargs: object,
        ) -> object:
            _calls[0] += 1
            if _calls[0] == _nth + 1:
                raise OSError(ERRORS[error], os.strerror(ERRORS[error]))
            return real(*args, **kwargs)

        fresh = FolderStore.open(store.folder)
        version = fresh.load("7QXM4").version
        with monkeypatch.context() as patched:
            patched.setattr(os, name, failing)
            try:
                after = noted(before, "a note")
                fresh.save(after, version)
                outcome = "saved"
            except (CsprError, OSError) as refused:
                outcome = str(refused)
        again = FolderStore.open(store.folder).load("7QXM4")
        assert again in (before, noted(before, "a note"))
        if outcome == "saved":
            assert again == noted(before, "a note")
            break
    assert not [p for p in (store.folder / "reviews").iterdir() if p.name[0] == "."]


def test_after_a_failed_sync_nothing_more_is_saved_until_reopened(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(handle: int) -> None:
        del handle
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        with pytest.raises(NotSavedError, match="did not confirm"):
            store.save(noted(new(), "a note"), 1)
    with pytest.raises(NotSavedError, match="reopen the app"):
        store.save(noted(store.load("7QXM4"), "another"), store.load("7QXM4").version)
    reopened = FolderStore.open(store.folder)
    now = reopened.load("7QXM4")
    reopened.save(noted(now, "again"), now.version)


def writer(store: FolderStore, name: str, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITER, str(store.folder), name, str(count)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own interpreter


def said_by(process: subprocess.Popen[str]) -> list[str]:
    out, _ = process.communicate(timeout=60)
    return out.split()


def test_four_processes_on_one_review_lose_nothing(store: FolderStore) -> None:
    running = [writer(store, name, 15) for name in "abcd"]
    said = {line for process in running for line in said_by(process)}
    texts = {note.text for note in store.load("7QXM4").notes}
    assert texts == said
    assert len(said) == 60
    assert store.verify() == ()


def test_killed_writers_lose_nothing_they_confirmed(store: FolderStore) -> None:
    rng, said = random.Random(7), set[str]()
    for turn in range(6):
        process = writer(store, f"k{turn}", 500)
        assert process.stdout is not None
        said.add(process.stdout.readline().strip())
        time.sleep(rng.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        said.update(said_by(process))
    reopened = FolderStore.open(store.folder)
    texts = {note.text for note in reopened.load("7QXM4").notes}
    assert said <= texts
    assert len(said) >= 6
    assert reopened.verify() == ()


def test_a_stopped_lock_holder_is_named(store: FolderStore) -> None:
    from cspr_tui.store.fs.locks import Locks  # noqa: PLC0415 - one test's need

    folder = store.folder / "locks"
    mine, theirs = Locks(folder, 0o600), Locks(folder, 0o600, patience=0.05)
    named = rf"process {os.getpid()} on .*since"
    with (
        mine.acquire("7QXM4"),
        pytest.raises(NotSavedError, match=named),
        theirs.acquire("7QXM4"),
    ):
        pass
    with theirs.acquire("7QXM4"):
        pass


def leave_as_is(folder: Path) -> None:
    """Stand for the tidying that a killed process never comes to."""
    assert folder.name == "store"


class Stopped(BaseException):
    """A process that ends here."""


@pytest.mark.parametrize("nth", range(1, 14))
def test_an_import_stopped_anywhere_is_completed_or_undone(
    store: FolderStore, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    wanted = [new(ref) for ref in ("AAAAA", "BBBBB", "CCCCC")]
    calls, real = [0], os.rename

    def stopping(*args: object, **kwargs: object) -> object:
        calls[0] += 1
        if calls[0] == nth:
            raise Stopped
        return real(*args, **kwargs)  # type: ignore[arg-type] # handed through as it came

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", stopping)
        patched.setattr("cspr_tui.store.folder.bulk_write.discard_staged", leave_as_is)
        with suppress(Stopped):
            store.save_all(wanted)
    refs = set(FolderStore.open(store.folder).refs())
    assert refs in ({"7QXM4"}, {"7QXM4", "AAAAA", "BBBBB", "CCCCC"})
    assert FolderStore.open(store.folder).verify() == ()


def test_a_store_that_vanishes_is_one_sentence(store: FolderStore) -> None:
    aside = store.folder.with_name("aside")
    store.folder.rename(aside)
    with pytest.raises(UnusableStoreError, match="cannot be read"):
        store.versions()
    with pytest.raises(CsprError):
        store.save(noted(new(), "a note"), 1)
    aside.rename(store.folder)
    store.save(noted(new(), "a note"), 1)


def test_a_store_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UnusableStoreError, match="cannot be made"):
        FolderStore.create(tmp_path / "file" / "store", "Northmere")


def test_a_new_store_whose_making_was_stopped_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    for part in ("reviews", "locks"):
        (folder / part).mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    assert FolderStore.create(folder, "Northmere").refs() == ()


def test_a_folder_with_anything_of_ones_own_in_it_becomes_no_store(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "store"
    (folder / "reviews").mkdir(parents=True)
    (folder / "reviews" / "letter.txt").touch()
    with pytest.raises(UnusableStoreError, match="is not empty"):
        FolderStore.create(folder, "Northmere")
