"""The history of a review, named: each change to look at, take back, restore from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.history import Change, Edit
from cspr_tui.domain.review import Review
from cspr_tui.domain.steps.restore import (
    field_words,
    restored,
    value_at,
    value_words,
)
from cspr_tui.domain.steps.step import NoSuchEntryError
from cspr_tui.domain.words import count, first_line, moment_words
from cspr_tui.screens.base import CsprScreen
from cspr_tui.screens.confirm import ConfirmScreen
from cspr_tui.screens.form import FormScreen, Values
from cspr_tui.screens.review.filling import filling
from cspr_tui.screens.review.view import or_none, view_of
from cspr_tui.widgets.form import Field
from cspr_tui.widgets.line import BLANK, Line
from cspr_tui.widgets.line_list import LineList, fits


class PastScreen(CsprScreen[Review]):
    """What both screens of the history share; they close with the review as left."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield LineList(id="lines")

    def who(self, change: Change) -> str:
        """Return who made a change, by initials."""
        return self.reviews.partnership.initials_of(change.actor)

    def show_lines(self, title: str, lines: Iterator[Line]) -> None:
        """Show lines under a title, the cursor where it was."""
        self.show_head(title)
        box = self.query_one(LineList)
        box.show(list(or_none(list(lines))))
        box.focus()

    def take_back(self, change: Change) -> None:
        """Ask, then take one change back as a change of its own."""

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                ref = self.review.ref
                self.attempt(lambda: self.reviews.undo(ref, change.seq), self.went)

        what = "Do it again?" if change.undoes else "Take this change back?"
        said = [_headline(change, self.who(change)), *_edit_words(change)]
        self.app.push_screen(ConfirmScreen(what, said), answered)

    def went(self, review: Review) -> None:
        """Show the review as it is now."""
        self.review = review
        self.refresh_content()
        self.say(f"{review.history[-1].what}.  The history keeps both.")

    def action_back(self) -> None:
        """Go back with the review as it was left."""
        self.dismiss(self.review)


class HistoryScreen(PastScreen):
    """Every change, the newest first."""

    WRITES = frozenset({"undo"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "take back, or do again", id="history.undo"),
        Binding("question_mark,f1", "app.help", "help", id="history.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="history.back"),
    ]

    def refresh_content(self) -> None:
        """Show the changes."""
        changes = self.review.history
        title = f"{self.review.ref}  History: {count(len(changes), 'change')}"
        self.show_lines(title, self._rows())

    def _rows(self) -> Iterator[Line]:
        back = {change.undoes: change.seq for change in self.review.history}
        for change in reversed(self.review.history):
            said = _headline(change, self.who(change))
            if change.seq in back:
                said += f"  (taken back by {back[change.seq]})"
            yield Line(said, "", str(change.seq))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        seq = int(event.line.key)
        self.app.push_screen(ChangeScreen(self.review, seq), self._looked)

    def _looked(self, review: Review | None) -> None:
        if review is not None and review is not self.review:
            self.went(review)

    def action_undo(self) -> None:
        """Take the change under the cursor back."""
        line = self.query_one(LineList).current
        if line is not None and line.key:
            self.take_back(self.review.history[int(line.key) - 1])


class ChangeScreen(PastScreen):
    """One change: who, when, why, and every field with its old and new value."""

    WRITES = frozenset({"undo", "restore"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "take it all back", id="change.undo"),
        Binding("r", "restore", "restore this field", id="change.restore"),
        Binding("question_mark,f1", "app.help", "help", id="change.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="change.back"),
    ]

    def __init__(self, review: Review, seq: int) -> None:
        super().__init__(review)
        self.change = review.history[seq - 1]

    def refresh_content(self) -> None:
        """Show the change, field by field."""
        title = f"{self.review.ref}  {_headline(self.change, self.who(self.change))}"
        self.show_lines(title, self._rows())

    def _rows(self) -> Iterator[Line]:
        if self.change.why:
            yield Line(f"Why  {self.change.why}")
            yield BLANK
        for edit in self.change.edits:
            yield Line(field_words(edit.path), "", edit.path)
            yield from (Line(said) for said in _both_values(edit))

    def action_undo(self) -> None:
        """Take the whole change back."""
        self.take_back(self.change)

    def action_restore(self) -> None:
        """Put the field under the cursor back as it was before this change."""
        line = self.query_one(LineList).current
        if line is not None and line.key:
            self.app.push_screen(self._restore_form(line.key), self._restored)

    def _restored(self, review: Review | None) -> None:
        if review is not None:
            self.went(review)

    def _restore_form(self, path: str) -> FormScreen:
        change, reviews = self.change, self.reviews
        view = view_of(self.review, reviews)
        edit = next(each for each in change.edits if each.path == path)
        fields = [Field("why", "Reason", hint="goes into the history")]

        def preview(_values: Values) -> list[str]:
            now = value_words(_now(self.review, path))
            before = value_words(edit.old)
            return [f"{field_words(path)}", f"now    {now}", f"again  {before}"]

        def save(values: Values) -> Review:
            return reviews.change(
                view.review.ref, restored(change, path, values["why"])
            )

        title = f"Restore {field_words(path)}"
        return filling(view, "restoring", title, fields, save, preview=preview)


def _now(review: Review, path: str) -> object:
    try:
        return value_at(review, path)
    except NoSuchEntryError:
        return None


def _headline(change: Change, who: str) -> str:
    at = moment_words(change.at)
    return f"{change.seq:>4}  {at}  {fits(who, 4)}  {first_line(change.what)}"


def _edit_words(change: Change) -> Iterator[str]:
    for edit in change.edits:
        old, new = value_words(edit.old), value_words(edit.new)
        words = f"{field_words(edit.path)}: {first_line(old, 30)}"
        yield f"{words} -> {first_line(new, 30)}"


def _both_values(edit: Edit) -> Iterator[str]:
    if edit.erased:
        yield f"    erased: {edit.erased}"
        return
    yield f"    old  {first_line(value_words(edit.old))}"
    yield f"    new  {first_line(value_words(edit.new))}"
