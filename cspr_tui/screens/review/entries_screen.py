"""A list of all entries of one kind, to be opened and changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.record.entry_kinds import FILLED_IN, INNER
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.misfiled import MOVABLE
from cspr_tui.domain.steps.entries.nested_entries import nested_entries_of
from cspr_tui.domain.values.base import Entry
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.review.add_entry_menu import form_for
from cspr_tui.screens.review.forms.entry_form import (
    changing_form,
    inner_adding_form,
    inner_changing_form,
    summary,
)
from cspr_tui.screens.review.forms.move_entry_form import moving_form
from cspr_tui.screens.review.review_view import view_of
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList


class EntriesScreen(CsprScreen[Review | None]):
    """All entries of one kind; it closes with the newest version of the review."""

    WRITES = frozenset({"add", "move"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="entries.add"),
        Binding("p", "part", "add a gate or chase", id="entries.part"),
        Binding("x", "move", "to another review", id="entries.move"),
        Binding("question_mark,f1", "app.help", "help", id="entries.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="entries.back"),
    ]

    def __init__(self, review: Review, field: str) -> None:
        super().__init__()
        self.review = review
        self.field = field

    def body(self) -> ComposeResult:
        """Return the list widget."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Show the entries."""
        entries: tuple[Entry, ...] = getattr(self.review, self.field)
        label = FILLED_IN[self.field][1]
        self.show_head(f"{self.review.ref}  {label}: {len(entries)} recorded")
        rows = [line for entry in entries for line in self._rows(entry)]
        lines = self.query_one(LineList)
        lines.show(rows or [Line(f"  No {label.lower()} yet. a adds one.")])
        lines.focus()

    def _rows(self, entry: Entry) -> Iterator[Line]:
        yield Line(summary(entry), "", entry.id)
        for inner in nested_entries_of(self.field, entry):
            yield Line(f"      {summary(inner)}", "", f"{entry.id}/{inner.id}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a gate, a chase or a move only for entries that can have one."""
        where = {"part": INNER, "move": MOVABLE}
        if action in where and self.field not in where[action]:
            return False
        return super().check_action(action, parameters)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        view = view_of(self.review, self.reviews)
        outer, _, inner = event.line.key.partition("/")
        if inner:
            form = inner_changing_form(view, self.field, outer, inner)
        else:
            form = changing_form(view, self.field, outer)
        self.app.push_screen(form, self._saved)

    def action_part(self) -> None:
        """Add a gate to the proceeding under the cursor, or a chase to the request."""
        current = self.query_one(LineList).current
        outer = current.key.partition("/")[0] if current else ""
        if outer:
            view = view_of(self.review, self.reviews)
            form = inner_adding_form(view, self.field, outer)
            self.app.push_screen(form, self._saved)

    def action_add(self) -> None:
        """Add an entry."""
        view = view_of(self.review, self.reviews)
        self.app.push_screen(form_for(view, self.field), self._saved)

    def action_move(self) -> None:
        """Move the entry under the cursor to the review it belongs to."""
        line = self.query_one(LineList).current
        if line is not None and line.key:
            form = moving_form(view_of(self.review, self.reviews), line.key)
            self.app.push_screen(form, self._saved)

    def _saved(self, review: Review | None) -> None:
        if review is not None:
            self.review = review
            self.refresh_content()
            self.show_message(f"{review.history[-1].what}.  u in the review undoes it.")

    def action_back(self) -> None:
        """Go back to the review."""
        self.dismiss(self.review)
