"""The clock and the login; no other module of the program reads them."""

from __future__ import annotations

import os
import pwd
from datetime import UTC, date, datetime
from pathlib import Path

from cspr_tui.domain.text.formatting import LONDON

# The login uid that the kernel gives a process no login started.
NO_LOGIN = 2**32 - 1


def now() -> datetime:
    """Return this moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def london_today() -> date:
    """Return the civil date in London, whatever the server's zone."""
    return datetime.now(LONDON).date()


def login() -> str:
    """Return the account that logged in, also where `sudo -u` changed it since.

    Taken from the kernel's login uid; without one, from who called the sudo that is
    the parent process. `SUDO_UID`, which anybody can set, counts only where that
    sudo runs wholly as root.
    """
    found = (_logged_in(), _behind_sudo(), os.getuid())
    return _name_of(next(uid for uid in found if uid is not None))


def _logged_in() -> int | None:
    found = _number(Path("/proc/self/loginuid"))
    return None if found in {None, 0, NO_LOGIN} else found


def _behind_sudo() -> int | None:
    """Return who called the sudo that is the parent process, None without one.

    The user ids must be root's too: any process can take the name sudo, and one that
    hides its memory also has files in /proc owned by root.
    """
    status = _status_of(os.getppid())
    uids = status.get("Uid", "").split()
    if status.get("Name") != "sudo" or uids[1:] != ["0", "0", "0"]:
        return None
    caller = os.environ.get("SUDO_UID", "") if uids[0] == "0" else uids[0]
    return int(caller) if caller.isdecimal() else None


def _status_of(process: int) -> dict[str, str]:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    fields = (line.partition(":") for line in lines)
    return {name: value.strip() for name, _, value in fields}


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
