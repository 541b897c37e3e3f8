"""A page of text to read, wrapped to the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList
from cspr_tui.widgets.lines.line_wrap import wrapped_lines


class PageScreen(CsprScreen[None]):
    """Text to read line by line; `q` goes back."""

    # Whether a line stands for something that Enter opens.
    OPENS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,h,left,backspace", "back", "back", id="page.back"),
    ]

    def __init__(self, title: str, lines: Iterable[Line]) -> None:
        super().__init__()
        self.page_title = title
        self.page_lines = tuple(lines)

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield LineList(id="lines", opens=self.OPENS)

    def refresh_content(self) -> None:
        """Show the text, wrapped to the width there is."""
        self.show_head(self.page_title)
        lines = self.query_one(LineList)
        lines.show(list(wrapped_lines(self.page_lines, max(20, self.size.width))))
        lines.focus()

    def on_resize(self) -> None:
        """Wrap anew."""
        if self.is_mounted:
            self.refresh_content()

    def action_back(self) -> None:
        """Go back to where this was opened from."""
        self.dismiss(None)


def text_lines(text: str, indent: str = "") -> list[Line]:
    """Return a text as lines, an empty line for each blank one."""
    return [Line(f"{indent}{part}") for part in text.splitlines()]
