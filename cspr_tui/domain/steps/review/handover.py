"""Handing a review over to another coordinator, with a note for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import Step, add_entry


class OwnedAlreadyError(CsprError):
    """That coordinator owns the review already."""


class OwnedByAnotherError(CsprError):
    """Somebody else owns the review now."""


@dataclass(frozen=True, slots=True)
class Handover:
    """The new owner (login and initials), the day, the signer and the note.

    `before` is the login of the owner it must have until then, if that matters.
    """

    to: str
    initials: str
    on: date
    by: str
    note: str = ""
    before: str = ""


def review_handed_over(handover: Handover) -> Step:
    """Return the step that gives a review another owner and logs the note.

    If the new owner was covering for the old one, that cover ends. Applied, it raises
    OwnedAlreadyError if the owner would not change, and OwnedByAnotherError if `before`
    does not own the review any more.
    """

    def apply(review: Review) -> Review:
        to = handover.to
        if review.owner == to:
            sentence = f"{review.ref} is with {handover.initials} already."
            raise OwnedAlreadyError(sentence)
        if handover.before and review.owner != handover.before:
            sentence = (
                f"{review.ref} belongs to {review.owner} by now, not to "
                f"{handover.before}; reload and look at it again."
            )
            raise OwnedByAnotherError(sentence)
        cover = "" if review.cover == to else review.cover
        given = replace(review, owner=to, cover=cover)
        return add_entry("notes", _note(handover))(given) if handover.note else given

    return Step(f"Handed over to {handover.initials}", apply)


def _note(handover: Handover) -> Note:
    text = f"Handed over to {handover.initials}: {handover.note}"
    return Note(id="", on=handover.on, text=text, by=handover.by)
