from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tarfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path

import pytest

from cspr_tui.store.backups.archive import ArchiveError, ArchiveWriter, Member, members
from cspr_tui.store.backups.create import Backup, Wanted, backup, tag_of
from cspr_tui.store.backups.encryption import KeyFileError, identities_in, recipients_in
from cspr_tui.store.backups.opened_archive import opened_with
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.folder.last_backup import backup_warning, last_verified_backup
from cspr_tui.store.protocol import NotSavedError
from tests.store.hostile import HOSTILE
from tests.store.test_contract import new, noted
from tests.store.test_folder import WRITER, said_by

AT = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)
REFS = ("7QXM4", "AAAAA", "KD9ZT")


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    made = FolderStore.create(tmp_path / "store", "Northmere")
    for ref in REFS:
        made.save(noted(new(ref), f"A note on {ref}."), 0)
    return made


@pytest.fixture
def out(store: FolderStore) -> Path:
    return store.folder / "backups"


def held_in(path: Path) -> dict[str, bytes]:
    with path.open("rb") as file:
        return {member.name: member.content for member in members(file)}


def keys(folder: Path) -> tuple[Path, Path]:
    import pyrage  # noqa: PLC0415 - only these tests make keys

    identity = pyrage.x25519.Identity.generate()
    public, secret = folder / "public.txt", folder / "secret.txt"
    public.write_text(f"# the lead's\n\n{identity.to_public()}\n")
    secret.write_text(f"# created: 2026-11-23\n{identity}\n")
    return public, secret


def test_a_backup_holds_every_file_byte_for_byte(store: FolderStore, out: Path) -> None:
    made = backup(store.folder, Wanted(out), AT)
    assert (made.reviews, made.damaged) == (3, ())
    held = held_in(made.path)
    assert held.keys() == {
        "store.json",
        "register",
        *(f"reviews/{ref}.json" for ref in REFS),
    }
    for name, content in held.items():
        assert (store.folder / name).read_bytes() == content


def test_any_tar_can_list_a_backup(store: FolderStore, out: Path) -> None:
    made = backup(store.folder, Wanted(out), AT)
    with tarfile.open(made.path) as archive:
        assert archive.getnames()[-1] == "manifest.json"
        assert all(member.isreg() for member in archive)


def test_a_backup_is_its_owners_alone_and_named_by_its_moment(
    store: FolderStore, out: Path
) -> None:
    made = backup(store.folder, Wanted(out), AT)
    assert made.path.name == f"cspr-{tag_of(store.folder)}-20261123T085000Z.tar"
    assert made.path.stat().st_mode & 0o777 == 0o600
    again = backup(store.folder, Wanted(out), AT)
    assert again.path.name.endswith("-20261123T085000Z-2.tar")


def test_the_last_verified_backup_is_on_record(store: FolderStore, out: Path) -> None:
    assert backup_warning(store.folder, AT, 7) == "No backup yet."
    made = backup(store.folder, Wanted(out), AT)
    found = last_verified_backup(store.folder)
    assert found is not None
    assert (found.at, found.archive, found.reviews) == (AT, str(made.path), 3)
    assert backup_warning(store.folder, AT + timedelta(days=7), 7) == ""
    later = backup_warning(store.folder, AT + timedelta(days=8), 7)
    assert later == "Last backup 8 days ago."
    assert backup_warning(store.folder, AT + timedelta(days=99), 0) == ""


def test_a_damaged_note_of_the_last_backup_counts_as_none(store: FolderStore) -> None:
    for nonsense in ("{", "[]", '{"at": 3}', '{"at": "x", "archive": 1}'):
        (store.folder / "backups" / "verified.json").write_text(nonsense)
        assert last_verified_backup(store.folder) is None


def test_a_damaged_review_is_in_the_backup_and_makes_it_none_that_counts(
    store: FolderStore, out: Path
) -> None:
    first = backup(store.folder, Wanted(out), AT)
    path = store.folder / "reviews" / "AAAAA.json"
    path.write_bytes(path.read_bytes()[:-9])
    made = backup(store.folder, Wanted(out, keep=1), AT + timedelta(days=1))
    assert made.damaged == ("reviews/AAAAA.json",)
    assert made.path.name.endswith("-damaged.tar")
    found = last_verified_backup(store.folder)
    assert found is not None
    assert found.archive == str(first.path)
    assert first.path.exists()


def test_a_planted_file_is_named_and_not_followed(
    store: FolderStore, out: Path, tmp_path: Path
) -> None:
    path = store.folder / "reviews" / "AAAAA.json"
    path.rename(tmp_path / "aside")
    path.symlink_to("/etc/passwd")
    made = backup(store.folder, Wanted(out), AT)
    assert made.damaged == ("reviews/AAAAA.json",)
    assert "reviews/AAAAA.json" not in held_in(made.path)


def test_older_backups_go_once_a_verified_one_is_there(
    store: FolderStore, out: Path
) -> None:
    (out / "cspr-mine.tar").write_text("not ours to take away")
    for day in range(5):
        backup(store.folder, Wanted(out, keep=2), AT + timedelta(days=day))
    tag = tag_of(store.folder)
    assert sorted(p.name for p in out.iterdir()) == [
        f"cspr-{tag}-20261126T085000Z.tar",
        f"cspr-{tag}-20261127T085000Z.tar",
        "cspr-mine.tar",
        "verified.json",
    ]


def test_stores_that_share_a_place_for_backups_leave_each_other_theirs(
    store: FolderStore, tmp_path: Path
) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    other = FolderStore.create(tmp_path / "other", "Southmere")
    theirs = backup(other.folder, Wanted(place, keep=1), AT).path
    for day in range(3):
        backup(store.folder, Wanted(place, keep=1), AT + timedelta(days=day))
    assert theirs.exists()
    assert len(list(place.iterdir())) == 2


def test_what_a_killed_backup_left_goes_with_the_next(
    store: FolderStore, out: Path
) -> None:
    stray = out / f".new-{tag_of(store.folder)}-0123456789abcdef"
    stray.write_text("half a backup")
    backup(store.folder, Wanted(out), AT)
    assert not stray.exists()


def test_a_clock_that_went_back_does_not_cost_the_backup_just_made(
    store: FolderStore, out: Path
) -> None:
    backup(store.folder, Wanted(out), AT)
    made = backup(store.folder, Wanted(out, keep=1), AT - timedelta(days=400))
    assert made.path.exists()


def test_an_encrypted_backup_opens_with_its_key_alone(
    store: FolderStore, out: Path, tmp_path: Path
) -> None:
    public, secret = keys(tmp_path)
    made = backup(store.folder, Wanted(out, recipients_in(public)), AT)
    assert made.path.name.endswith("-20261123T085000Z.tar.age")
    assert b"A note on" not in made.path.read_bytes()
    with made.path.open("rb") as file, opened_with(file, identities_in(secret)) as got:
        assert len(list(members(got))) == 5
    (tmp_path / "other").mkdir()
    _, wrong = keys(tmp_path / "other")
    with (
        pytest.raises(ArchiveError, match="cannot be opened with that key"),
        made.path.open("rb") as file,
        opened_with(file, identities_in(wrong)) as got,
    ):
        list(members(got))


def test_a_damaged_encrypted_backup_is_refused(
    store: FolderStore, out: Path, tmp_path: Path
) -> None:
    public, secret = keys(tmp_path)
    made = backup(store.folder, Wanted(out, recipients_in(public)), AT)
    whole, rng = made.path.read_bytes(), random.Random(7)
    for _ in range(30):
        at = rng.randrange(len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        for damaged in (whole[:at], flipped):
            # The head also names the key of one reading; it may be hit unharmed.
            with pytest.raises(ArchiveError):
                read_with(damaged, secret)


def read_with(content: bytes, secret: Path) -> None:
    with opened_with(BytesIO(content), identities_in(secret)) as got:
        list(members(got))


@pytest.mark.parametrize("text", ["", "# only words\n", "age1nonsense\n", "\0"])
def test_a_file_without_a_key_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys"
    path.write_text(text)
    for read in (recipients_in, identities_in):
        with pytest.raises(KeyFileError):
            read(path)


@pytest.mark.parametrize("name", HOSTILE)
def test_an_archive_made_to_do_harm_is_refused(name: str) -> None:
    with pytest.raises(ArchiveError):
        list(members(BytesIO(HOSTILE[name])))


def test_every_cut_and_every_flip_of_a_backup_is_noticed(
    store: FolderStore, out: Path
) -> None:
    whole = backup(store.folder, Wanted(out), AT).path.read_bytes()
    good = list(members(BytesIO(whole)))
    rng = random.Random(20261123)
    for _ in range(600):
        at = rng.randrange(len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ (1 << rng.randrange(8))])
        for damaged in (whole[:at], flipped + whole[at + 1 :], whole + b"\0x"):
            try:
                read = list(members(BytesIO(damaged)))
            except ArchiveError:
                continue
            assert read == good


def test_a_backup_of_a_newer_format_is_refused_by_name() -> None:
    out = BytesIO()
    writer = ArchiveWriter(out, AT)
    writer.add(Member("store.json", b"{}"))
    writer.finish()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("cspr_tui.store.backups.archive.FORMAT", 0)
        with pytest.raises(ArchiveError, match="newer version of the app"):
            list(members(BytesIO(out.getvalue())))


def test_a_backup_taken_while_others_save_is_one_moment_of_the_store(
    store: FolderStore, out: Path
) -> None:
    words = [sys.executable, "-c", WRITER, str(store.folder), "w", "60"]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own interpreter
    made = list[Backup]()
    while running.poll() is None:
        at = AT + timedelta(seconds=len(made))
        made.append(backup(store.folder, Wanted(out), at))
    assert len(said_by(running)) == 60
    for each in made:
        assert each.damaged == ()


MOVER = """
import sys
from pathlib import Path
from cspr_tui.store.folder.folder_store import FolderStore
from tests.store.test_contract import noted
store = FolderStore.open(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    for ref in ("7QXM4", "KD9ZT"):
        with store.locked(ref):
            review = noted(store.load(ref), f"pair {number}")
            store.save(review, review.version - 1)
"""


def test_two_reviews_written_one_after_the_other_never_stand_the_other_way_round(
    store: FolderStore, out: Path
) -> None:
    between = [new(f"B{number:04}") for number in range(300)]
    store.save_all(between, durable=False)
    words = [sys.executable, "-c", MOVER, str(store.folder), "m", "30"]
    with subprocess.Popen(words) as running:  # noqa: S603 - our own interpreter
        for second in count():
            if running.poll() is not None:
                break
            at = AT + timedelta(seconds=second)
            held = held_in(backup(store.folder, Wanted(out, keep=2), at).path)
            one, other = (
                json.loads(held[f"reviews/{ref}.json"])["seal"]["1"]["version"]
                for ref in ("7QXM4", "KD9ZT")
            )
            assert 0 <= one - other <= 1


@pytest.mark.parametrize("name", ["open", "fsync", "write"])
def test_a_full_disk_costs_the_new_backup_and_nothing_else(
    store: FolderStore, out: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    backup(store.folder, Wanted(out), AT)
    before = sorted(p.name for p in out.iterdir())
    full, real = tmpfs_is_full, os.open
    with monkeypatch.context() as patched:
        if name == "open":
            patched.setattr(os, "open", full(real))
        elif name == "fsync":
            patched.setattr(os, "fsync", full(None))
        else:
            patched.setattr(
                "cspr_tui.store.backups.create.ArchiveWriter.finish", full(None)
            )
        with pytest.raises(NotSavedError, match="the disk is full"):
            backup(store.folder, Wanted(out, keep=1), AT + timedelta(days=1))
    assert sorted(p.name for p in out.iterdir()) == before
    assert store.verify() == ()


def tmpfs_is_full(real: object) -> object:
    """Return a call that finds no room, for new files only where there is another."""

    def call(*args: object, **kwargs: object) -> object:
        if callable(real) and ".new-" not in str(args[0]):
            return real(*args, **kwargs)
        raise OSError(28, "No space left on device")

    return call
