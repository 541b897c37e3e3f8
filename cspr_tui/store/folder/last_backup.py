"""The last backup that was read back and found whole, and how long ago that is.

Light on purpose: the board's first paint asks for it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.store.fs.atomic_files import read_bytes, replace_bytes
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.fs.safe_open import is_there

FOLDER, NOTE = "backups", "verified.json"


class Verified(NamedTuple):
    """A verified backup: when (UTC), where, and how many reviews it holds."""

    at: datetime
    archive: str
    reviews: int


def note_verified(folder: Path, verified: Verified, modes: Modes) -> None:
    """Keep in the store which backup was verified last.

    Raises:
        NotSavedError: it could not be written.
    """
    plain = {**verified._asdict(), "at": verified.at.isoformat()}
    replace_bytes(folder / FOLDER, NOTE, json.dumps(plain).encode(), modes.file)


def last_verified(folder: Path) -> Verified | None:
    """Return the last verified backup, None if there is none on record."""
    with suppress(OSError, CsprError, ValueError, TypeError, KeyError):
        plain = json.loads(read_bytes(folder / FOLDER, NOTE)[0])
        at = datetime.fromisoformat(plain["at"])
        return Verified(
            at, without_control_characters(str(plain["archive"])), int(plain["reviews"])
        )
    return None


def backup_words(folder: Path, now: datetime, days: int) -> str:
    """Return a short sentence where no backup was verified for so many days.

    Empty while all is well, and where the partnership set `days` to nothing.
    """
    found = last_verified(folder)
    if not days:
        return ""
    if found is None:
        return "No backup yet."
    age = (now - found.at).days
    return f"Last backup {age} days ago." if age > days else ""


def backup_line(folder: Path, now: datetime) -> str:
    """Return which backup was verified last, and when, for `verify`."""
    found = last_verified(folder)
    if found is None:
        return "Last verified backup: none; make one with: cspr-tui backup"
    age = (now - found.at).days
    ago = {0: "today", 1: "a day ago"}.get(age, f"{age} days ago")
    gone = "" if is_there(Path(found.archive)) else ", which cannot be seen from here"
    when = f"{found.at:%Y-%m-%d %H:%M} UTC, {ago}"
    return f"Last verified backup: {when}; {found.archive}{gone}"


def mend_words(folder: Path, name: str) -> str:
    """Return what brings a damaged file back, naming the last verified backup."""
    import shlex  # noqa: PLC0415 - only where something is damaged

    found = last_verified(folder)
    if found is None:
        return "put this one back from a backup"
    ref = name.rpartition("/")[2].removesuffix(".json")
    what = "--settings" if name == "store.json" else f"--review {ref}"
    archive = shlex.quote(found.archive)
    return f"cspr-tui restore {what} {archive} puts this one back"
