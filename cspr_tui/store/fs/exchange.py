"""Two names in a folder exchanged in one step: no moment at which one is missing."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

_HERE = -100
_NO_REPLACE, _EXCHANGE = 1, 2


def exchange(one: Path, other: Path) -> None:
    """Let two files or folders of one disk change places, atomically.

    Raises:
        OSError: one is missing, or the disk cannot do it in one step.
    """
    _rename(one, other, _EXCHANGE)


def put_new(source: Path, target: Path) -> None:
    """Give a file or folder a name that nothing has yet.

    Raises:
        OSError: the name is taken, or the disk cannot do it in one step.
    """
    _rename(source, target, _NO_REPLACE)


def _rename(source: Path, target: Path, how: int) -> None:
    system = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(source), os.fsencode(target)
    if system.renameat2(_HERE, names[0], _HERE, names[1], ctypes.c_uint(how)):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(target))
