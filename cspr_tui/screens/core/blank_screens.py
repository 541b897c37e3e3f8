"""Blank screens, which show nothing of a case: after idle time, or on request."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult, SuspendNotSupported
from textual.screen import Screen
from textual.widgets import Static


class BlankScreen(Screen[None]):
    """Shows the app's name only; any key returns, or asks for the password.

    With a `lock_command` a key runs that, and only its exit code 0 returns.
    """

    def __init__(self, lock_command: str = "") -> None:
        super().__init__()
        self._lock_command = lock_command

    def compose(self) -> ComposeResult:
        """Lay out the one line."""
        does = "asks for the password" if self._lock_command else "returns"
        yield Static(f"cspr-tui  any key {does}", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Return at any key, once the command to unlock allows it."""
        event.stop()
        problem = self._problem() if self._lock_command else ""
        if problem:
            self.query_one(Static).update(problem)
        else:
            self.dismiss(None)

    def _problem(self) -> str:
        """Run the command; return why the screen stays blank, empty if it need not."""
        from cspr_tui.screens.core.lock_command import lock_problem  # noqa: PLC0415 - seldom

        try:
            with self.app.suspend():
                return lock_problem(self._lock_command)
        except SuspendNotSupported:
            return "cspr-tui  this terminal cannot ask for a password; ctrl+q quits"


class TooSmallScreen(Screen[None]):
    """Stands in for everything while the window is too small to be read."""

    def __init__(self, needed: str) -> None:
        super().__init__()
        self.needed = needed

    def compose(self) -> ComposeResult:
        """Lay out the one line."""
        yield Static(f"Window too small {self.needed}", markup=False)
