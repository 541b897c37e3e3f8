"""The clock and the login: read here and nowhere else."""

from __future__ import annotations

import os
import pwd
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
# What the kernel says of a process that no login began.
NO_LOGIN = 2**32 - 1


def now() -> datetime:
    """Return this moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def london_today() -> date:
    """Return the civil date in London, whatever the server's zone."""
    return datetime.now(LONDON).date()


def login() -> str:
    """Return the account that logged in, also where `sudo -u` changed it since.

    The kernel keeps who logged in; without that, `SUDO_UID` counts only while a
    sudo that is wholly root's is the parent, since anybody can set a variable.
    """
    return _name_of(_logged_in() or _behind_sudo() or os.getuid())


def _logged_in() -> int | None:
    found = _number(Path("/proc/self/loginuid"))
    return None if found in {None, 0, NO_LOGIN} else found


def _behind_sudo() -> int | None:
    uid = os.environ.get("SUDO_UID", "")
    return int(uid) if uid.isdecimal() and _is_sudo(os.getppid()) else None


def _is_sudo(process: int) -> bool:
    """Whether a process is sudo with all its user ids root's.

    Asked of what the kernel says of it: a process that hides its memory has files
    of root's in /proc too, and `su` keeps the id of whoever called it.
    """
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").split("\n")
    except (OSError, ValueError):
        return False
    return "Name:\tsudo" in lines and "Uid:\t0\t0\t0\t0" in lines


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"uid {uid}"
