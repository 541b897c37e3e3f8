"""The brief: the same text as the command, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.brief import brief
from cspr_tui.domain.words import state_words
from cspr_tui.plain.board import board_head
from cspr_tui.plain.pages import active_rows, brief_line, deadline_line
from cspr_tui.screens.base import CsprScreen
from cspr_tui.service import Board
from cspr_tui.widgets.line import BLANK, Line, head
from cspr_tui.widgets.line_list import LineList


class BriefScreen(CsprScreen[str | None]):
    """What today is about; Enter opens the review of a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.help", "help", id="brief.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="brief.back"),
    ]

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Show the sections."""
        self.show_head(f"Brief  {board_head(self.board).removeprefix('Reviews  ')}")
        lines = self.query_one(LineList)
        lines.show(list(self._lines()))
        lines.focus()

    def _lines(self) -> Iterator[Line]:
        for sentence in self.board.unreadable:
            yield Line(f"NOT READ  {sentence}", "NOT READ", "", "late")
        for section in brief(active_rows(self.board), self.board.day):
            yield head(f"{section.title} ({len(section.lines)})")
            for line in section.lines:
                text = brief_line(self.reviews, self.board, line, 30)
                yield Line(text, state_words(line.state), line.row.ref)
            yield BLANK
        own = [d for d in self.reviews.own_deadlines() if d.state.is_pending]
        if own:
            yield head(f"THE PARTNERSHIP'S OWN ({len(own)})")
        for deadline in own:
            yield Line(deadline_line(deadline), state_words(deadline.state))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.line.key)

    def action_back(self) -> None:
        """Go back to the board."""
        self.dismiss(None)
