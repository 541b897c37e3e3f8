"""A page to read: lines of text, wrapped to the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.screens.base import CsprScreen
from cspr_tui.widgets.line import BLANK, Line
from cspr_tui.widgets.line_list import LineList

# A first column, at most so wide, under which continued lines leave room.
_COLUMN = re.compile(r" *\S+(?: \S+)*? {2,}(?=\S)")
WIDEST_COLUMN = 20


class PageScreen(CsprScreen[None]):
    """Text to read line by line; `q` goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,h,left,backspace", "back", "back", id="page.back"),
    ]

    def __init__(self, title: str, lines: Iterable[Line]) -> None:
        super().__init__()
        self.page_title = title
        self.page_lines = tuple(lines)

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Show the text, wrapped to the width there is."""
        self.show_head(self.page_title)
        lines = self.query_one(LineList)
        lines.show(list(wrapped(self.page_lines, max(20, self.size.width))))
        lines.focus()

    def on_resize(self) -> None:
        """Wrap anew."""
        if self.is_mounted:
            self.refresh_content()

    def action_back(self) -> None:
        """Go back to where this was opened from."""
        self.dismiss(None)


def wrapped(lines: Iterable[Line], width: int) -> Iterable[Line]:
    """Yield lines no wider than the screen; they go on under what they began with."""
    for line in lines:
        yield from _wrapped(line, width) if line.text else (BLANK,)


def _wrapped(line: Line, width: int) -> Iterable[Line]:
    pieces = wrap(
        line.text,
        width,
        subsequent_indent=" " * min(_hang(line.text), width // 2),
        drop_whitespace=False,
        break_on_hyphens=False,
    )
    for number, piece in enumerate(pieces):
        shown = line if number == 0 else line._replace(word="")
        yield shown._replace(text=piece if number == 0 else piece.rstrip())


def _hang(text: str) -> int:
    column = _COLUMN.match(text)
    if column and column.end() <= WIDEST_COLUMN:
        return column.end()
    return len(text) - len(text.lstrip(" "))


def text_lines(text: str, indent: str = "") -> list[Line]:
    """Return a text as lines, an empty line for each blank one."""
    return [Line(f"{indent}{part}") for part in text.splitlines()]
