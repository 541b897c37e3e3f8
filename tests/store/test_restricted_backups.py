"""Restricted reviews on their way into a backup and back: nobody sees one more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from cspr_tui.store.backups.archive import ArchiveError, ArchiveWriter, Member
from cspr_tui.store.backups.create import Wanted, backup
from cspr_tui.store.backups.opened_archive import Opened, opened
from cspr_tui.store.backups.restore import restore
from cspr_tui.store.backups.restore_one import mend
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import DamagedRecordError
from tests.store import test_restricted
from tests.store.test_restore import nothing_lost, whatever
from tests.store.test_restricted import files, restrict

AT = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)
LATER = AT + timedelta(days=3)
HOME = "restricted/leads/7QXM4.json"
folder, groups = test_restricted.folder, test_restricted.groups

TOGGLER = """
import sys
from pathlib import Path
from tests.store.test_restricted import barred
from cspr_tui.store.folder.folder_store import FolderStore
store = FolderStore.open(Path(sys.argv[1]))
for number in range(14):
    with store.locked("7QXM4"):
        review = store.load("7QXM4")
        after = barred(review, "" if review.restricted_to else "leads")
        store.save(after, review.version)
"""


def made(folder: Path, at: datetime = AT) -> Path:
    return backup(folder, Wanted(folder / "backups"), at).path


def back_in(archive: Path, folder: Path) -> None:
    with opened(archive, None) as found:
        restore(found, folder, LATER, nothing_lost)


def test_a_restricted_review_comes_back_restricted(
    folder: Path, tmp_path: Path
) -> None:
    after = restrict(folder, "leads")
    for there in (tmp_path / "again", folder):
        back_in(made(folder), there)
        inside, outside = (
            FolderStore.open(there, reader) for reader in ("amber", "zoe")
        )
        assert inside.load("7QXM4") == after
        assert (outside.refs(), len(outside.stubs())) == (("AAAAA",), 1)
        assert files(there) == {HOME, "reviews/7QXM4.stub", "reviews/AAAAA.json"}


def test_what_moved_while_it_was_backed_up_is_there_once(
    folder: Path, tmp_path: Path
) -> None:
    words = [sys.executable, "-c", TOGGLER, str(folder)]
    archives = list[Path]()
    with subprocess.Popen(words) as running:  # noqa: S603 - our own interpreter
        while running.poll() is None:
            archives.append(made(folder, AT + timedelta(seconds=len(archives))))
    assert running.returncode == 0
    for archive in archives[:: max(1, len(archives) // 20)]:
        there = tmp_path / "again"
        back_in(archive, there)
        again = FolderStore.open(there, "amber")
        homes = sorted(name for name in files(there) if "7QXM4.json" in name)
        at_home = HOME if again.load("7QXM4").restricted_to else "reviews/7QXM4.json"
        assert homes == [at_home]
        assert again.verify() == ()
        shutil.rmtree(there)


def test_a_file_noted_as_moved_away_is_not_put_back(
    folder: Path, tmp_path: Path
) -> None:
    public = (folder / "reviews" / "7QXM4.json").read_bytes()
    restrict(folder, "leads")
    out = BytesIO()
    writer = ArchiveWriter(out, AT)
    writer.add(Member("reviews/7QXM4.json", public))
    for name in (HOME, "store.json"):
        writer.add(Member(name, (folder / name).read_bytes()))
    writer.add(Member("reviews/7QXM4.json", b""))
    writer.finish()
    out.seek(0)
    restore(Opened(out, 0), tmp_path / "again", LATER, whatever)
    assert files(tmp_path / "again") == {HOME}


def test_a_backup_of_who_may_not_see_all_does_not_count(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restrict(folder, "leads")
    real = os.scandir

    def shut(path: Path) -> object:
        if "restricted/" in str(path):
            raise PermissionError(13, "Permission denied")
        return real(path)

    archive = made(folder)
    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", shut)
        done = backup(folder, Wanted(folder / "backups"), AT)
        assert done.damaged == ("restricted/leads",)
        with pytest.raises(Exception, match=r"restricted/leads: this account may not"):
            back_in(archive, folder)


def test_a_restricted_review_is_put_back_where_it_lies(folder: Path) -> None:
    after = restrict(folder, "leads")
    archive = made(folder)
    (folder / HOME).write_text("{")
    with opened(archive, None) as found:
        kept = mend(found, folder, "7QXM4", LATER, nothing_lost)
    assert FolderStore.open(folder, "amber").load("7QXM4") == after
    assert kept == folder / "restricted" / "leads" / "7QXM4.20261126T085000Z.before"
    assert FolderStore.open(folder, "amber").refs() == ("7QXM4", "AAAAA")


def test_a_review_restricted_since_is_not_put_back_in_the_open(folder: Path) -> None:
    archive = made(folder)
    restrict(folder, "leads")
    (folder / HOME).write_text("{")
    with (
        opened(archive, None) as found,
        pytest.raises(ArchiveError, match=r"lies in restricted/leads/7QXM4.json now"),
    ):
        mend(found, folder, "7QXM4", LATER, whatever)
    assert not (folder / "reviews" / "7QXM4.json").exists()


def test_a_restricted_review_that_vanished_is_named_to_its_group_alone(
    folder: Path,
) -> None:
    restrict(folder, "leads")
    FolderStore.open(folder)
    (folder / HOME).unlink()
    inside, outside = FolderStore.open(folder, "amber"), FolderStore.open(folder, "zoe")
    assert outside.refs() == ("AAAAA",)
    assert inside.refs() == ("7QXM4", "AAAAA")
    with pytest.raises(DamagedRecordError, match="is missing"):
        inside.load("7QXM4")
