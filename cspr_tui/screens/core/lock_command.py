"""The user's own command that asks for a password before a blank screen returns."""

from __future__ import annotations

import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def lock_problem(command: str) -> str:
    """Run the command on the terminal; return why it does not unlock, or nothing.

    Only exit code 0 unlocks. The command is started without a shell.
    """
    with _keys_for_the_command():
        try:
            code = subprocess.run(shlex.split(command), check=False).returncode  # noqa: S603 - the user's own command
        except (OSError, ValueError, IndexError) as error:
            why = getattr(error, "strerror", None) or "it is no command"
            return f"cspr-tui  locked: lock_command cannot be started ({why})"
    if code:
        return f"cspr-tui  locked: lock_command ended with {code}; any key asks again"
    return ""


@contextmanager
def _keys_for_the_command() -> Iterator[None]:
    """Let ctrl+c and SIGQUIT reach the command alone, and ctrl+z nobody."""

    def nothing(*_: object) -> None:
        """Handle a signal by going on; the command gets the system's own handling."""

    handlers: dict[signal.Signals, Callable[..., None] | signal.Handlers] = {
        signal.SIGINT: nothing,
        signal.SIGQUIT: nothing,
        signal.SIGTSTP: signal.SIG_IGN,
    }
    former = {number: signal.signal(number, how) for number, how in handlers.items()}
    try:
        yield
    finally:
        for number, how in former.items():
            signal.signal(number, how)
