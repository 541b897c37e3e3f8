"""The clock, the login and the environment: read here and nowhere else."""

from __future__ import annotations

import getpass
import os
import pwd
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return this moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def london_today() -> date:
    """Return the civil date in London, whatever the server's zone."""
    return datetime.now(LONDON).date()


def login() -> str:
    """Return the account that really works, behind `sudo` too."""
    uid = os.environ.get("SUDO_UID", "")
    if uid.isdecimal() and _may_speak_for(int(uid)):
        try:
            return pwd.getpwuid(int(uid)).pw_name
        except KeyError:
            return f"uid {uid}"
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return getpass.getuser()


def _may_speak_for(uid: int) -> bool:
    """Whether SUDO_UID can be believed: it was kept in /proc since the start."""
    return os.getuid() != uid and "SUDO_COMMAND" in os.environ
