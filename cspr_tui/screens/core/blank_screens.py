"""Blank screens, which show nothing of a case: after idle time, or on request."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static


class BlankScreen(Screen[None]):
    """Shows the app's name only; any key returns."""

    def compose(self) -> ComposeResult:
        """Lay out the one line."""
        yield Static("cspr-tui  any key returns", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Return at any key."""
        event.stop()
        self.dismiss(None)


class TooSmallScreen(Screen[None]):
    """Stands in for everything while the window is too small to be read."""

    def __init__(self, needed: str) -> None:
        super().__init__()
        self.needed = needed

    def compose(self) -> ComposeResult:
        """Lay out the one line."""
        yield Static(f"Window too small {self.needed}", markup=False)
