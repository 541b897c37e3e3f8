"""The last verified backup of a store, and the reminder when it is too old.

It imports little, because the board's first paint uses it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.formatting import quoted
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.store.fs.atomic_files import read_bytes, replace_bytes
from cspr_tui.store.fs.bounded_json import SMALL_BYTES, parse_json
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.fs.safe_open import is_there

FOLDER, NOTE = "backups", "verified.json"


class VerifiedBackup(NamedTuple):
    """A backup read back and found intact: UTC time, path, number of reviews."""

    at: datetime
    archive: str
    reviews: int


def record_verified_backup(
    folder: Path, verified: VerifiedBackup, modes: Modes
) -> None:
    """Record in the store which backup was verified last.

    Raises:
        NotSavedError: it could not be written.
    """
    plain = {**verified._asdict(), "at": verified.at.isoformat()}
    replace_bytes(folder / FOLDER, NOTE, json.dumps(plain).encode(), modes.file)


def last_verified_backup(folder: Path) -> VerifiedBackup | None:
    """Return the last verified backup, or None when none is recorded."""
    with suppress(OSError, CsprError, ValueError, TypeError, KeyError):
        plain = parse_json(read_bytes(folder / FOLDER, NOTE)[0], SMALL_BYTES)
        at = datetime.fromisoformat(plain["at"])
        return VerifiedBackup(
            at, without_control_characters(str(plain["archive"])), int(plain["reviews"])
        )
    return None


def backup_warning(folder: Path, now: datetime, days: int) -> str:
    """Return a short reminder when the last verified backup is over `days` days old.

    Calendar days. Empty when it is recent enough, or when `days` is 0, by which a
    partnership switches the reminder off.
    """
    found = last_verified_backup(folder)
    if not days:
        return ""
    if found is None:
        return "No backup yet."
    age = (now - found.at).days
    return f"Last backup {age} days ago." if age > days else ""


def backup_line(folder: Path, now: datetime) -> str:
    """Return the line of `verify` on which backup was verified last, and when."""
    found = last_verified_backup(folder)
    if found is None:
        return "Last verified backup: none; make one with: cspr-tui backup"
    age = (now - found.at).days
    ago = {0: "today", 1: "a day ago"}.get(age, f"{age} days ago")
    gone = "" if is_there(Path(found.archive)) else ", which cannot be seen from here"
    when = f"{found.at:%Y-%m-%d %H:%M} UTC, {ago}"
    return f"Last verified backup: {when}; {found.archive}{gone}"


def repair_advice(folder: Path, name: str) -> str:
    """Return how to restore a damaged file, naming the last verified backup."""
    found = last_verified_backup(folder)
    if found is None:
        return "put this one back from a backup"
    ref = name.rpartition("/")[2].removesuffix(".json")
    what = "--settings" if name == "store.json" else f"--review {ref}"
    archive = quoted(found.archive)
    return f"cspr-tui restore {what} {archive} puts this one back"
