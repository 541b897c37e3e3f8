"""The board: every active review, what presses most first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, overload

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from cspr_tui.domain.history import Change
from cspr_tui.domain.review import Review
from cspr_tui.domain.stage import Stage
from cspr_tui.domain.triage import Row
from cspr_tui.domain.words import count, day_words, full_day
from cspr_tui.plain.forms import row_left
from cspr_tui.plain.pages import board_head
from cspr_tui.screens.base import CsprScreen
from cspr_tui.screens.brief import BriefScreen
from cspr_tui.screens.confirm import ConfirmScreen
from cspr_tui.screens.new import new_form
from cspr_tui.screens.review.screen import ReviewScreen
from cspr_tui.service import Board, Reviews
from cspr_tui.service.watch import News
from cspr_tui.widgets.bars import HeadLine
from cspr_tui.widgets.line import Line
from cspr_tui.widgets.line_list import LineList, fits

WIDE = 120
PEEK_AFTER = 0.08


class BoardLines(Sequence[Line]):
    """The board's rows as lines, each made when it is looked at."""

    def __init__(self, reviews: Reviews, board: Board, width: int) -> None:
        self.rows = [row for row in board.rows if row.active]
        self._reviews, self._board, self._width = reviews, board, width

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        """Return one line or some."""
        if isinstance(place, slice):
            return [self._line(row) for row in self.rows[place]]
        return self._line(self.rows[place])

    def _line(self, row: Row) -> Line:
        seen = row.on(self._board.day)
        lead = row.clocks[seen.lead] if seen.lead >= 0 else None
        left = row_left(
            row, self._board.day, self._reviews.rules, self._reviews.calendar
        )
        parts = (
            seen.word,
            row.ref,
            row.alias,
            Stage(row.stage).label,
            lead.label if lead else "-",
            day_words(lead.due, self._board.day) if lead else "-",
            left or "-",
            self._reviews.partnership.initials_of(row.owner),
        )
        return Line(columns(parts, self._width), seen.word, row.ref)


def columns(parts: tuple[str, ...], width: int) -> str:
    """Return the parts of a row in columns for a screen of that width."""
    word, ref, alias, stage, label, due, left, owner = parts
    wide = f"{fits(alias, 12)} " if width >= WIDE else ""
    spare = max(0, width - 80 - len(wide))
    return (
        f"{word:<8} {ref:<5} {wide}{fits(stage, 15)} {fits(label, 22 + spare)} "
        f"{due:<11} {fits(left, 10)} {owner[:3]}"
    ).rstrip()


HEADINGS = ("State", "Ref", "Alias", "Stage", "Next deadline", "Due", "Left", "Own")


class BoardScreen(CsprScreen[None]):
    """Where the morning begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="board.add"),
        Binding("b", "brief", "brief", id="board.brief"),
        Binding("r", "reload", "reload", id="board.reload"),
        Binding("u", "undo", "undo", id="board.undo"),
        Binding("U", "redo", "redo", id="board.redo", show=False),
        Binding("y", "copy", "copy reference", id="board.copy", show=False),
        Binding("question_mark,f1", "app.help", "help", id="board.help"),
        Binding("q", "leave", "quit", id="board.quit"),
    ]

    board: Board | None = None
    resting: Timer | None = None

    def body(self) -> ComposeResult:
        """Lay out the column heads, the list and the peek lines."""
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
            self.say("Ready.")
        else:
            self.action_reload()

    def show_board(self, board: Board, key: str = "") -> None:
        """Show rows, the cursor on the review it was on."""
        self.board = board
        rows = self.query_one(LineList)
        stood = key or (rows.current.key if rows.current else "")
        width = self.size.width or self.app.size.width
        self._show_heads(board, width)
        rows.show(BoardLines(self.reviews, board, width), stood)
        if not rows.lines:
            self.query_one("#peek", HeadLine).say(_nothing(board))

    def _show_heads(self, board: Board, width: int) -> None:
        left, day = board_head(board), full_day(board.day)
        self.show_head(f"{left:<{max(0, width - len(day) - 2)}}  {day}"[:width])
        self.query_one("#columns", HeadLine).say(columns(HEADINGS, width))

    def others_saved(self, news: tuple[News, ...]) -> None:
        """Change rows in place; the order changes only when it is asked for."""
        if self.board is None:
            return
        fresh = {each.review.ref: self.reviews.row(each.review) for each in news}
        known = tuple(fresh.pop(row.ref, row) for row in self.board.rows)
        board = replace(self.board, rows=(*known, *fresh.values()))
        self.show_board(board)
        self.say(f"{self.who_changed(news[-1])}  r sorts anew.")

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        if self.board is not None:
            self.show_board(self.board)

    @on(LineList.Moved)
    def _moved(self) -> None:
        if self.resting is not None:
            self.resting.stop()
        self.resting = self.set_timer(PEEK_AFTER, self._peek)

    def _peek(self) -> None:
        self.resting = None
        row = self._row()
        if row is not None and self.board is not None:
            width = self.size.width
            lines = [fits(line, width) for line in peek(row, self.board, self.reviews)]
            self.query_one("#peek", HeadLine).say("\n".join(lines))

    def _row(self) -> Row | None:
        lines = self.query_one(LineList)
        if self.board is None or lines.current is None:
            return None
        ref = lines.current.key
        return next((row for row in self.board.rows if row.ref == ref), None)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.attempt(lambda: self.reviews.open(event.line.key), self._opened)

    def _opened(self, review: Review) -> None:
        self.app.push_screen(ReviewScreen(review), self._came_back)

    def _came_back(self, _: object = None) -> None:
        self.action_reload()

    def action_reload(self) -> None:
        """Read everything again and sort anew."""
        self.attempt(self.reviews.board, self._reloaded)

    def _reloaded(self, board: Board) -> None:
        self.show_board(board)
        self.say(_unread(board) or "Read again.")

    def action_add(self) -> None:
        """Open a new review."""
        self.app.push_screen(new_form(self.reviews), self._made)

    def _made(self, review: Review | None) -> None:
        if review is not None:
            self.attempt(self.reviews.board, self._reloaded)
            self._opened(review)

    def action_brief(self) -> None:
        """Show the morning's brief."""
        if self.board is not None:
            self.app.push_screen(BriefScreen(self.board), self._brief_left)

    def _brief_left(self, ref: str | None) -> None:
        if ref:
            self.attempt(lambda: self.reviews.open(ref), self._opened)

    def action_undo(self) -> None:
        """Take back the last change of this sitting."""
        self.attempt(self.reviews.undo_last, self._turned)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self.attempt(self.reviews.redo_last, self._turned)

    def _turned(self, turned: tuple[Review, Change]) -> None:
        said = turned[0].history[-1].what
        self.attempt(self.reviews.board, lambda board: self._after_turn(board, said))

    def _after_turn(self, board: Board, said: str) -> None:
        self.show_board(board)
        self.say(f"{said}.")

    def action_copy(self) -> None:
        """Send the reference to the terminal's clipboard."""
        row = self._row()
        if row is not None:
            self.shell.copy_reference(row.ref)

    def action_leave(self) -> None:
        """Ask, then quit; everything is saved already."""

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                self.app.exit()

        self.app.push_screen(ConfirmScreen("Quit? Everything is saved."), answered)


def peek(row: Row, board: Board, reviews: Reviews) -> tuple[str, str]:
    """Return two lines on the row under the cursor."""
    seen = row.on(board.day)
    lead = row.clocks[seen.lead] if seen.lead >= 0 else None
    then = row.clocks[seen.then] if seen.then >= 0 else None
    first = f"{row.ref} {row.alias}: {seen.word}"
    if lead:
        left = row_left(row, board.day, reviews.rules, reviews.calendar)
        first += f", {lead.label}, {day_words(lead.due, board.day)}, {left}."
    if row.holds:
        first += f" Held by {', '.join(row.holds)}."
    agencies = f"Agencies {row.agencies_answered}/{row.agencies_asked}."
    last = (
        f" Last entry {day_words(row.last_on, board.day)} ({row.last_what})."
        if row.last_on
        else ""
    )
    following = f" Then {then.label}, {day_words(then.due, board.day)}." if then else ""
    return first, f"{agencies} Open actions {row.open_actions}.{last}{following}"


def _unread(board: Board) -> str:
    if not board.unreadable:
        return ""
    number = count(len(board.unreadable), "review")
    return f"{number} could not be read: {board.unreadable[0]}"


def _nothing(board: Board) -> str:
    return _unread(board) or "No active reviews. a adds one."
