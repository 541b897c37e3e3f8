"""The input for a filter: Tab completes, Enter applies, Esc clears."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from cspr_tui.terminal.virtual_size import OneLineInput

Completions = Callable[[str], tuple[str, ...]]
Typed = Callable[[str], None]


class FilterLine(OneLineInput):
    """The one-line input for a filter; its screen parses and applies the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "keep", id="filter.keep"),
        Binding("tab", "complete", "complete", id="filter.complete", priority=True),
        Binding("escape", "clear", "clear", id="filter.clear"),
        Binding("down", "keep", "keep", show=False, id="filter.down"),
    ]

    class Accepted(Message):
        """Enter was pressed: the filter is kept and the list gets the focus."""

    class Cleared(Message):
        """Esc was pressed: the filter is removed."""

    def __init__(self, completions: Completions, typed: Typed, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(compact=True, id=id, select_on_focus=False)
        self._typed = typed
        self.cursor_blink = False
        self._completions = completions
        self._offered: tuple[str, ...] = ()

    def watch_value(self, value: str) -> None:
        """Report each change at once, so that input and list are drawn together."""
        if self.has_focus:
            self._typed(value)

    def action_keep(self) -> None:
        """Keep the filter and leave the input."""
        self.post_message(self.Accepted())

    def action_clear(self) -> None:
        """Remove the filter."""
        self.value = ""
        self.post_message(self.Cleared())

    def action_complete(self) -> None:
        """Complete the last word; pressed again, offer the next completion."""
        if self.value in self._offered:
            place = self._offered.index(self.value) + 1
            self.value = self._offered[place % len(self._offered)]
        else:
            self._offered = self._completions(self.value)
            if self._offered:
                self.value = self._offered[0]
        self.cursor_position = len(self.value)
