"""The board: every active review, what presses most first."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from cspr_tui.screens.board.board_list import unread_words
from cspr_tui.screens.board.filter_bar import ORDERS
from cspr_tui.screens.board.selection import MarkedScreen
from cspr_tui.screens.core.base_screen import Offer
from cspr_tui.service import Board
from cspr_tui.widgets.lines.line_list import LineList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cspr_tui.domain.record.review import Review


class BoardScreen(MarkedScreen):
    """Where the morning begins."""

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

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.open(event.line.key)

    def open(self, ref: str) -> None:
        """Open a review."""
        self.attempt(lambda: self.reviews.open(ref), self._opened)

    def _opened(self, review: Review) -> None:
        from cspr_tui.screens.review.open_review import open_review  # noqa: PLC0415 - not for the first paint

        open_review(self.app, review, self._came_back)

    def _came_back(self, _: object = None) -> None:
        self.attempt(self.read_board, self._reloaded)

    def action_reload(self) -> None:
        """Read everything again, settings too, and sort anew."""
        self.attempt(lambda: self.reviews.reread(), self._reloaded)  # noqa: PLW0108 - opened off the loop

    def _reloaded(self, board: Board) -> None:
        self.show_board(board)
        self.say(unread_words(board) or "Read again.")

    def action_add(self) -> None:
        """Open a new review."""
        from cspr_tui.screens.board.new_review import new_form  # noqa: PLC0415 - not for the first paint

        self.app.push_screen(new_form(self.reviews), self._made)

    def _made(self, review: Review | None) -> None:
        if review is not None:
            self.attempt(self.read_board, self._reloaded)
            self._opened(review)

    def action_brief(self) -> None:
        """Show the morning's brief."""
        from cspr_tui.screens.overviews.brief_screen import BriefScreen  # noqa: PLC0415 - not for the first paint

        if self.board is not None:
            self.app.push_screen(BriefScreen(self.board), self._brief_left)

    def _brief_left(self, ref: str | None) -> None:
        if ref:
            self.open(ref)

    def action_undo(self) -> None:
        """Take back the last change of this sitting."""
        from cspr_tui.screens.core.undo_keys import undo  # noqa: PLC0415 - not for the first paint

        undo(self, self._turned)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        from cspr_tui.screens.core.undo_keys import redo  # noqa: PLC0415 - not for the first paint

        redo(self, self._turned)

    def _turned(self, _: str, said: str) -> None:
        self.done(said)

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
        """Say how the date of the next deadline comes about."""
        if self.ref:
            ref = self.ref
            self.attempt(lambda: self.reviews.open(ref, "looked why"), self._why)

    def _why(self, review: Review) -> None:
        from cspr_tui.screens.why_screen import WhyScreen  # noqa: PLC0415 - not for the first paint

        pending = [d for d in self.reviews.deadlines(review) if d.state.is_pending]
        if pending:
            self.app.push_screen(WhyScreen(self.reviews, review, pending[0]))
        else:
            self.say(f"{review.ref} has no deadline that somebody must still meet.")

    def action_triage(self) -> None:
        """Go through what presses, the most pressing first."""
        from cspr_tui.screens.overviews.triage_screen import TriageScreen  # noqa: PLC0415 - not for the first paint

        if self.finder is not None:
            listed = [s.ref for s in self.finder.listed]
            self.app.push_screen(TriageScreen(self.finder.board, listed), self._triaged)

    def _triaged(self, said: str | None) -> None:
        self.done(said or "Back from triage.")

    def action_figures(self) -> None:
        """Show the partnership's figures."""
        from cspr_tui.screens.overviews.figures_screen import FiguresScreen  # noqa: PLC0415 - not for the first paint

        self.app.push_screen(FiguresScreen(), self._brief_left)

    def action_settings(self) -> None:
        """Show the partnership's settings: people, agencies, calendar, rules."""
        from cspr_tui.screens.settings.settings_screen import SettingsScreen  # noqa: PLC0415 - not for the first paint

        self.app.push_screen(SettingsScreen(), self._came_back)

    def action_across(self) -> None:
        """Look across all reviews: what is late, owed, held, barred, said before."""
        self.look()

    def look(self, letter: str = "") -> None:
        """Look across all reviews, at once through one look where it is given."""
        from cspr_tui.screens.overviews.lookups_screen import AcrossScreen  # noqa: PLC0415 - not for the first paint

        marked = self.refs if self.marked else ()
        self.app.push_screen(AcrossScreen(marked, letter), self._came_back)

    def offers(self) -> Iterator[Offer]:
        """Yield what can be chosen behind each key that asks which."""
        from cspr_tui.plain.lookup_table import LOOKUP_BY_LETTER  # noqa: PLC0415 - not for the first paint
        from cspr_tui.screens.forms.bulk_action_forms import CHOICES  # noqa: PLC0415 - not for the first paint

        yield Offer("board.do", CHOICES, self.do)
        yield Offer("board.sort", ORDERS, self.sort_by)
        looks = [(look.letter, look.title) for look in LOOKUP_BY_LETTER.values()]
        yield Offer("board.across", looks, self.look, "".join(LOOKUP_BY_LETTER))
