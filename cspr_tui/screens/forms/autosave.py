"""Autosave: what is typed into a form is stored as a draft until it is saved."""

from __future__ import annotations

from cspr_tui.domain.record.form_draft import FormDraft
from cspr_tui.service import Reviews


class Keeping:
    """The draft of one form on one screen, and the drafts left of it before."""

    def __init__(self, reviews: Reviews, form: str, title: str) -> None:
        self._reviews = reviews
        self._form, self._title = form, title
        self._name = f"{reviews.session.random.getrandbits(64):016x}"
        self._kept: dict[str, str] = {}

    def left_before(self) -> FormDraft | None:
        """Return the newest draft of the same form that was left behind."""
        drafts = self._reviews.drafts
        left = drafts.all() if drafts and self._form else ()
        return next((draft for draft in left if draft.form == self._form), None)

    def take_up(self, draft: FormDraft) -> None:
        """Go on with a draft that was left: what is typed now replaces it."""
        self._name, self._kept = draft.name, dict(draft.texts)

    def keep(self, texts: dict[str, str]) -> None:
        """Keep these texts, if they are others than those kept.

        Raises:
            NotSavedError: they could not be written.
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
        """Take the draft away: its text is saved or given up."""
        if self._reviews.drafts is not None and (draft or self._kept):
            self._reviews.drafts.drop(draft.name if draft else self._name)
        self._kept = {}
