"""The crash log: each internal error's reference and stack, without any values."""

from __future__ import annotations

import os
import traceback
from datetime import datetime
from pathlib import Path


def reference_of(error: BaseException, at: datetime) -> str:
    """Write an error's type and stack to the user's log; return its reference.

    The reference is eight random hex digits, for the user to quote. The line ends
    with the versions of the program and of what it runs on. Neither the error's
    message nor any value is written, because they may hold names. Where the log
    cannot be written, the reference is returned all the same.
    """
    reference = os.urandom(4).hex()
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    kind = type(error).__name__
    line = f"{at.isoformat()} {reference} {kind} {' < '.join(places)} ({_version()})"
    _append(line)
    return reference


def _version() -> str:
    from cspr_tui.version import version_line  # noqa: PLC0415 - only after a crash

    return version_line()


def _append(line: str) -> None:
    from platformdirs import user_log_path  # noqa: PLC0415 - only after a crash

    try:
        folder = user_log_path("cspr-tui")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(folder / "crash.log", flags, 0o600)
    except OSError:
        return
    try:
        os.write(handle, f"{line}\n".encode())
    finally:
        os.close(handle)
