"""Writing a section with the user's own editor, the app stepping aside meanwhile."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import ClassVar

from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.review import Review
from cspr_tui.screens.review.forms.contact_and_date_forms import section_form
from cspr_tui.screens.review.review_tabs import TabbedScreen
from cspr_tui.screens.review.review_view import view_of
from cspr_tui.service.use_cases.edit_section import (
    Writing,
    begun,
    edited,
    editor_of,
    save,
)


class SectionKeys(TabbedScreen):
    """A screen on which report sections can be written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("E", "editor", "own editor", show=False, id="review.editor"),
    ]

    def shown(self, review: Review, said: str) -> None:
        """Show the review as it is now, and say what happened."""

    def action_editor(self) -> None:
        """Write the section under the cursor in $EDITOR, or here if there is none."""
        kind, name = self.under_cursor
        if kind != "section":
            self.say("Go to a section that is written; E opens it in your editor.")
            return
        section = SectionKind(name)
        try:
            editor = editor_of(os.environ)
            writing = begun(self.reviews.read(self.review.ref), section)
            text = self._outside(writing, editor) if editor else None
        except CsprError as error:
            self.say(str(error))
            return
        if text is None:
            self._here(section)
        elif text == writing.text:
            self.say("Nothing was changed.")
        else:
            self.attempt(lambda: save(self.reviews, writing, text), self._written)

    def _outside(self, writing: Writing, editor: list[str]) -> str | None:
        """Return the text as the editor left it, None where it cannot be shown."""
        failed: CsprError | None = None
        text: str | None = None
        try:
            with self.app.suspend():
                # An error that left this block would leave the app suspended.
                try:
                    text = edited(self.reviews, writing, editor)
                except CsprError as error:
                    failed = error
        except SuspendNotSupported:
            return None
        if failed is not None:
            raise failed
        return text

    def _here(self, section: SectionKind) -> None:
        def saved(review: Review | None) -> None:
            if review is not None:
                self._written(review)

        view = replace(view_of(self.review, self.reviews), order=self.order)
        self.app.push_screen(section_form(view, section), saved)

    def _written(self, review: Review) -> None:
        self.shown(review, f"{review.history[-1].what}.  u undoes it.")
