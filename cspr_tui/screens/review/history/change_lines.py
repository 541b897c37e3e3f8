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
    """The base of the history screens; they close with the newest review."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review

    def body(self) -> ComposeResult:
        """Return the list widget."""
        yield LineList(id="lines")

    def who(self, change: Change) -> str:
        """Return the initials of a change's author."""
        return self.reviews.partnership.initials_of(change.actor)

    def show_lines(self, title: str, lines: Iterator[Line]) -> None:
        """Show lines under a title, with the cursor on the same row as before."""
        self.show_head(title)
        box = self.query_one(LineList)
        box.show(list(or_none(list(lines))))
        box.focus()

    def take_back(self, change: Change) -> None:
        """Ask for confirmation, then undo one change by a new change."""

        def answered(yes: bool | None) -> None:  # noqa: FBT001 - Textual passes it so
            if yes:
                ref = self.review.ref
                self.attempt(lambda: self.reviews.undo(ref, change.seq), self.went)

        what = "Do it again?" if change.undoes else "Take this change back?"
        said = [headline(change, self.who(change)), *edit_words(change)]
        self.app.push_screen(ConfirmScreen(what, said), answered)

    def went(self, review: Review) -> None:
        """Show the newest version of the review."""
        self.review = review
        self.refresh_content()
        self.show_message(f"{review.history[-1].what}.  The history keeps both.")

    def action_back(self) -> None:
        """Close with the newest version of the review."""
        self.dismiss(self.review)


def headline(change: Change, who: str) -> str:
    """Return a change as one line: number, time, author and title."""
    at = moment_words(change.at)
    return f"{change.seq:>4}  {at}  {fits(who, 4)}  {first_line(change.what)}"


def edit_words(change: Change) -> Iterator[str]:
    """Yield a line for each field that a change edited."""
    for edit in change.edits:
        old, new = value_words(edit.old), value_words(edit.new)
        words = f"{field_words(edit.path)}: {first_line(old, 30)}"
        yield f"{words} -> {first_line(new, 30)}"
