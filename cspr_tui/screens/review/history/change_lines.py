"""The text of a change, shared by the screens of a review's history."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.restore_field import field_words, value_words
from cspr_tui.domain.text.formatting import first_line, moment_words
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.dialogs.confirm_dialog import ConfirmScreen
from cspr_tui.screens.review.review_view import or_none
from cspr_tui.widgets.lines.line import Line, fits
from cspr_tui.widgets.lines.line_list import LineList


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
        said = [headline(change, self.who(change)), *edit_words(change)]
        self.app.push_screen(ConfirmScreen(what, said), answered)

    def went(self, review: Review) -> None:
        """Show the review as it is now."""
        self.review = review
        self.refresh_content()
        self.show_message(f"{review.history[-1].what}.  The history keeps both.")

    def action_back(self) -> None:
        """Go back with the review as it was left."""
        self.dismiss(self.review)


def headline(change: Change, who: str) -> str:
    """Return a change in a line: number, moment, who and what."""
    at = moment_words(change.at)
    return f"{change.seq:>4}  {at}  {fits(who, 4)}  {first_line(change.what)}"


def edit_words(change: Change) -> Iterator[str]:
    """Yield what a change did, field by field."""
    for edit in change.edits:
        old, new = value_words(edit.old), value_words(edit.new)
        words = f"{field_words(edit.path)}: {first_line(old, 30)}"
        yield f"{words} -> {first_line(new, 30)}"
