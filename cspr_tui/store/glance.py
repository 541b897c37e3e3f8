"""What can be told of a store before it is opened: marks, and that it is at rest."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from cspr_tui.store.files import mark_of

_NAME = re.compile(r"([A-Z0-9]{1,8})\.json")


def settings_mark(folder: Path, *beside: Path) -> str:
    """Return a mark that differs once settings, or a file beside them, do."""
    try:
        marks = [mark_of(path.stat()) for path in (folder / "store.json", *beside)]
    except OSError:
        return ""
    return " ".join(marks)


def marks_at_rest(folder: Path) -> Mapping[str, str] | None:
    """Return each review's mark, None while anything is half done in the store."""
    try:
        if any((folder / "staged").iterdir()):
            return None
        with os.scandir(folder / "reviews") as entries:
            found = [(each.name, each.stat(follow_symlinks=False)) for each in entries]
    except OSError:
        return None
    named = {_NAME.fullmatch(name): status for name, status in found}
    if None in named:
        return None
    return {name[1]: mark_of(status) for name, status in named.items() if name}
