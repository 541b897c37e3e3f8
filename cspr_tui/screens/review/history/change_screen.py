"""One change of a review's history, with the values that can be restored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.restore_entry import entry_around, entry_restored
from cspr_tui.domain.steps.corrections.restore_field import (
    field_restored,
    field_words,
    value_at,
    value_words,
)
from cspr_tui.domain.steps.step import NoSuchEntryError
from cspr_tui.domain.text.formatting import first_line
from cspr_tui.screens.forms.form_screen import FormScreen, Values
from cspr_tui.screens.review.forms.review_form import filling
from cspr_tui.screens.review.history.change_lines import PastScreen, headline
from cspr_tui.screens.review.review_view import ReviewView, view_of
from cspr_tui.widgets.form_field import Field
from cspr_tui.widgets.lines.line import BLANK, Line
from cspr_tui.widgets.lines.line_list import LineList

WHY = Field("why", "Reason", hint="goes into the history")


class ChangeScreen(PastScreen):
    """One change: author, time, reason, and every field's old and new value."""

    WRITES = frozenset({"undo", "restore", "restore_entry"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "take it all back", id="change.undo"),
        Binding("r", "restore", "restore this field", id="change.restore"),
        Binding("e", "restore_entry", "restore the entry", id="change.entry"),
        Binding("question_mark,f1", "app.help", "help", id="change.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="change.back"),
    ]

    def __init__(self, review: Review, seq: int) -> None:
        super().__init__(review)
        self.change = review.history[seq - 1]

    def refresh_content(self) -> None:
        """Show the change, field by field."""
        title = f"{self.review.ref}  {headline(self.change, self.who(self.change))}"
        self.show_lines(title, self._rows())

    def _rows(self) -> Iterator[Line]:
        if self.change.why:
            yield Line(f"Why  {self.change.why}")
            yield BLANK
        for edit in self.change.edits:
            yield Line(field_words(edit.path), "", edit.path)
            yield from (Line(said) for said in _both_values(edit))

    def action_undo(self) -> None:
        """Undo the whole change."""
        self.take_back(self.change)

    @property
    def path(self) -> str:
        """The path of the field under the cursor; empty on a line of a value."""
        line = self.query_one(LineList).current
        return line.key if line is not None else ""

    def action_restore(self) -> None:
        """Restore the field under the cursor to its value before this change."""
        if self.path:
            form = restore_form(self.view, self.change, self.path)
            self.app.push_screen(form, self._restored)

    def action_restore_entry(self) -> None:
        """Restore the whole entry around it to its state before this change."""
        entry = entry_around(self.path)
        if entry:
            form = restore_entry_form(self.view, self.change, entry)
            self.app.push_screen(form, self._restored)
        else:
            self.show_message(
                "Go to a field of an entry; r restores a field of the review."
            )

    @property
    def view(self) -> ReviewView:
        """The review as forms see it."""
        return view_of(self.review, self.reviews)

    def _restored(self, review: Review | None) -> None:
        if review is not None:
            self.went(review)


def restore_form(view: ReviewView, change: Change, path: str) -> FormScreen:
    """Return the form that restores one field, with a preview of its value."""
    edit = next(each for each in change.edits if each.path == path)

    def preview(_values: Values) -> list[str]:
        now = value_words(_now(view.review, path))
        before = value_words(edit.old)
        return [f"{field_words(path)}", f"now    {now}", f"again  {before}"]

    def save(values: Values) -> Review:
        step = field_restored(change, path, values["why"])
        return view.reviews.change(view.review.ref, step)

    title = f"Restore {field_words(path)}"
    return filling(view, "restoring", title, [WHY], save, preview=preview)


def restore_entry_form(view: ReviewView, change: Change, entry: str) -> FormScreen:
    """Return the form that restores a whole entry as it was before a change."""
    name = entry.partition("/")[2]

    def preview(_values: Values) -> list[str]:
        return [f"{name} as it stood before change {change.seq}, every field of it."]

    def save(values: Values) -> Review:
        step = entry_restored(change, entry, values["why"])
        return view.reviews.change(view.review.ref, step)

    title = f"Restore {name}"
    return filling(view, "restoring", title, [WHY], save, preview=preview)


def _now(review: Review, path: str) -> object:
    try:
        return value_at(review, path)
    except NoSuchEntryError:
        return None


def _both_values(edit: Edit) -> Iterator[str]:
    if edit.erased:
        yield f"    erased: {edit.erased}"
        return
    yield f"    old  {first_line(value_words(edit.old))}"
    yield f"    new  {first_line(value_words(edit.new))}"
