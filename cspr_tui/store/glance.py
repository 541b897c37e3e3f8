"""What can be told of a store before it is opened: marks of its parts."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
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
        found = [(folder / "reviews").stat(), *_restricted(folder / "restricted")]
    except OSError:
        return ""
    newest = max(status.st_mtime for status in found)
    settled = time.time() - newest > TOO_YOUNG
    return " ".join(mark_of(status) for status in found) if settled else ""


def _restricted(folder: Path) -> Iterator[os.stat_result]:
    """Yield the state of the folders that only some may open, and of theirs."""
    if folder.exists():
        yield folder.stat()
        for group in sorted(folder.iterdir()):
            yield group.stat()
