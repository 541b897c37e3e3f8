"""Whether Python keeps this program compiled; without, each start takes far longer."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

SLOW_START = (
    "Each start is slow: Python keeps no compiled copy of this program. Whoever "
    "installed it mends that once: {python} -m compileall -q {folder}"
)


def slow_start_line(package: ModuleType) -> str:
    """Return what to do where no compiled copy of the package is kept, else nothing.

    Asked of a loaded package: Python had its chance to write the copy by then.
    """
    kept = package.__spec__.cached if package.__spec__ else None
    if kept is None or Path(kept).exists():
        return ""
    folder = Path(package.__path__[0]).parent
    return SLOW_START.format(python=sys.executable, folder=folder)
