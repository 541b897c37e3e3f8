"""The screen of the morning brief, with the same text as the command `brief`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from cspr_tui.domain.board.brief import BriefLine
from cspr_tui.domain.board.brief_remarks import BriefReader, Remark
from cspr_tui.domain.deadlines.deadline_words import state_words
from cspr_tui.plain.board_text import board_head
from cspr_tui.plain.brief_text import (
    board_of_owner,
    brief_line,
    brief_sections,
    partnership_lines,
    reader_of,
    reader_words,
    section_title,
)
from cspr_tui.screens.core.wrapped_lines import WrappedScreen
from cspr_tui.service import Board
from cspr_tui.service.board.moved_deadlines import MovedDeadline
from cspr_tui.widgets.lines.line import BLANK, Line, head
from cspr_tui.widgets.lines.line_list import LineList, first_choice

# What a label gets of a line of 80 cells.
LABEL = 30


class BriefScreen(WrappedScreen):
    """The morning brief; Enter opens the review of a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "whose", "mine or the team's", id="brief.whose"),
        Binding("question_mark,f1", "app.help", "help", id="brief.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="brief.back"),
    ]

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self.owner = ""
        self.reader: BriefReader | None = None
        self.moved: tuple[MovedDeadline, ...] = ()

    def refresh_content(self) -> None:
        """Show the sections of the brief, and record that it was read."""
        reviews = self.reviews
        self.moved = reviews.row_cache.moved_dates()
        self._show()
        self.attempt(lambda: reviews.row_cache.note_brief(reviews.session.now()), _done)

    def _show(self) -> None:
        if self.reader is None or self.reader.owner != self.owner:
            since = self.reader.since if self.reader else None
            self.reader = reader_of(self.reviews, self.board, self.owner, since)
        board = board_of_owner(self.board, self.owner)
        counted = board_head(board).removeprefix("Reviews  ")
        self.show_head(f"Brief {reader_words(self.reader)}  {counted}")
        told = list(self._lines(board, self.reader))
        self.show_told(told, first_choice(told))

    def _lines(self, board: Board, reader: BriefReader) -> Iterator[Line]:
        for sentence in board.unreadable:
            yield Line(f"NOT READ  {sentence}", "NOT READ", "", "late")
        sections = list(brief_sections(board, reader, self.moved))
        for section in sections:
            yield head(section_title(section))
            for line in section.lines:
                yield self._line(line)
            yield BLANK
        if not sections:
            yield Line("Nothing is late, missing a date or due soon.")
        own = partnership_lines(self.reviews, LABEL)
        yield from _under("THE PARTNERSHIP'S OWN", own)

    def _line(self, line: BriefLine | Remark) -> Line:
        text = brief_line(line, self.reviews, self.board, LABEL)
        if isinstance(line, Remark):
            return Line(text, line.word, line.ref)
        return Line(text, state_words(line.state), line.row.ref)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.line.key)

    def action_whose(self) -> None:
        """Switch between the user's own reviews and those of the whole team."""
        self.owner = "" if self.owner else self.reviews.session.actor
        self._show()

    def action_back(self) -> None:
        """Go back to the board."""
        self.dismiss(None)


def _under(title: str, lines: list[str]) -> Iterator[Line]:
    if lines:
        yield head(f"{title} ({len(lines)})")
    for line in lines:
        yield Line(line, line.split("  ")[0])


def _done(_: None) -> None:
    """Nothing is shown for a brief that was read."""
