"""Marked rows of the board, and what is done to all of them."""

from __future__ import annotations

from cspr_tui.screens.board.filter_bar import FilterScreen
from cspr_tui.service import Board
from cspr_tui.widgets.lines.line_list import LineList


class MarkedScreen(FilterScreen):
    """A board whose marked reviews, else the one looked at, are acted on."""

    @property
    def refs(self) -> tuple[str, ...]:
        """What is acted on: the marked reviews in their order, else the one."""
        if self.marked and self.finder is not None:
            every = self.finder.board.standings
            return tuple(each.ref for each in every if each.ref in self.marked)
        return (self.ref,) if self.ref else ()

    def done(self, said: str | None) -> None:
        """Say what was done and show the board as it is now."""
        if said:
            self.marked.clear()
            self.attempt(self.read_board, lambda board: self._after(board, said))

    def _after(self, board: Board, said: str) -> None:
        self.show_board(board)
        self.say(said)

    def action_mark(self) -> None:
        """Mark the review under the cursor, or unmark it, and go one down."""
        if self.ref is None:
            return
        self.marked ^= {self.ref}
        lines = self.query_one(LineList)
        lines.redraw()
        lines.action_down()
        if self.marked:
            marked = len(self.marked)
            self.say(f"{marked} marked: f bring back, o hand over, d do, Esc unmarks.")
        else:
            self.say("None marked.")

    def action_bring_back(self) -> None:
        """Set the day on which the marked reviews, or this one, come back."""
        from cspr_tui.screens.forms.bulk_action_forms import bring_back_form  # noqa: PLC0415 - not for the first paint

        if self.refs:
            self.app.push_screen(bring_back_form(self.reviews, self.refs), self.done)

    def action_give(self) -> None:
        """Hand the marked reviews, or this one, over to another coordinator."""
        from cspr_tui.screens.forms.bulk_action_forms import handover_form, owner_choice  # noqa: PLC0415 - not for the first paint

        refs = self.refs
        if not refs:
            return

        def chosen(login: str | None) -> None:
            if login:
                form = handover_form(self.reviews, refs, login)
                self.app.push_screen(form, self.done)

        self.attempt(
            lambda: owner_choice(self.reviews, refs),
            lambda choice: self.app.push_screen(choice, chosen),
        )

    def action_do(self) -> None:
        """Do one thing to the marked reviews, or this one: flag, lift, note."""
        from cspr_tui.screens.forms.bulk_action_forms import act_choice  # noqa: PLC0415 - not for the first paint

        def chosen(act: str | None) -> None:
            if act:
                self.do(act)

        if self.refs:
            self.app.push_screen(act_choice(self.refs), chosen)

    def do(self, act: str) -> None:
        """Fill the form for one thing that is done to the marked reviews, or this."""
        from cspr_tui.screens.forms.bulk_action_forms import act_form  # noqa: PLC0415 - not for the first paint

        if self.refs:
            self.app.push_screen(act_form(self.reviews, self.refs, act), self.done)
