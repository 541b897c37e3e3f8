"""Reading a file that somebody names: its kind and size are checked before its bytes.

A pipe or device could block for ever or never end, so it is refused unread. Anything
else is read up to a limit, whatever size it claims.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from cspr_tui.domain.errors import CsprError

# Bytes: of a tracker, draft or chronology; of settings, facts, keys, preferences.
MOST_BYTES = 20_000_000
MOST_SMALL_BYTES = 2_000_000
_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


class ForeignFileError(CsprError):
    """A file that somebody named cannot be read; the text says why."""


def read_foreign_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a regular file, at most `most`.

    Raises:
        ForeignFileError: it is not there, no regular file, or too long.
    """
    with open_foreign_file(path) as file:
        if os.fstat(file.fileno()).st_size > most:
            raise _too_long(path, most)
        try:
            content = file.read(most + 1)
        except (OSError, MemoryError) as error:
            raise _unreadable(path, error) from error
    if len(content) > most:
        raise _too_long(path, most)
    return content


def open_foreign_file(path: Path) -> BinaryIO:
    """Open a regular file for reading; links to one are followed.

    Raises:
        ForeignFileError: it is not there, or is no regular file.
    """
    try:
        # Looked at first, because opening a device can already do something.
        _check_kind(path, path.stat().st_mode)
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    try:
        _check_kind(path, os.fstat(handle).st_mode)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _check_kind(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        sentence = (
            f"{path} is {kind} and no file, so nothing was read; name a file, or save "
            f"what comes out of it in one first."
        )
        raise ForeignFileError(sentence)


def _unreadable(path: Path, error: Exception) -> ForeignFileError:
    why = getattr(error, "strerror", "") or "that is no name of a file"
    return ForeignFileError(f"{path} cannot be read ({why}); check the name.")


def _too_long(path: Path, most: int) -> ForeignFileError:
    sentence = (
        f"{path.name} has over {most // 1_000_000} MB, the most that is read; "
        f"divide it, or check that it is the right file."
    )
    return ForeignFileError(sentence)
