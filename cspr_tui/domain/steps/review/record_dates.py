"""Recording a date of a review, which may start, move or end deadlines."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.history.attribution import last_changed_by
from cspr_tui.domain.record.date_fields import (
    RECORDED,
    NotARecordedDateError,
    with_date,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.publication_hold import check_not_held
from cspr_tui.domain.steps.step import ChangedMeanwhileError, Step
from cspr_tui.domain.text.formatting import full_day


def date_recorded(
    field: str, day: date | None, seen: date | None, why: str = ""
) -> Step:
    """Return the step that sets one of the recorded dates.

    `seen` is the value when the form was opened; if somebody changed it since, the step
    raises ChangedMeanwhileError. While a gate is open, a publication date raises
    PublicationHeldError unless `why` is given.

    Raises:
        NotARecordedDateError: `field` is none of `RECORDED`.
    """
    if field not in RECORDED:
        sentence = (
            f'"{field}" is not a date of a review; use one of: {", ".join(RECORDED)}.'
        )
        raise NotARecordedDateError(sentence)

    def apply(review: Review) -> Review:
        held = getattr(review, field)
        if held not in {seen, day}:
            who = last_changed_by(review.history, [field])
            now = f"changed to {full_day(held)}" if held else "taken out"
            sentence = (
                f"{RECORDED[field]} was {now} meanwhile, by {who}; "
                f"look at it again before you overwrite it."
            )
            raise ChangedMeanwhileError(sentence)
        if field == "published_on" and day:
            check_not_held(review, why)
        return with_date(review, field, day)

    said = full_day(day) if day else "taken out"
    return Step(f"{RECORDED[field]}: {said}", apply, why)
