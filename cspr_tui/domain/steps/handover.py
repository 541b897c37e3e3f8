"""Handing a review over: another owner, and a note that says why."""

from __future__ import annotations

from dataclasses import replace

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.oversight import Note
from cspr_tui.domain.review import Review
from cspr_tui.domain.steps.step import Step, added


class OwnedByAnotherError(CsprError):
    """Somebody else owns the review by now."""


def handed_over(before: str, login: str, note: Note) -> Step:
    """Return the step that gives a review of one owner to another, with a note.

    Applied, it raises OwnedByAnotherError where `before` does not own it any more.
    A new owner who covered it covers it no longer; a note without text is left out.
    """

    def apply(review: Review) -> Review:
        if review.owner != before:
            sentence = (
                f"{review.ref} belongs to {review.owner} by now, not to {before}; "
                f"reload and look at it again."
            )
            raise OwnedByAnotherError(sentence)
        cover = "" if review.cover == login else review.cover
        after = replace(review, owner=login, cover=cover)
        return added("notes", note)(after) if note.text.strip() else after

    return Step(f"Handed over to {login}", apply, note.text)
