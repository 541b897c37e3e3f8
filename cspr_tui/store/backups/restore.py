"""Restoring a whole store: built beside it, verified, then exchanged in one step.

If this is interrupted at any moment, the store is either the complete old one or the
complete new one. The old one is kept beside it, under a name with the time.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from cspr_tui.store.backups.archive import SETTINGS, ArchiveError, members, problem_of
from cspr_tui.store.backups.contents import contents
from cspr_tui.store.backups.loss_report import Loss, losses
from cspr_tui.store.backups.opened_archive import Opened
from cspr_tui.store.folder.folder_store import FOLDERS
from cspr_tui.store.folder.location import check_free, group_id
from cspr_tui.store.folder.register import REVIEWS
from cspr_tui.store.folder.restricted_reviews import RESTRICTED
from cspr_tui.store.fs.atomic_files import (
    append_line,
    not_saved_error,
    replace_bytes,
    sync_folder,
)
from cspr_tui.store.fs.exchange import exchange, put_new
from cspr_tui.store.fs.locks import Locks
from cspr_tui.store.fs.permissions import PRIVATE, Modes, check_store, modes_of
from cspr_tui.store.protocol import NotSavedError, StaleReviewError

UNFINISHED, ACCESS = "unfinished", "access.jsonl"
# What lies in a store and is in no backup of it: it moves with the store's name.
STAYING = ("backups", "drafts")
# Raises where what would be lost is not to be lost.
Allow = Callable[[Sequence[Loss]], None]


class Restored(NamedTuple):
    """What was restored, and where the old store is now, if there was one."""

    reviews: int
    former: Path | None


def restore(archive: Opened, folder: Path, at: datetime, allow: Allow) -> Restored:
    """Replace the whole store by the one in a backup.

    Raises:
        ArchiveError: the backup is not complete; nothing was changed.
        UnusableStoreError: the path is something else than a store.
        StaleReviewError: somebody saved after `allow` was asked.
        NotSavedError: it could not be written; nothing was changed.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
    stands = is_store(folder)
    if not stands:
        check_free(folder, SETTINGS, FOLDERS)
    if os.path.ismount(folder):
        sentence = (
            f"Nothing was put back: {folder} is a mount point, which cannot be swapped "
            f"in one step; restore into a folder on it with --store."
        )
        raise NotSavedError(sentence)
    former = folder.with_name(f"{folder.name}-before-{at.astimezone(UTC):{_STAMP}}")
    try:
        with _scratch(former, archive.size) as incoming:
            modes = modes_of(folder) if stands else PRIVATE
            reviews = _fill(archive.source, incoming, modes)
            archive.confirm()
            if stands:
                own_like(folder, incoming)
                _swap(folder, incoming, modes, allow)
            else:
                _move(incoming, folder)
    except OSError as error:
        raise not_saved_error(former.name, error) from error
    return Restored(reviews, former if stands else None)


_STAMP = "%Y%m%dT%H%M%SZ"


def is_store(folder: Path) -> bool:
    """Whether the path is a store, damaged or not.

    Raises:
        UnusableStoreError: it is one, and other accounts can reach it.
    """
    if not any((folder / part).exists() for part in (SETTINGS, REVIEWS)):
        return False
    check_store(folder)
    return True


@contextmanager
def _scratch(folder: Path, size: int) -> Iterator[Path]:
    """Make a folder, gone again unless it has changed places with a store."""
    if shutil.disk_usage(folder.parent).free < size:
        sentence = f"Nothing was touched: {folder.parent} has no room for the backup."
        raise NotSavedError(sentence)
    folder.mkdir(mode=0o700)
    made = folder.stat().st_ino
    try:
        yield folder
    finally:
        if folder.exists() and folder.stat().st_ino == made:
            shutil.rmtree(folder)


def _fill(source: BinaryIO, incoming: Path, modes: Modes) -> int:
    """Write all members and verify them; return how many reviews there are."""
    (incoming / UNFINISHED).touch(mode=0o600)
    for part in FOLDERS:
        (incoming / part).mkdir(mode=0o700)
    wrong: dict[str, str] = {}
    for member in members(source):
        wrong[member.name] = problem_of(member)
        _write(incoming / member.name, member.content, modes)
    named = ", ".join(name for name, problem in wrong.items() if problem)
    if named or SETTINGS not in wrong:
        said = f"{named} in it cannot be trusted" if named else "it has no settings"
        sentence = f"Nothing was put back: {said}. Take an older backup."
        raise ArchiveError(sentence)
    for path in (incoming, *incoming.rglob("*")):
        if path.is_dir():
            path.chmod(modes.folder)
    _sync_all(incoming)
    return len(contents(incoming).records())


def _write(path: Path, content: bytes, modes: Modes) -> None:
    """Write one file; an empty one was moved away while the backup was made."""
    if not content:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_bytes(path.parent, path.name, content, modes.file, durable=False)


def _sync_all(incoming: Path) -> None:
    for path in incoming.rglob("*"):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    sync_folder(incoming)


def own_like(folder: Path, incoming: Path) -> None:
    """Give the new store the old one's group and, if run by root, its owner."""
    like = folder.stat()
    owner = like.st_uid if os.geteuid() == 0 else -1
    for path in (incoming, *incoming.rglob("*")):
        mode = path.stat().st_mode
        os.chown(path, owner, _group_of(path.relative_to(incoming), like))
        path.chmod(mode & 0o7777)


def _group_of(name: Path, like: os.stat_result) -> int:
    """Return the group of a file: the store's, or that which alone may see it."""
    is_shared = bool(like.st_mode & stat.S_ISGID)
    if is_shared and len(name.parts) > 1 and name.parts[0] == RESTRICTED:
        return group_id(name.parts[1])
    return like.st_gid


def _swap(folder: Path, incoming: Path, modes: Modes, allow: Allow) -> None:
    seen = losses(folder, incoming)
    allow(seen)
    with _all_locks(folder, modes):
        if losses(folder, incoming) != seen:
            sentence = (
                "Nothing was put back: somebody saved meanwhile. Look again at what "
                "would be lost."
            )
            raise StaleReviewError(sentence)
        _keep_reads(folder, incoming, modes)
        (incoming / UNFINISHED).unlink()
        _change_places(incoming, folder)
        _bring_over(incoming, folder, modes)
        sync_folder(folder.parent)


def _bring_over(former: Path, folder: Path, modes: Modes) -> None:
    """Take over what no backup holds; where that fails it is in the former store."""
    with suppress(OSError, NotSavedError):
        _keep_reads(former, folder, modes)
    for part in STAYING:
        with suppress(OSError):
            exchange(former / part, folder / part)


def _change_places(incoming: Path, folder: Path) -> None:
    try:
        exchange(incoming, folder)
    except OSError as error:
        sentence = (
            f"Nothing was put back: {folder} cannot be swapped in one step "
            f"({error.strerror}); restore into a new folder with --store."
        )
        raise NotSavedError(sentence) from error


def _move(incoming: Path, folder: Path) -> None:
    (incoming / UNFINISHED).unlink()
    with suppress(FileNotFoundError):
        folder.rmdir()
    put_new(incoming, folder)
    sync_folder(folder.parent)


@contextmanager
def _all_locks(folder: Path, modes: Modes) -> Iterator[None]:
    """Hold every lock of a store, in the order everybody takes them."""
    refs = sorted(contents(folder).records())
    names = ("-backup", "-import", "-settings", *refs)
    (folder / "locks").mkdir(mode=modes.folder, exist_ok=True)
    with Locks(folder / "locks", modes.file).acquire_all(names):
        yield


def _keep_reads(source: Path, target: Path, modes: Modes) -> None:
    """Add to one log of reads what only the other has: no read is forgotten."""
    kept = set(_lines(target))
    fresh = [line for line in _lines(source) if line not in kept]
    if fresh:
        append_line(target, ACCESS, b"\n".join(fresh), modes.file)


def _lines(folder: Path) -> list[bytes]:
    path = folder / ACCESS
    if path.is_symlink() or not path.is_file():
        return []
    return path.read_bytes().splitlines()
