"""The board's list of reviews, and the lines on the review under the cursor."""

from __future__ import annotations

from asyncio import TimerHandle, get_running_loop
from typing import TYPE_CHECKING

from textual.message import Message

from cspr_tui.domain.text.formatting import count
from cspr_tui.screens.board.row_text import SIDE, WIDEST, BoardLines, Look, peek
from cspr_tui.widgets.lines.line import fits
from cspr_tui.widgets.lines.line_list import LineList
from cspr_tui.widgets.screen_bars import HeadLine

if TYPE_CHECKING:
    from collections.abc import Collection

    from cspr_tui.screens.board.board_search import Finder
    from cspr_tui.service import Board

# Seconds the cursor stays on a row before the peek lines are drawn.
PEEK_AFTER = 0.08


class BoardList(LineList):
    """The reviews that the filter finds, one a row; a row's key is its reference."""

    @property
    def ref(self) -> str | None:
        """The reference under the cursor, None on an empty list."""
        line = self.current
        return line.key if line is not None else None

    def show_reviews(
        self, finder: Finder, width: int, marked: Collection[str], ref: str = ""
    ) -> None:
        """Show what the filter finds, the cursor on `ref` or where it was."""
        look = Look(finder.board, list_width(width), marked)
        self.show(BoardLines(finder.listed, look), ref or self.ref or "")


class PeekLine(HeadLine):
    """Two lines on the review under the cursor, or a column on a wide screen."""

    class Rested(Message):
        """The cursor has rested on a row for a moment."""

    timer: TimerHandle | None = None
    # The review last shown.
    ref: str | None = None

    def start_timer(self) -> None:
        """Post `Rested` once the cursor has rested; called anew at each movement."""
        if self.timer is not None:
            self.timer.cancel()
        loop = get_running_loop()
        self.timer = loop.call_later(PEEK_AFTER, self.post_message, self.Rested())

    def show_review(self, ref: str | None, finder: Finder, width: int) -> None:
        """Show the review at once; an empty list leaves what stands here."""
        self.timer = None
        self.ref = ref
        if ref is None:
            return
        board, place = finder.board, finder.told.get(ref)
        if width >= WIDEST:
            from cspr_tui.screens.board.preview import side  # noqa: PLC0415 - few screens are so wide

            text = side(ref, board, SIDE - 4, place or "")
        else:
            lines = peek(ref, board)
            shown = (lines[0], place) if place else lines
            text = "\n".join(fits(line, width) for line in shown)
        self.say(text)

    def show_no_review(self, finder: Finder) -> None:
        """Say why the list is empty."""
        nothing = unread_words(finder.board) or "No active reviews. a adds one."
        self.say(finder.said() or nothing)


def list_width(width: int) -> int:
    """Return the cells a row has on a screen of that width.

    On a wide screen the peek lines have a column of their own beside the rows.
    """
    return width - SIDE if width >= WIDEST else width


def unread_words(board: Board) -> str:
    """Return which reviews could not be read, empty if all were."""
    if not board.unreadable:
        return ""
    number = count(len(board.unreadable), "review")
    return f"{number} could not be read: {board.unreadable[0]}"


def stub_words(board: Board) -> str:
    """Return which reviews this reader may not open, empty if there are none."""
    refs = list(board.facts.stubs)
    return f"Restricted to others: {', '.join(refs)}." if refs else ""
