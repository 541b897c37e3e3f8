"""The board: every active review, the most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from cspr_tui.domain.filters import UnreadableFilterError
from cspr_tui.domain.text.formatting import count
from cspr_tui.screens.board.board_list import (
    BoardList,
    PeekLine,
    list_width,
    stub_words,
    unread_words,
)
from cspr_tui.screens.board.board_search import ORDERS, SEARCH_WORKERS, Finder
from cspr_tui.screens.board.filter_bar import FILTER_KEYS, FilterBar
from cspr_tui.screens.board.row_text import HEADINGS, columns, head_line
from cspr_tui.screens.board.selection import BulkActions, Selection
from cspr_tui.screens.core.base_screen import CsprScreen, Offer
from cspr_tui.service import Board
from cspr_tui.widgets.lines.line import fits
from cspr_tui.widgets.lines.line_list import LineList
from cspr_tui.widgets.screen_bars import HeadLine, KeyBar

if TYPE_CHECKING:
    from asyncio import TimerHandle
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from cspr_tui.domain.board.saved_views import View
    from cspr_tui.domain.record.review import Review
    from cspr_tui.screens.board.timeline_search import SearchResult
    from cspr_tui.service.use_cases.watch_changes import ChangeByOthers


class BoardScreen(CsprScreen[None]):
    """The list of reviews with its filter, its marks and the lines below it.

    `finder` holds the board as last read and what the filter finds in it; it is
    None until the board has been read.
    """

    WRITES = frozenset({"add", "bring_back", "give", "do", "undo", "redo"})

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", id="board.filter"),
        Binding("t", "triage", "triage", id="board.triage"),
        Binding("a", "add", "add", id="board.add"),
        Binding("b", "brief", "brief", id="board.brief"),
        Binding("space", "mark", "mark", id="board.mark"),
        Binding("f", "bring_back", "bring back", id="board.bring_back", show=False),
        Binding("o", "give", "hand over", id="board.give", show=False),
        Binding("d", "do", "do: flag, note", id="board.do", show=False),
        Binding("w", "why", "why this date", id="board.why", show=False),
        Binding("s", "sort", "sort", id="board.sort", show=False),
        Binding("v", "views", "views", id="board.views", show=False),
        *(
            Binding(str(n), f"view({n})", f"view {n}", id=f"board.view{n}", show=False)
            for n in range(1, 10)
        ),
        Binding("x", "across", "across all reviews", id="board.across", show=False),
        Binding("i", "figures", "figures", id="board.figures", show=False),
        Binding("comma", "settings", "settings", id="board.settings", show=False),
        Binding("r", "reload", "reload", id="board.reload", show=False),
        Binding("u", "undo", "undo", id="board.undo"),
        Binding("U", "redo", "redo", id="board.redo", show=False),
        Binding("y", "copy", "copy reference", id="board.copy", show=False),
        Binding(
            "escape", "clear", "clear filter and marks", id="board.clear", show=False
        ),
        Binding("question_mark,f1", "app.help", "help", id="board.help"),
        Binding("q", "leave", "quit", id="board.quit"),
    ]

    finder: Finder | None = None
    _shown_width = 0

    def __init__(self) -> None:
        super().__init__()
        self.marked = Selection()
        self._list = BoardList(id="rows")
        self._peek = PeekLine(id="peek")
        self._filter = FilterBar(id="views")
        self._bulk = BulkActions(self, lambda: self.refs, self._changed)

    def body(self) -> ComposeResult:
        """Lay out the views, the column heads, the list and the peek lines."""
        yield self._filter
        yield HeadLine(id="columns")
        yield self._list
        yield self._peek

    @property
    def board(self) -> Board | None:
        """The board as last read."""
        return self.finder.board if self.finder else None

    @property
    def ref(self) -> str | None:
        """The reference under the cursor, None on an empty list."""
        return self._list.ref

    @property
    def refs(self) -> tuple[str, ...]:
        """What bulk actions apply to: the marked reviews, else the current one."""
        if self.marked and self.finder is not None:
            return self.marked.in_order(self.finder.board)
        return (self.ref,) if self.ref else ()

    @property
    def width(self) -> int:
        """The screen's width in cells."""
        return self.size.width or self.app.size.width

    @property
    def resting(self) -> TimerHandle | None:
        """The timer that runs until the peek lines are drawn, None afterwards."""
        return self._peek.timer

    def refresh_content(self) -> None:
        """Show the board as read at the start."""
        self._list.focus()
        first = self.shell.first_board
        if first is not None:
            self.shell.first_board = None
            self.show_board(first)
            self.show_message(" ".join(("Ready.", stub_words(first))).strip())
        else:
            self.attempt(self.read_board, self.show_board)

    def read_board(self) -> Board:
        """Read the board anew; runs in a worker thread, as records may be read."""
        return self.reviews.board(self.board)

    def show_board(self, board: Board) -> None:
        """Show a board just read, the cursor on the review it was on."""
        if self.finder is None:
            self.finder = Finder(self.shell.session, board)
        else:
            self.finder.look_at(board)
        self._show_heads(board)
        self.show_found()

    def show_found(self) -> None:
        """Show the reviews that the filter finds."""
        finder = self.finder
        if finder is None:
            return
        was_empty = not self._list.lines
        self._list.show_reviews(finder, self.width, self.marked)
        if was_empty or self._filter.is_typing:
            self._show_peek()
        else:
            self._peek.start_timer()
        if not self._list.lines:
            self._peek.show_no_review(finder)

    def _show_heads(self, board: Board) -> None:
        width = self._shown_width = self.width
        self.show_head(head_line(board, width))
        headings = columns(HEADINGS, list_width(width))
        self.query_one("#columns", HeadLine).say(headings)

    def others_saved(self, news: tuple[ChangeByOthers, ...]) -> None:
        """Show what others saved in place; the order changes only on reload."""
        if self.finder is None:
            return
        fresh = [each.review for each in news]
        self.finder.look_at(self.reviews.with_saved(self.finder.board, fresh))
        self.show_found()
        self.show_message(f"{self.who_changed(news[-1])}  r sorts anew.")

    def on_resize(self) -> None:
        """Lay the columns out for the new width."""
        if self.finder is not None and self.width != self._shown_width:
            self._show_heads(self.finder.board)
            self.show_found()

    @on(LineList.Moved)
    def _cursor_moved(self, event: LineList.Moved) -> None:
        if event.line.key != self._peek.ref:
            self._peek.start_timer()

    @on(PeekLine.Rested)
    def _cursor_rested(self) -> None:
        self._show_peek()
        self._list.draw_ahead()

    def _show_peek(self) -> None:
        if self.finder is not None:
            self._show_views()
            self._peek.show_review(self.ref, self.finder, self.width)

    def _show_views(self) -> None:
        if self.finder is not None and not self._filter.is_typing:
            self._filter.show_views(self.finder, self.width)

    def show_keys(self) -> None:
        """Show the keys that act here, or those of the filter while it is typed."""
        if self._filter.is_typing:
            self.query_one("#keys", KeyBar).say(fits(FILTER_KEYS, self.width))
        else:
            super().show_keys()

    def on_descendant_focus(self) -> None:
        """Show the keys of the widget that has the focus now."""
        self.show_keys()

    async def action_filter(self) -> None:
        """Go to the filter line; the list narrows as it is typed on."""
        if self.finder is not None:
            await self._filter.open_input(self.finder, self._type_filter)

    def _type_filter(self, text: str) -> None:
        """Show what a text finds; if unreadable, keep the last list and say why."""
        finder = self.finder
        if finder is None:
            return
        problem = ""
        try:
            if text != finder.typed:
                finder.type(text)
        except UnreadableFilterError as error:
            problem = f"{error} Showing the last valid filter, {finder.shown}."
        self.show_found()
        self.show_status(problem or finder.said())

    def on_filter_line_accepted(self) -> None:
        """Go back to the list; words are now looked for in the timelines too."""
        self._leave_filter()
        if self.finder is None:
            return
        if self.finder.typed:
            self.show_status(self.finder.said())
        if self.finder.words:
            self._search_timelines(self.finder)

    def _search_timelines(self, finder: Finder) -> None:
        from cspr_tui.screens.board.timeline_search import TimelineSearch  # noqa: PLC0415 - not for the first paint

        search = TimelineSearch(self, self._show_search_result)
        search.start(finder.refs_to_search(), finder.words, SEARCH_WORKERS)

    def on_filter_line_cleared(self) -> None:
        """Go back to the whole list."""
        self._leave_filter()
        self.action_clear()

    def _leave_filter(self) -> None:
        self._filter.close_input()
        self._list.focus()
        self._show_views()

    def action_clear(self) -> None:
        """Show everything again: no filter, no marks."""
        if self.finder is None:
            return
        self.marked.clear()
        self.workers.cancel_group(self, SEARCH_WORKERS)
        self._type_filter("")
        self.finder.told.clear()
        self.show_found()
        self.show_status("All shown.")

    def _show_search_result(self, result: SearchResult) -> None:
        finder = self.finder
        if finder is None:
            return
        finder.told = result.places
        self.show_found()
        unread = count(result.unreadable, "review")
        problem = f" {unread} could not be read." if result.unreadable else ""
        nothing = "" if result.places else " Nothing in the timelines."
        self.show_status(f"{finder.said()}{nothing}{problem}")

    def action_view(self, number: int) -> None:
        """Use a view by its digit."""
        views = self.finder.views if self.finder else ()
        if number > len(views):
            text = f"There is no view {number}; v shows them and saves another."
            self.show_status(text)
        else:
            self.use_view(views[number - 1])

    def use_view(self, view: View | None) -> None:
        """Show what a view finds; None leaves the list as it is."""
        if view is None or self.finder is None:
            return
        try:
            self.finder.use(view)
        except UnreadableFilterError as error:
            self.show_status(f"View {view.name}: {error}")
            return
        self.show_found()
        self._show_views()
        self.show_status(self.finder.said() or "All active reviews.")

    def action_views(self) -> None:
        """Show the views, to use, save, change or drop one."""
        from cspr_tui.screens.board.views_screen import ViewsScreen  # noqa: PLC0415 - not for the first paint

        if self.finder is not None:
            self.app.push_screen(ViewsScreen(self.finder), self.use_view)

    def action_sort(self) -> None:
        """Choose what the list is ordered by."""
        from cspr_tui.screens.dialogs.choice_dialog import ChooseScreen  # noqa: PLC0415 - not for the first paint

        def chosen(by: str | None) -> None:
            if by:
                self.sort_by(by)

        self.app.push_screen(ChooseScreen("Sort by", ORDERS), chosen)

    def sort_by(self, by: str) -> None:
        """Order the list by one of `ORDERS`; a `-` in front reverses the order."""
        if self.finder is not None:
            self.finder.sort(by.removeprefix("-"), descending=by.startswith("-"))
            self.show_found()
            self.show_status(f"Sorted by {by}. Esc clears.")

    def action_mark(self) -> None:
        """Mark the review under the cursor, or unmark it, and go one down."""
        if self.ref is None:
            return
        self.marked.toggle(self.ref)
        self._list.redraw()
        self._list.action_down()
        keys = "f bring back, o hand over, d do, Esc unmarks."
        number = len(self.marked)
        self.show_message(f"{number} marked: {keys}" if number else "None marked.")

    def action_bring_back(self) -> None:
        """Set the day on which the marked reviews, or this one, come back."""
        self._bulk.do("bring_back")

    def action_give(self) -> None:
        """Hand the marked reviews, or this one, over to another coordinator."""
        self._bulk.hand_over()

    def action_do(self) -> None:
        """Choose what to do to the marked reviews, or this one: flag, lift, note."""
        self._bulk.choose()

    def _changed(self, message: str | None) -> None:
        """Unmark, read the board anew and say what was changed; None: nothing was."""

        def show(board: Board) -> None:
            self.show_board(board)
            self.show_message(message or "")

        if message:
            self.marked.clear()
            self.attempt(self.read_board, show)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.open(event.line.key)

    def open(self, ref: str) -> None:
        """Open a review."""
        self.attempt(lambda: self.reviews.open(ref), self._opened)

    def _opened(self, review: Review) -> None:
        from cspr_tui.screens.review.open_review import open_review  # noqa: PLC0415 - not for the first paint

        open_review(self.app, review, self._returned)

    def _returned(self, _: object = None) -> None:
        self.attempt(self.read_board, self._reloaded)

    def action_reload(self) -> None:
        """Read everything again, settings too, and sort anew."""
        self.attempt(lambda: self.reviews.reread(), self._reloaded)  # noqa: PLW0108 - opened off the loop

    def _reloaded(self, board: Board) -> None:
        self.show_board(board)
        self.show_message(unread_words(board) or "Read again.")

    def action_add(self) -> None:
        """Open a new review."""
        from cspr_tui.screens.board.new_review import new_form  # noqa: PLC0415 - not for the first paint

        self.app.push_screen(new_form(self.reviews), self._created)

    def _created(self, review: Review | None) -> None:
        if review is not None:
            self.attempt(self.read_board, self._reloaded)
            self._opened(review)

    def action_brief(self) -> None:
        """Show the morning's brief."""
        from cspr_tui.screens.overviews.brief_screen import BriefScreen  # noqa: PLC0415 - not for the first paint

        if self.board is not None:
            self.app.push_screen(BriefScreen(self.board), self._open_chosen)

    def _open_chosen(self, ref: str | None) -> None:
        if ref:
            self.open(ref)

    def action_undo(self) -> None:
        """Undo the last change made since the app was started."""
        from cspr_tui.screens.core.undo_keys import undo  # noqa: PLC0415 - not for the first paint

        undo(self, self._undone)

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        from cspr_tui.screens.core.undo_keys import redo  # noqa: PLC0415 - not for the first paint

        redo(self, self._undone)

    def _undone(self, _: str, message: str) -> None:
        self._changed(message)

    def action_copy(self) -> None:
        """Send the reference to the terminal's clipboard."""
        if self.ref:
            self.copy(self.ref)

    def action_leave(self) -> None:
        """Ask, then quit; everything is saved already."""
        from cspr_tui.screens.dialogs.confirm_dialog import ConfirmScreen  # noqa: PLC0415 - not for the first paint

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                self.app.exit()

        self.app.push_screen(ConfirmScreen("Quit? Everything is saved."), answered)

    def action_why(self) -> None:
        """Show how the date of the next deadline is worked out."""
        if self.ref:
            ref = self.ref
            self.attempt(lambda: self.reviews.open(ref, "looked why"), self._show_why)

    def _show_why(self, review: Review) -> None:
        from cspr_tui.screens.why_screen import WhyScreen  # noqa: PLC0415 - not for the first paint

        pending = [d for d in self.reviews.deadlines(review) if d.state.is_pending]
        if pending:
            self.app.push_screen(WhyScreen(self.reviews, review, pending[0]))
        else:
            self.show_message(
                f"{review.ref} has no deadline that somebody must still meet."
            )

    def action_triage(self) -> None:
        """Go through the listed reviews one by one, the most urgent first."""
        from cspr_tui.screens.overviews.triage_screen import TriageScreen  # noqa: PLC0415 - not for the first paint

        if self.finder is not None:
            listed = [s.ref for s in self.finder.listed]
            self.app.push_screen(
                TriageScreen(self.finder.board, listed), self._triage_left
            )

    def _triage_left(self, message: str | None) -> None:
        self._changed(message or "Back from triage.")

    def action_figures(self) -> None:
        """Show the partnership's figures."""
        from cspr_tui.screens.overviews.figures_screen import FiguresScreen  # noqa: PLC0415 - not for the first paint

        self.app.push_screen(FiguresScreen(), self._open_chosen)

    def action_settings(self) -> None:
        """Show the partnership's settings: people, agencies, calendar, rules."""
        from cspr_tui.screens.settings.settings_screen import SettingsScreen  # noqa: PLC0415 - not for the first paint

        self.app.push_screen(SettingsScreen(), self._returned)

    def action_across(self) -> None:
        """Choose a lookup across all reviews, such as what is late or owed."""
        self.look()

    def look(self, letter: str = "") -> None:
        """Show the lookups across all reviews, or one of them by its letter."""
        from cspr_tui.screens.overviews.lookups_screen import AcrossScreen  # noqa: PLC0415 - not for the first paint

        marked = self.refs if self.marked else ()
        self.app.push_screen(AcrossScreen(marked, letter), self._returned)

    def offers(self) -> Iterator[Offer]:
        """Yield the choices behind each key that asks, for the command palette."""
        from cspr_tui.plain.lookup_table import LOOKUP_BY_LETTER  # noqa: PLC0415 - not for the first paint
        from cspr_tui.screens.forms.bulk_action_forms import CHOICES  # noqa: PLC0415 - not for the first paint

        yield Offer("board.do", CHOICES, self._bulk.do)
        yield Offer("board.sort", ORDERS, self.sort_by)
        looks = [(look.letter, look.title) for look in LOOKUP_BY_LETTER.values()]
        yield Offer("board.across", looks, self.look, "".join(LOOKUP_BY_LETTER))
