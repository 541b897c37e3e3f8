"""Opening a folder without following links: each folder on its path in turn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cspr_tui.store.protocol import UnusableStoreError

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# The folders on the path need only be passed through, not read.
_PASS_THROUGH = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW
_PASS_THROUGH |= os.O_CLOEXEC


def with_real_parents(folder: Path) -> Path:
    """Return the path with links in its parents resolved, but not the last name."""
    whole = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow the last one
    return Path(os.path.realpath(whole.parent)) / whole.name


def is_there(path: Path) -> bool:
    """Whether something of that name exists, as far as this account can see."""
    try:
        path.lstat()
    except OSError:
        return False
    return True


@contextmanager
def folder_handle(path: Path) -> Iterator[int]:
    """Open a folder and yield its descriptor, for calls relative to it (`dir_fd`).

    Each folder on the path is opened relative to the one above and must not be a
    link, so that nobody can exchange a folder between check and use.

    Raises:
        UnusableStoreError: the folder is missing, a link, or not a folder.
    """
    try:
        handle = _open_step_by_step(path)
    except OSError as error:
        sentence = f"{path} cannot be opened as a folder ({error.strerror})."
        raise UnusableStoreError(sentence) from error
    try:
        yield handle
    finally:
        os.close(handle)


def _open_step_by_step(path: Path) -> int:
    root, *way = path.absolute().parts
    handle = os.open(root, _PASS_THROUGH)
    for number, name in enumerate(way, start=1):
        flags = _FOLDER if number == len(way) else _PASS_THROUGH
        try:
            below = os.open(name, flags, dir_fd=handle)
        finally:
            os.close(handle)
        handle = below
    return handle
