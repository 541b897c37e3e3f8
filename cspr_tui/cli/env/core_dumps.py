"""No core dumps: the memory of a process that shows a case must not reach a disk."""

from __future__ import annotations

import resource
from contextlib import suppress

_PR_SET_DUMPABLE = 4


def forbid_core_dumps() -> None:
    """Set the limit on the size of a core dump to 0, for this process and its children.

    A limit that may not be changed stays as it is.
    """
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid_inspection() -> None:
    """Keep other processes of the same account out of this process's memory (Linux).

    It also stops core dumps that the system pipes into a program, which takes no
    notice of the limit. It needs `ctypes`, which the app loads anyway; a short command
    would start noticeably later for it.
    """
    import ctypes  # noqa: PLC0415 - not for a command

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
