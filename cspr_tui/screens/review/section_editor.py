"""Writing a report section in the user's own editor while the app is suspended."""

from __future__ import annotations

import os

from textual.app import SuspendNotSupported

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.review import Review
from cspr_tui.screens.review.forms.contact_and_date_forms import section_form
from cspr_tui.screens.review.review_host import ReviewHost
from cspr_tui.service.use_cases.edit_section import (
    Writing,
    begun,
    edited,
    editor_of,
    save,
)


class SectionEditor:
    """Edits the section under the host's cursor in $EDITOR, or else in a form."""

    def __init__(self, host: ReviewHost) -> None:
        self._host = host

    def edit(self) -> None:
        """Edit the section under the cursor, then show the review again."""
        host = self._host
        kind, name = host.under_cursor
        if kind != "section":
            host.show_message(
                "Go to a section that is written; E opens it in your editor."
            )
            return
        section = SectionKind(name)
        try:
            editor = editor_of(os.environ)
            writing = begun(host.reviews.read(host.review.ref), section)
            text = self._text_from(editor, writing) if editor else None
        except CsprError as error:
            host.show_message(str(error))
            return
        if text is None:
            self._fill_form(section)
        elif text == writing.text:
            host.show_message("Nothing was changed.")
        else:
            host.attempt(lambda: save(host.reviews, writing, text), self._show_saved)

    def _text_from(self, editor: list[str], writing: Writing) -> str | None:
        """Return the text as the editor left it, None if the app cannot suspend."""
        failure: CsprError | None = None
        text: str | None = None
        try:
            with self._host.app.suspend():
                # An error that left this block would leave the app suspended.
                try:
                    text = edited(self._host.reviews, writing, editor)
                except CsprError as error:
                    failure = error
        except SuspendNotSupported:
            return None
        if failure is not None:
            raise failure
        return text

    def _fill_form(self, section: SectionKind) -> None:
        def closed(review: Review | None) -> None:
            if review is not None:
                self._show_saved(review)

        self._host.app.push_screen(section_form(self._host.view, section), closed)

    def _show_saved(self, review: Review) -> None:
        self._host.show_review(review, f"{review.history[-1].what}.  u undoes it.")
