"""The clock and the login: read here and nowhere else."""

from __future__ import annotations

import os
import pwd
from datetime import UTC, date, datetime
from pathlib import Path

from cspr_tui.domain.text.formatting import LONDON

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

    The kernel keeps who logged in. Without that, it keeps who called the sudo that
    is our parent; `SUDO_UID`, which anybody can set, counts only where that sudo
    has become wholly root's.
    """
    found = (_logged_in(), _behind_sudo(), os.getuid())
    return _name_of(next(uid for uid in found if uid is not None))


def _logged_in() -> int | None:
    found = _number(Path("/proc/self/loginuid"))
    return None if found in {None, 0, NO_LOGIN} else found


def _behind_sudo() -> int | None:
    """Return who called the sudo that is our parent, None where none is.

    Asked of what the kernel says of it: its name alone is anybody's to take, and a
    process that hides its memory has files of root's in /proc too.
    """
    told = _status_of(os.getppid())
    uids = told.get("Uid", "").split()
    if told.get("Name") != "sudo" or uids[1:] != ["0", "0", "0"]:
        return None
    asked = os.environ.get("SUDO_UID", "") if uids[0] == "0" else uids[0]
    return int(asked) if asked.isdecimal() else None


def _status_of(process: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return {name: told.strip() for name, _, told in (x.partition(":") for x in lines)}


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
