"""A dialog to choose one item from a short list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key

from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList

# Every letter that moves nothing in a list, then the digits.
LETTERS = "abcdefinoprstuvwxy1234567890"


class ChooseScreen(CsprScreen[str | None]):
    """A list of choices; it closes with the one chosen by letter or by the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.help", "help", id="choose.help"),
        Binding("escape,q,h,left,backspace", "back", "back", id="choose.back"),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.question = question
        self.choices = choices

    def body(self) -> ComposeResult:
        """Return the list widget."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Show the choices, each behind its letter."""
        self.show_head(self.question)
        lines = self.query_one(LineList)
        lines.show(list(self._rows()))
        lines.focus()

    def _rows(self) -> Iterator[Line]:
        lettered = zip_longest(LETTERS[: len(self.choices)], self.choices)
        for letter, (name, label) in lettered:
            yield Line(f"{letter or ' '}  {label}" if name else label, "", name)

    def on_key(self, event: Key) -> None:
        """Choose the item with the letter that was pressed."""
        place = LETTERS.find(event.character or " ")
        if 0 <= place < len(self.choices) and self.choices[place][0]:
            event.stop()
            self.dismiss(self.choices[place][0])

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.line.key)

    def action_back(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
