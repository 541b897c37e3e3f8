"""The way to a folder: each step opened from the one above it, links refused."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cspr_tui.store.protocol import UnusableStoreError

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# On the way no more is asked than to pass through.
_WAY = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW
_WAY |= os.O_CLOEXEC


def standing(folder: Path) -> Path:
    """Return where a folder stands: the links above it followed once, itself not."""
    whole = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow the last one
    return Path(os.path.realpath(whole.parent)) / whole.name


def is_there(path: Path) -> bool:
    """Whether something of that name can be seen by this account."""
    try:
        path.lstat()
    except OSError:
        return False
    return True


@contextmanager
def folder_handle(path: Path) -> Iterator[int]:
    """Open a folder for the calls that are relative to it.

    Each folder on the way is opened from the one above it and may be no link, so
    that nothing can be swapped in between.

    Raises:
        UnusableStoreError: it is missing, a link or no folder.
    """
    try:
        handle = _walked(path)
    except OSError as error:
        sentence = f"{path} cannot be opened as a folder ({error.strerror})."
        raise UnusableStoreError(sentence) from error
    try:
        yield handle
    finally:
        os.close(handle)


def _walked(path: Path) -> int:
    root, *way = path.absolute().parts
    handle = os.open(root, _WAY)
    for number, name in enumerate(way, start=1):
        flags = _FOLDER if number == len(way) else _WAY
        try:
            below = os.open(name, flags, dir_fd=handle)
        finally:
            os.close(handle)
        handle = below
    return handle
