"""The reviews of a coordinator who leaves, to hand over all or the marked ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.formatting import count
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.forms.bulk_action_forms import owner_choice
from cspr_tui.screens.forms.form_screen import Form, FormScreen, Values
from cspr_tui.screens.forms.step_forms import handover_step
from cspr_tui.service import Board, Reviews
from cspr_tui.service.use_cases.bulk_change import to_each
from cspr_tui.widgets.form_field import Field, Kind
from cspr_tui.widgets.lines.line import Line, fits
from cspr_tui.widgets.lines.line_list import LineList


def owned_by(board: Board, login: str) -> list[BoardEntry]:
    """Return the active reviews of an owner, in the board's order."""
    return [each for each in board.active if each.owner == login]


class HandoverScreen(CsprScreen[str | None]):
    """An owner's reviews, all marked at first; it closes with the result."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "mark", id="handover.mark"),
        Binding("a", "mark_all", "all or none", id="handover.all"),
        Binding("o", "give", "hand over", id="handover.give"),
        Binding("question_mark,f1", "app.help", "help", id="handover.help"),
        Binding("q,escape,h,left,backspace", "back", "not now", id="handover.back"),
    ]

    def __init__(self, login: str, board: Board) -> None:
        super().__init__()
        self.login = login
        self.board = board
        self.owned = owned_by(board, login)
        self.marked = {each.ref for each in self.owned}

    @property
    def refs(self) -> tuple[str, ...]:
        """The references of the marked reviews, in their order."""
        return tuple(each.ref for each in self.owned if each.ref in self.marked)

    def body(self) -> ComposeResult:
        """Return the list widget."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Show the reviews, the marked ones with a star."""
        initials = self.reviews.partnership.initials_of(self.login)
        owned = count(len(self.owned), "review")
        self.show_head(f"{owned} of {initials} to hand over; * is marked, o goes on")
        lines = self.query_one(LineList)
        lines.show(list(self._lines()))
        lines.focus()

    def _lines(self) -> Iterator[Line]:
        for each in self.owned:
            mark = "*" if each.ref in self.marked else " "
            word = each.on(self.board.day).word
            said = f"{word:<8} {mark}{each.ref:<6} {fits(each.alias, 16)} "
            yield Line(f"{said}{Stage(each.stage).label}", word, each.ref)

    def action_mark(self) -> None:
        """Mark or unmark the review under the cursor, and move one line down."""
        lines = self.query_one(LineList)
        if lines.current is not None:
            self.marked ^= {lines.current.key}
            self.refresh_content()
            lines.action_down()

    def action_mark_all(self) -> None:
        """Mark all reviews, or none if all are marked."""
        every = {each.ref for each in self.owned}
        self.marked = set() if self.marked == every else every
        self.refresh_content()

    def action_give(self) -> None:
        """Choose the new owner, then write the note."""
        refs = self.refs
        if not refs:
            self.show_message("None is marked: space marks one, a all of them.")
            return

        def chosen(login: str | None) -> None:
            if login:
                form = handover_form(self.reviews, refs, self.login, login)
                self.app.push_screen(form, self._done)

        self.app.push_screen(owner_choice(self.reviews, refs, self.login), chosen)

    def _done(self, said: str | None) -> None:
        if said:
            self.dismiss(said)

    def action_back(self) -> None:
        """Close without handing anything over."""
        self.dismiss(None)


def handover_form(
    reviews: Reviews, refs: Sequence[str], before: str, login: str
) -> FormScreen:
    """Return the form that hands reviews over; it closes with the result."""
    initials = reviews.partnership.initials_of
    fields = [
        Field("text", "Note", hint="goes into each review's log", kind=Kind.TEXT),
    ]

    def save(values: Values) -> str:
        step = handover_step(reviews, login, values["text"], before)
        return to_each(reviews, refs, step).sentence

    owned = count(len(refs), "review")
    title = f"Hand over {owned} from {initials(before)} to {initials(login)}"
    name = f"handover/{before}/{login}"
    return FormScreen(Form(title, fields, save, name=name))
