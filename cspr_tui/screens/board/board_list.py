"""The board's list: what was found, as lines, and two lines on the one looked at."""

from __future__ import annotations

from asyncio import TimerHandle, get_running_loop
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from cspr_tui.domain.text.formatting import count, full_day
from cspr_tui.plain.board_text import board_head
from cspr_tui.screens.board.board_search import Finder
from cspr_tui.screens.board.row_text import (
    HEADINGS,
    SIDE,
    WIDEST,
    BoardLines,
    Look,
    columns,
    peek,
)
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.service import Board
from cspr_tui.widgets.lines.line import fits
from cspr_tui.widgets.lines.line_list import LineList
from cspr_tui.widgets.screen_bars import HeadLine

if TYPE_CHECKING:
    from cspr_tui.service.use_cases.watch_changes import News

PEEK_AFTER = 0.08


class ListScreen(CsprScreen[None]):
    """A board read, the rows a filter finds, and a cursor on one of them."""

    finder: Finder | None = None
    resting: TimerHandle | None = None
    _peeked: str | None = None
    _shown_width = 0

    def __init__(self) -> None:
        super().__init__()
        self.marked: set[str] = set()

    @property
    def board(self) -> Board | None:
        """The board as last read."""
        return self.finder.board if self.finder else None

    def body(self) -> ComposeResult:
        """Lay out the views, the column heads, the list and the peek lines."""
        yield HeadLine(id="views")
        yield HeadLine(id="columns")
        yield LineList(id="rows")
        yield HeadLine(id="peek")

    def refresh_content(self) -> None:
        """Show the board as read at the start."""
        self.query_one(LineList).focus()
        first = self.shell.first_board
        if first is not None:
            self.shell.first_board = None
            self.show_board(first)
            self.say(" ".join(("Ready.", stub_words(first))).strip())
        else:
            self.attempt(self.read_board, self.show_board)

    def read_board(self) -> Board:
        """Read every review anew; where the records are opened for it, off the loop."""
        return self.reviews.board(self.board)

    def show_board(self, board: Board, key: str = "") -> None:
        """Take in a board and show it, the cursor on the review it was on."""
        if self.finder is None:
            self.finder = Finder(self.shell.session, board)
        else:
            self.finder.look_at(board)
        self._show_heads(board)
        self.show_found(key)

    def show_found(self, key: str = "") -> None:
        """Show what the filter finds."""
        finder = self.finder
        if finder is None:
            return
        rows = self.query_one(LineList)
        stood = key or (rows.current.key if rows.current else "")
        look = Look(finder.board, self.list_width, self.marked)
        fresh = not rows.lines
        rows.show(BoardLines(finder.listed, look), stood)
        if fresh or self.is_typing:
            self._peek()
        else:
            self._rest()
        if not rows.lines:
            self.query_one("#peek", HeadLine).say(finder.said() or _nothing(finder))

    @property
    def width(self) -> int:
        """The width there is."""
        return self.size.width or self.app.size.width

    @property
    def list_width(self) -> int:
        """The width the rows have: on a wide screen a column stands beside them."""
        return self.width - SIDE if self.width >= WIDEST else self.width

    def _show_heads(self, board: Board) -> None:
        left, day = board_head(board), full_day(board.day)
        width = self._shown_width = self.width
        room = width - len(day) - 2
        self.show_head(f"{left:<{room}}  {day}" if len(left) <= room else left[:width])
        self.query_one("#columns", HeadLine).say(columns(HEADINGS, self.list_width))

    def others_saved(self, news: tuple[News, ...]) -> None:
        """Change rows in place; the order changes only when it is asked for."""
        if self.finder is None:
            return
        fresh = [each.review for each in news]
        self.finder.look_at(self.reviews.with_saved(self.finder.board, fresh))
        self.show_found()
        self.say(f"{self.who_changed(news[-1])}  r sorts anew.")

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        if self.finder is not None and self.width != self._shown_width:
            self._show_heads(self.finder.board)
            self.show_found()

    @on(LineList.Moved)
    def _moved(self, event: LineList.Moved) -> None:
        if event.line.key != self._peeked:
            self._rest()

    def _rest(self) -> None:
        if self.resting is not None:
            self.resting.cancel()
        loop = get_running_loop()
        self.resting = loop.call_later(PEEK_AFTER, self.call_later, self._rested)

    def _rested(self) -> None:
        self._peek()
        self.query_one(LineList).draw_ahead()

    def _peek(self) -> None:
        self.resting = None
        self.at_rest()
        ref = self._peeked = self.ref
        if ref is None or self.finder is None:
            return
        board, where = self.finder.board, self.finder.told.get(ref)
        if self.width >= WIDEST:
            from cspr_tui.screens.board.preview import side  # noqa: PLC0415 - few screens are so wide

            text = side(ref, board, SIDE - 4, where or "")
        else:
            lines = peek(ref, board)
            shown = (lines[0], where) if where else lines
            text = "\n".join(fits(line, self.width) for line in shown)
        self.query_one("#peek", HeadLine).say(text)

    @property
    def is_typing(self) -> bool:
        """Whether something is being typed, so that nothing is to come late."""
        return False

    def at_rest(self) -> None:
        """Show what may wait until the cursor rests."""

    @property
    def ref(self) -> str | None:
        """The reference under the cursor, None on an empty list."""
        current = self.query_one(LineList).current
        return current.key if current is not None else None


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


def _nothing(finder: Finder) -> str:
    return unread_words(finder.board) or "No active reviews. a adds one."
