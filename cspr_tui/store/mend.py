"""One record put back from a backup; the others stay as they are."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from cspr_tui.store.archive import SETTINGS, ArchiveError, members, problem_of
from cspr_tui.store.files import not_saved, replace_bytes, sync_folder
from cspr_tui.store.locks import Locks
from cspr_tui.store.losses import loss_of
from cspr_tui.store.permissions import Modes, modes_of
from cspr_tui.store.place import check_there
from cspr_tui.store.register import REVIEWS, Register
from cspr_tui.store.restore import Allow, is_store
from cspr_tui.store.seam import StaleReviewError
from cspr_tui.store.swap import exchange, put_new


def mend(
    source: BinaryIO, folder: Path, name: str, at: datetime, allow: Allow
) -> Path | None:
    """Put one record back; return where the former one is kept, None without one.

    Raises:
        ArchiveError: the backup is not whole, or does not hold it.
        StaleReviewError: somebody saved after `allow` was asked.
        NotSavedError: it could not be written; what was there stands.
    """
    if not is_store(folder):
        check_there(folder, SETTINGS, REVIEWS)
    content = _wanted(source, name)
    modes, label = modes_of(folder), Path(name).stem
    seen = loss_of(folder, name, content)
    allow([seen] if seen is not None else [])
    lock = "-settings" if name == SETTINGS else label
    with Locks(folder / "locks", modes.file).held(lock):
        if loss_of(folder, name, content) != seen:
            sentence = "Nothing was put back: somebody saved meanwhile. Look again."
            raise StaleReviewError(sentence)
        former = f"{label}-before-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.json"
        kept = _put(folder, name, content, former, modes)
    if name != SETTINGS:
        Register(folder, modes).enter([label])
    return kept


def _wanted(source: BinaryIO, name: str) -> bytes:
    """Return the record as the backup holds it last; the whole backup is read."""
    found = None
    for member in members(source):
        found = member if member.name == name else found
    if found is None:
        sentence = f"This backup does not hold {name}; take another one."
        raise ArchiveError(sentence)
    problem = problem_of(found)
    if problem:
        sentence = f"{name} cannot be trusted in this backup either: {problem}."
        raise ArchiveError(sentence)
    return found.content


def _put(
    folder: Path, name: str, content: bytes, former: str, modes: Modes
) -> Path | None:
    """Write it under the name the former one is to have, then exchange the two."""
    beside, path = folder / "backups" / former, folder / name
    replace_bytes(beside.parent, former, content, modes.file)
    try:
        _own(beside, folder)
        if os.path.lexists(path):
            exchange(beside, path)
        else:
            put_new(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise not_saved(name, error) from error
    sync_folder(path.parent)
    sync_folder(beside.parent)
    return beside if os.path.lexists(beside) else None


def _own(path: Path, folder: Path) -> None:
    like, mode = folder.stat(), path.stat().st_mode
    os.chown(path, like.st_uid if os.geteuid() == 0 else -1, like.st_gid)
    path.chmod(mode & 0o7777)
