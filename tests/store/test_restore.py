from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.backups.archive import ArchiveError, ArchiveWriter, Member, members
from cspr_tui.store.backups.create import Wanted, backup
from cspr_tui.store.backups.loss_report import Loss
from cspr_tui.store.backups.opened_archive import Opened, opened
from cspr_tui.store.backups.restore import Restored, restore
from cspr_tui.store.backups.restore_one import mend
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.fs.exchange import exchange
from cspr_tui.store.fs.locks import Locks
from cspr_tui.store.protocol import (
    Access,
    DamagedRecordError,
    NotSavedError,
    StaleReviewError,
    UnusableStoreError,
)
from tests.store.hostile import HOSTILE
from tests.store.stopping import killed_at_every_call
from tests.store.test_contract import new, noted
from tests.store.test_folder import WRITER

AT = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)
LATER = AT + timedelta(days=3)


class RefusedError(CsprError):
    """What would be lost is not to be lost."""


def nothing_lost(losses: Sequence[Loss]) -> None:
    if losses:
        raise RefusedError("; ".join(loss.said for loss in losses))


def whatever(losses: Sequence[Loss]) -> None:
    del losses


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    made = FolderStore.create(tmp_path / "store", "Northmere")
    for ref in ("7QXM4", "AAAAA"):
        made.save(new(ref), 0)
    return made


@pytest.fixture
def archive(store: FolderStore) -> Path:
    return backup(store.folder, Wanted(store.folder / "backups"), AT).path


def note(store: FolderStore, ref: str, text: str) -> None:
    review = noted(store.load(ref), text)
    store.save(review, review.version - 1)


def texts_in(folder: Path, ref: str = "7QXM4") -> set[str]:
    return {note.text for note in FolderStore.open(folder).load(ref).notes}


def put_back(archive: Path, folder: Path, at: datetime = LATER) -> Restored:
    with opened(archive, None) as found:
        return restore(found, folder, at, nothing_lost)


def beside(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.parent.iterdir() if p != folder)


def test_a_store_is_put_back_where_there_is_none(
    store: FolderStore, archive: Path, tmp_path: Path
) -> None:
    done = put_back(archive, tmp_path / "new" / ".." / "again")
    assert (done.reviews, done.former) == (2, None)
    again = FolderStore.open(tmp_path / "again")
    assert again.verify() == ()
    assert again.refs() == store.refs()
    assert again.load("7QXM4") == store.load("7QXM4")
    assert again.partnership() == store.partnership()
    modes = {p.stat().st_mode & 0o777 for p in again.folder.rglob("*")}
    assert modes == {0o700, 0o600}


def test_nothing_newer_is_replaced_without_a_word(
    store: FolderStore, archive: Path
) -> None:
    note(store, "7QXM4", "Rang the school.")
    note(store, "7QXM4", "Rang again.")
    store.save(new("KD9ZT"), 0)
    with pytest.raises(RefusedError) as refused:
        put_back(archive, store.folder)
    assert str(refused.value) == (
        "7QXM4: 2 newer changes, the last by JB on 2026-11-23 09:00 UTC; "
        "KD9ZT: is not in this backup, 1 change"
    )
    assert beside(store.folder) == []
    assert texts_in(store.folder) == {"Rang the school.", "Rang again."}


def test_the_former_store_is_kept_beside(store: FolderStore, archive: Path) -> None:
    note(store, "7QXM4", "Rang the school.")
    with opened(archive, None) as found:
        done = restore(found, store.folder, LATER, whatever)
    assert done.former == store.folder.with_name("store-before-20261126T085000Z")
    assert texts_in(store.folder) == set()
    assert texts_in(done.former) == {"Rang the school."}
    assert FolderStore.open(store.folder).verify() == ()


def test_a_store_as_backed_up_or_damaged_since_loses_nothing(
    store: FolderStore, archive: Path
) -> None:
    path = store.folder / "reviews" / "7QXM4.json"
    path.write_bytes(path.read_bytes()[:-2])
    (store.folder / "store.json").unlink()
    (store.folder / "reviews" / "AAAAA.json").unlink()
    put_back(archive, store.folder)
    again = FolderStore.open(store.folder)
    assert again.verify() == ()
    assert again.refs() == ("7QXM4", "AAAAA")


def test_a_damaged_review_that_is_not_in_the_backup_is_named(
    store: FolderStore, archive: Path
) -> None:
    store.save(new("KD9ZT"), 0)
    store.save(new("WWWWW"), 0)
    (store.folder / "reviews" / "KD9ZT.json").write_text("{")
    (store.folder / "reviews" / "WWWWW.json").unlink()
    with pytest.raises(RefusedError) as refused:
        put_back(archive, store.folder)
    assert "KD9ZT: cannot be read now" in str(refused.value)
    assert "WWWWW: is missing now" in str(refused.value)


def test_a_review_of_a_newer_app_is_not_replaced_without_a_word(
    store: FolderStore, archive: Path
) -> None:
    path = store.folder / "reviews" / "7QXM4.json"
    path.write_bytes(path.read_bytes().replace(b'"schema":', b'"schema":9'))
    with pytest.raises(RefusedError, match="7QXM4"):
        put_back(archive, store.folder)


def test_newer_settings_are_named(store: FolderStore, archive: Path) -> None:
    from tests.sitting import Sitting  # noqa: PLC0415 - one test's need

    reviews = Sitting(store).reviews
    from dataclasses import replace  # noqa: PLC0415 - one test's need

    reviews.set_partnership(replace(reviews.partnership, area="Elsewhere"), "")
    with pytest.raises(RefusedError, match="the settings: 1 newer change"):
        put_back(archive, store.folder)


def test_who_read_what_drafts_and_backups_outlive_a_restore(
    store: FolderStore, archive: Path
) -> None:
    store.log_access(Access(LATER, "MO", "mokafor", "opened", "7QXM4"))
    (store.folder / "drafts" / "jbarlow-x.json").write_text("{}")
    put_back(archive, store.folder)
    again = FolderStore.open(store.folder)
    assert [access.actor for access in again.accesses()] == ["MO"]
    assert (again.folder / "drafts" / "jbarlow-x.json").exists()
    assert archive.exists()


def test_what_is_saved_while_one_is_asked_stops_the_restore(
    store: FolderStore, archive: Path
) -> None:
    def saving(losses: Sequence[Loss]) -> None:
        del losses
        note(store, "AAAAA", "Saved while you were asked.")

    with (
        opened(archive, None) as found,
        pytest.raises(StaleReviewError, match="somebody saved meanwhile"),
    ):
        restore(found, store.folder, LATER, saving)
    assert texts_in(store.folder, "AAAAA") == {"Saved while you were asked."}
    assert beside(store.folder) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_an_archive_made_to_do_harm_leaves_the_store_alone(
    store: FolderStore, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.tar"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(ArchiveError):
        put_back(path, store.folder)
    with pytest.raises(ArchiveError), opened(path, None) as found:
        mend(found, store.folder, "", LATER, nothing_lost)
    assert beside(store.folder) == ["x.tar"]
    assert store.verify() == ()


def test_a_cut_archive_leaves_the_store_alone(
    store: FolderStore, archive: Path, tmp_path: Path
) -> None:
    whole, rng, path = archive.read_bytes(), random.Random(5), tmp_path / "cut.tar"
    for _ in range(40):
        path.write_bytes(whole[: rng.randrange(len(whole) - 1024)])
        with pytest.raises(ArchiveError):
            put_back(path, store.folder)
    assert beside(store.folder) == ["cut.tar"]


def forged(archive: Path, **changed: bytes) -> Opened:
    """Return the archive with other contents under a manifest that fits them."""
    out = BytesIO()
    writer = ArchiveWriter(out, AT)
    with archive.open("rb") as file:
        for member in members(file):
            content = changed.get(member.ref or "settings", member.content)
            writer.add(Member(member.name, content))
    writer.finish()
    return Opened(BytesIO(out.getvalue()), 0)


def test_a_record_that_cannot_be_trusted_is_not_put_back(
    store: FolderStore, archive: Path
) -> None:
    other = (store.folder / "reviews" / "AAAAA.json").read_bytes()
    for content in (other, other[:-1], b"{}"):
        found = forged(archive, **{"7QXM4": content})
        with pytest.raises(ArchiveError, match=r"7QXM4.json in it cannot be trusted"):
            restore(found, store.folder, LATER, whatever)
    with pytest.raises(ArchiveError, match=r"store.json in it cannot be trusted"):
        restore(forged(archive, settings=b"{}"), store.folder, LATER, whatever)
    assert beside(store.folder) == []


def test_what_was_saved_during_the_backup_counts_as_it_was_last(
    store: FolderStore, archive: Path, tmp_path: Path
) -> None:
    held, out = archive.read_bytes(), BytesIO()
    note(store, "7QXM4", "Saved meanwhile.")
    writer = ArchiveWriter(out, AT)
    for member in members(BytesIO(held)):
        writer.add(member)
    content = (store.folder / "reviews" / "7QXM4.json").read_bytes()
    writer.add(Member("reviews/7QXM4.json", content))
    writer.finish()
    out.seek(0)
    restore(Opened(out, 0), tmp_path / "again", LATER, nothing_lost)
    assert texts_in(tmp_path / "again") == {"Saved meanwhile."}


def test_nothing_but_a_store_is_swapped(archive: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letter.txt").write_text("mine")
    with pytest.raises(UnusableStoreError, match="is not empty"):
        put_back(archive, home)
    with pytest.raises(UnusableStoreError, match="inside another store"):
        put_back(archive, archive.parents[1] / "inner")
    (tmp_path / "link").symlink_to(archive.parents[1])
    with pytest.raises(UnusableStoreError, match="is a link"):
        put_back(archive, tmp_path / "link")
    with pytest.raises(ArchiveError, match="No backup: "):
        put_back(tmp_path, tmp_path / "again")
    with pytest.raises(ArchiveError, match="No backup: "):
        put_back(tmp_path / "none", tmp_path / "again")


def test_a_fifo_is_no_backup(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ArchiveError):
        put_back(tmp_path / "pipe", tmp_path / "again")


def test_a_disk_without_room_is_said_before_anything_is_written(
    store: FolderStore, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(store.folder)._replace(free=9)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(NotSavedError, match="has no room"):
        put_back(archive, store.folder)


@pytest.mark.parametrize("name", ["write", "fsync", "mkdir", "chown", "chmod"])
def test_a_fault_at_any_call_of_a_restore_leaves_the_old_store_or_the_new(
    store: FolderStore, archive: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    note(store, "7QXM4", "Newer.")
    real = getattr(os, name)
    done, nth = False, 0
    while not done:
        assert nth < 100
        calls = [nth := nth + 1]

        def failing(
            *args: object, _calls: list[int] = calls, **kwargs: object
        ) -> object:
            _calls[0] -= 1
            if _calls[0] == 0:
                raise OSError(28, "No space left on device")
            return real(*args, **kwargs)

        with monkeypatch.context() as patched, opened(archive, None) as found:
            patched.setattr(os, name, failing)
            try:
                restore(found, store.folder, LATER + timedelta(hours=nth), whatever)
                done = True
            except CsprError:
                assert texts_in(store.folder) in ({"Newer."}, set())
        assert FolderStore.open(store.folder).verify() == ()
    assert texts_in(store.folder) == set()


def fresh_from(
    store: FolderStore, archive: Path, saved: Path, folder: Path
) -> Callable[[int], object]:
    """Copy the backup out; return what makes a copy of the store before each kill."""
    shutil.copy(archive, saved)

    def prepare(nth: int) -> None:
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.parent.mkdir()
        shutil.copytree(store.folder, folder)
        assert nth < 400

    return prepare


def test_a_restore_killed_anywhere_leaves_the_old_store_or_the_new_whole(
    store: FolderStore, archive: Path, tmp_path: Path
) -> None:
    note(store, "7QXM4", "Newer.")
    folder, saved = tmp_path / "run" / "store", tmp_path / "saved.tar"
    prepare = fresh_from(store, archive, saved, folder)

    def act() -> None:
        with opened(saved, None) as found:
            restore(found, folder, LATER, whatever)

    seen = []
    for nth in killed_at_every_call(prepare, act):
        told = FolderStore.open(folder).verify()
        assert all("A restore is under way" in finding.what for finding in told)
        assert FolderStore.open(folder).refs() == ("7QXM4", "AAAAA")
        seen.append(texts_in(folder))
        former = folder.with_name("store-before-20261126T085000Z")
        if not seen[-1]:
            assert texts_in(former) == {"Newer."}
        if nth % 9 == 0:
            with opened(saved, None) as found:
                restore(found, folder, LATER + timedelta(hours=1), whatever)
            assert texts_in(folder) == set()
    assert len(seen) > 40
    assert seen[0] == {"Newer."}
    assert seen[-1] == set()


def test_writers_at_work_during_a_restore_lose_nothing_they_confirmed(
    store: FolderStore, archive: Path
) -> None:
    words = [sys.executable, "-c", WRITER, str(store.folder)]
    running = [
        subprocess.Popen([*words, name, "40"], stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own interpreter
        for name in "ab"
    ]
    done = 0
    while any(process.poll() is None for process in running):
        with opened(archive, None) as found:
            try:
                restore(found, store.folder, LATER + timedelta(hours=done), whatever)
            except StaleReviewError:
                continue
            done += 1
    said = {line for p in running for line in p.communicate()[0].split()}
    assert [p.returncode for p in running] == [0, 0]
    formers = store.folder.parent.glob("store-before-*")
    kept = {text for folder in (store.folder, *formers) for text in texts_in(folder)}
    assert len(said) == 80
    assert said <= kept


def test_a_lock_waited_for_is_taken_anew_where_its_folder_was_swapped(
    tmp_path: Path,
) -> None:
    one, other = tmp_path / "locks", tmp_path / "incoming"
    one.mkdir()
    other.mkdir()
    inside: list[bool] = []
    holder, waiter = Locks(one, 0o600), Locks(one, 0o600)

    def wait() -> None:
        with waiter.acquire("7QXM4"):
            inside.append(Locks(one, 0o600).is_free("7QXM4"))

    with holder.acquire("7QXM4"):
        thread = Thread(target=wait)
        thread.start()
        exchange(other, one)
    thread.join()
    assert inside == [False]


def mended(archive: Path, folder: Path, ref: str = "7QXM4") -> object:
    with opened(archive, None) as found:
        return mend(found, folder, ref, LATER, nothing_lost)


def plant_nothing(path: Path) -> None:
    path.unlink()


def plant_rubbish(path: Path) -> None:
    path.write_text("{")


def plant_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def plant_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def plant_folder(path: Path) -> None:
    path.unlink()
    path.mkdir(0o700)


@pytest.mark.parametrize(
    "plant", [plant_nothing, plant_rubbish, plant_link, plant_pipe, plant_folder]
)
def test_one_damaged_review_is_put_back_and_the_others_stay(
    store: FolderStore, archive: Path, plant: object
) -> None:
    note(store, "AAAAA", "Newer.")
    whole = store.load("7QXM4")
    assert callable(plant)
    plant(store.folder / "reviews" / "7QXM4.json")
    kept = mended(archive, store.folder)
    assert store.load("7QXM4") == whole
    assert texts_in(store.folder, "AAAAA") == {"Newer."}
    former = store.folder / "reviews" / "7QXM4.20261126T085000Z.before"
    assert kept == (None if plant is plant_nothing else former)
    assert os.path.lexists(former) == (plant is not plant_nothing)


def test_newer_changes_of_one_review_are_named_first(
    store: FolderStore, archive: Path
) -> None:
    note(store, "7QXM4", "Newer.")
    with pytest.raises(RefusedError, match="7QXM4: 1 newer change"):
        mended(archive, store.folder)
    assert texts_in(store.folder) == {"Newer."}


def test_damaged_settings_are_put_back(store: FolderStore, archive: Path) -> None:
    for plant in (plant_rubbish, plant_nothing):
        plant(store.folder / "store.json")
        mended(archive, store.folder, "")
        former = store.folder / "store.20261126T085000Z.before"
        assert former.exists() == (plant is plant_rubbish)
        former.unlink(missing_ok=True)
        assert FolderStore.open(store.folder).partnership().name == "Northmere"


def test_a_review_the_backup_has_not_or_only_damaged_is_refused(
    store: FolderStore, archive: Path
) -> None:
    with pytest.raises(ArchiveError, match=r"does not hold KD9ZT"):
        mended(archive, store.folder, "KD9ZT")
    found = forged(archive, **{"7QXM4": b"{}"})
    with pytest.raises(ArchiveError, match="in this backup either"):
        mend(found, store.folder, "7QXM4", LATER, whatever)
    assert store.verify() == ()


def test_what_is_saved_while_one_is_asked_stops_one_review_too(
    store: FolderStore, archive: Path
) -> None:
    def saving(losses: Sequence[Loss]) -> None:
        del losses
        note(store, "7QXM4", "Saved while you were asked.")

    with opened(archive, None) as found, pytest.raises(StaleReviewError):
        mend(found, store.folder, "7QXM4", LATER, saving)
    assert texts_in(store.folder) == {"Saved while you were asked."}


def test_no_store_no_mending(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableStoreError, match="is no store"):
        mended(archive, tmp_path / "none")


def test_a_mending_killed_anywhere_leaves_the_old_file_or_the_new(
    store: FolderStore, archive: Path, tmp_path: Path
) -> None:
    note(store, "7QXM4", "Newer.")
    folder, saved = tmp_path / "run" / "store", tmp_path / "saved.tar"
    prepare = fresh_from(store, archive, saved, folder)

    def act() -> None:
        with opened(saved, None) as found:
            mend(found, folder, "7QXM4", LATER, whatever)

    seen = []
    for _ in killed_at_every_call(prepare, act):
        assert FolderStore.open(folder).verify() == ()
        seen.append(texts_in(folder))
        former = folder / "reviews" / "7QXM4.20261126T085000Z.before"
        if not seen[-1]:
            assert b"Newer." in former.read_bytes()
    assert seen[0] == {"Newer."}
    assert seen[-1] == set()


def test_a_review_that_was_put_back_is_saved_to_as_before(
    store: FolderStore, archive: Path
) -> None:
    (store.folder / "reviews" / "7QXM4.json").unlink()
    with pytest.raises(DamagedRecordError):
        store.load("7QXM4")
    mended(archive, store.folder)
    note(store, "7QXM4", "Back.")
    assert texts_in(store.folder) == {"Back."}


def test_a_mount_point_is_refused_before_a_byte_is_written(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mounted"
    folder.mkdir()
    monkeypatch.setattr("os.path.ismount", lambda path: Path(path) == folder)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NotSavedError, match="is a mount point"):
        put_back(archive, folder)
    assert sorted(tmp_path.rglob("*")) == before
