"""How long a record is kept: the day to decide on it, on what ground, a legal hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cspr_tui.domain.review import Review
from cspr_tui.domain.steps.stages import ReasonNeededError
from cspr_tui.domain.steps.step import Step


@dataclass(frozen=True, slots=True)
class Retention:
    """The day on which somebody decides, the ground for it, and whether all is held."""

    decide_on: date | None
    basis: str = ""
    hold: bool = False


def retention_of(review: Review) -> Retention:
    """Return what is recorded of keeping a review."""
    return Retention(
        review.disposal_review_on, review.retention_basis, review.legal_hold
    )


def kept(retention: Retention, why: str = "") -> Step:
    """Return the step that records how long a review is kept; it deletes nothing.

    Applied, it raises ReasonNeededError where a legal hold is set or lifted
    without a reason.
    """

    def apply(review: Review) -> Review:
        if retention.hold != review.legal_hold and not why.strip():
            done = "set" if retention.hold else "lifted"
            sentence = f"Type why the legal hold on {review.ref} is {done}."
            raise ReasonNeededError(sentence)
        return replace(
            review,
            disposal_review_on=retention.decide_on,
            retention_basis=retention.basis,
            legal_hold=retention.hold,
        )

    said = "Keeping: legal hold" if retention.hold else "Keeping changed"
    return Step(said, apply, why)
