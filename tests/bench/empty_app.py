"""The floor: the least Textual app that paints a screen and answers a key."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class EmptyApp(App[None]):
    """Counts how often `j` was pressed."""

    pressed = 0

    def compose(self) -> ComposeResult:
        yield Static("READY 0", id="said")

    def on_key(self, event: Key) -> None:
        if event.key == "j":
            self.pressed += 1
            self.query_one("#said", Static).update(f"READY {self.pressed}")
        elif event.key == "q":
            self.exit()


if __name__ == "__main__":
    EmptyApp().run(mouse=False)
