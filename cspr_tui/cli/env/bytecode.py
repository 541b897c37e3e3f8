"""Whether compiled bytecode is cached; without it each start takes far longer."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

SLOW_START = (
    "Each start is slow: Python keeps no compiled copy of this program. Whoever "
    "installed it mends that once: {python} -m compileall -q {folder}"
)


def slow_start_line(package: ModuleType) -> str:
    """Return what to do where the package has no cached bytecode, else nothing.

    The package is imported already: Python had its chance to write the cache.
    """
    cached = package.__spec__.cached if package.__spec__ else None
    if cached is None or Path(cached).exists():
        return ""
    folder = Path(package.__path__[0]).parent
    return SLOW_START.format(python=sys.executable, folder=folder)
