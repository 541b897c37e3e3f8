"""Autosave: what is typed into a form is stored as a draft until it is saved."""

from __future__ import annotations

from cspr_tui.domain.record.form_draft import FormDraft
from cspr_tui.service import Reviews


class Keeping:
    """The draft of one open form, and any draft left from an earlier session."""

    def __init__(self, reviews: Reviews, form: str, title: str) -> None:
        self._reviews = reviews
        self._form, self._title = form, title
        self._name = f"{reviews.session.random.getrandbits(64):016x}"
        self._kept: dict[str, str] = {}

    def left_before(self) -> FormDraft | None:
        """Return the newest draft that an earlier session left of this form, if any."""
        drafts = self._reviews.drafts
        left = drafts.all() if drafts and self._form else ()
        return next((draft for draft in left if draft.form == self._form), None)

    def take_up(self, draft: FormDraft) -> None:
        """Continue an earlier draft: from now on autosave overwrites it."""
        self._name, self._kept = draft.name, dict(draft.texts)

    def keep(self, texts: dict[str, str]) -> None:
        """Store these texts as the draft, unless they equal the stored ones.

        Raises:
            NotSavedError: the draft could not be written.
        """
        drafts = self._reviews.drafts
        if drafts is None or not self._form or texts == self._kept:
            return
        self._kept = dict(texts)
        at = self._reviews.session.now()
        if texts:
            drafts.keep(FormDraft(self._name, self._form, self._title, at, self._kept))
        else:
            drafts.drop(self._name)

    def drop(self, draft: FormDraft | None = None) -> None:
        """Delete the given draft, by default the one of this form."""
        if self._reviews.drafts is not None and (draft or self._kept):
            self._reviews.drafts.drop(draft.name if draft else self._name)
        self._kept = {}
