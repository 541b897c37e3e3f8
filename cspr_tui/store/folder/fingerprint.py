"""What can be told of a store before it is opened: marks of its parts."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from cspr_tui.store.fs.atomic_files import mark_of
from cspr_tui.store.user.cache_file import TOO_YOUNG


def settings_mark(folder: Path, *beside: Path) -> str:
    """Return a mark that differs once settings, or a file beside them, do."""
    try:
        marks = [mark_of(path.stat()) for path in (folder / "store.json", *beside)]
    except OSError:
        return ""
    return " ".join(marks)


def reviews_mark(folder: Path) -> str:
    """Return a mark that differs once a review was saved; empty while it may yet.

    A save puts a new file in the old one's place, which changes the folder. A
    change made just now, or an import half done, has no mark. Which restricted
    reviews are open to this reader is part of it; where one account keeps the
    store that cannot be told at a glance, and there is no mark.
    """
    try:
        if any((folder / "staged").iterdir()):
            return ""
        apart = _restricted(folder / "restricted")
        if apart and not folder.stat().st_mode & stat.S_ISGID:
            return ""
        found = [each.stat() for each in (folder / "reviews", *apart)]
    except OSError:
        return ""
    newest = max(status.st_mtime for status in found)
    settled = time.time() - newest > TOO_YOUNG
    marks = [*map(mark_of, found), *(str(os.access(p, os.R_OK)) for p in apart)]
    return " ".join(marks) if settled else ""


def _restricted(folder: Path) -> list[Path]:
    """Return the folder of the groups' folders, and those; nothing without it."""
    return [folder, *sorted(folder.iterdir())] if folder.exists() else []
