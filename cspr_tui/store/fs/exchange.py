"""Atomic exchange of two names by the system call renameat2."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_CURRENT_FOLDER = -100
_NO_REPLACE, _EXCHANGE = 1, 2


def exchange(one: Path, other: Path) -> None:
    """Exchange two files or folders atomically; neither is missing at any moment.

    Raises:
        OSError: one of them is missing, or the file system has no atomic exchange.
    """
    _rename(one, other, _EXCHANGE)


def put_new(source: Path, target: Path) -> None:
    """Rename a file or folder, but never over an existing one.

    Raises:
        OSError: the name is taken, or the file system cannot do this atomically.
    """
    _rename(source, target, _NO_REPLACE)


def _rename(source: Path, target: Path, how: int) -> None:
    system = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(source), os.fsencode(target)
    if system.renameat2(
        _CURRENT_FOLDER, names[0], _CURRENT_FOLDER, names[1], ctypes.c_uint(how)
    ):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(target))
