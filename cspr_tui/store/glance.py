"""What can be told of a store before it is opened: marks of its parts."""

from __future__ import annotations

import time
from pathlib import Path

from cspr_tui.store.cache import TOO_YOUNG
from cspr_tui.store.files import mark_of


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
    change made just now, or an import half done, has no mark.
    """
    try:
        if any((folder / "staged").iterdir()):
            return ""
        status = (folder / "reviews").stat()
    except OSError:
        return ""
    settled = time.time() - status.st_mtime > TOO_YOUNG
    return mark_of(status) if settled else ""
