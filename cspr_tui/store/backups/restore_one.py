"""Restoring one record from a backup; all others stay as they are."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from cspr_tui.store.backups.archive import (
    SETTINGS,
    ArchiveError,
    Member,
    members,
    problem_of,
)
from cspr_tui.store.backups.contents import contents
from cspr_tui.store.backups.loss_report import loss_of
from cspr_tui.store.backups.opened_archive import Opened
from cspr_tui.store.backups.restore import Allow, is_store
from cspr_tui.store.folder.location import check_there
from cspr_tui.store.folder.register import REVIEWS, Register
from cspr_tui.store.fs.atomic_files import not_saved_error, replace_bytes, sync_folder
from cspr_tui.store.fs.exchange import exchange, put_new
from cspr_tui.store.fs.locks import Locks
from cspr_tui.store.fs.permissions import Modes, modes_of
from cspr_tui.store.protocol import StaleReviewError


def mend(
    archive: Opened, folder: Path, ref: str, at: datetime, allow: Allow
) -> Path | None:
    """Put one review back, or the settings for no reference.

    Return where the former file is kept, None without one.

    Raises:
        ArchiveError: the backup is not whole, or does not hold it, or holds it
            in another folder than it lies in now.
        StaleReviewError: somebody saved after `allow` was asked.
        NotSavedError: it could not be written; what was there stands.
    """
    if not is_store(folder):
        check_there(folder, SETTINGS, REVIEWS)
    name, content = _wanted(archive.source, ref)
    archive.confirm()
    _check_home(folder, ref, name)
    modes = modes_of(folder)
    seen = loss_of(folder, name, content)
    allow([seen] if seen is not None else [])
    with Locks(folder / "locks", modes.file).acquire(ref or "-settings"):
        if loss_of(folder, name, content) != seen:
            sentence = "Nothing was put back: somebody saved meanwhile. Look again."
            raise StaleReviewError(sentence)
        former = f"{ref or 'store'}.{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.before"
        kept = _put(folder / name, content, former, modes)
    if ref:
        Register(folder, modes).add([ref])
    return kept


def _wanted(source: BinaryIO, ref: str) -> Member:
    """Return the record as the backup holds it last; the whole backup is read."""
    every = {m.name: m for m in members(source) if m.ref == ref}
    found = [m for m in every.values() if m.content and (ref or m.name == SETTINGS)]
    if not found:
        sentence = f"This backup does not hold {ref or SETTINGS}; take another one."
        raise ArchiveError(sentence)
    # Of two copies the restricted one counts; its name sorts first.
    member = min(found)
    problem = problem_of(member)
    if problem:
        sentence = f"{member.name} cannot be trusted in this backup either: {problem}."
        raise ArchiveError(sentence)
    return member


def _check_home(folder: Path, ref: str, name: str) -> None:
    """Check that nobody comes to see it who may not now."""
    here = contents(folder).records().get(ref, name)
    if here != name:
        sentence = (
            f"{ref} lies in {here} now, and in {name} in this backup; restore into "
            f"a new folder with --store, and look there."
        )
        raise ArchiveError(sentence)


def _put(path: Path, content: bytes, former: str, modes: Modes) -> Path | None:
    """Write it under the name the former one is to have, then exchange the two.

    Both stay in the folder of the record: who may see one may see the other.
    """
    beside = path.with_name(former)
    replace_bytes(path.parent, former, content, modes.file)
    try:
        _own(beside, path.parent)
        if os.path.lexists(path):
            exchange(beside, path)
        else:
            put_new(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise not_saved_error(path.name, error) from error
    sync_folder(path.parent)
    return beside if os.path.lexists(beside) else None


def _own(path: Path, folder: Path) -> None:
    like, mode = folder.stat(), path.stat().st_mode
    os.chown(path, like.st_uid if os.geteuid() == 0 else -1, like.st_gid)
    path.chmod(mode & 0o7777)
