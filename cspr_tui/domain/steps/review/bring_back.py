"""Setting the bring-back day, on which a review is shown again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspr_tui.domain.record.oversight import BringBack
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import Step, add_entry
from cspr_tui.domain.text.formatting import full_day


def bring_back_set(day: date | None, text: str, by: str, today: date) -> Step:
    """Return the step that sets the next bring-back day; None only ends earlier ones.

    A review has one bring-back day at a time, so earlier ones are marked done.
    """

    def apply(review: Review) -> Review:
        ended = replace(review, bring_backs=_ended(review, today))
        if day is None:
            return ended
        return add_entry("bring_backs", BringBack("", day, text, by))(ended)

    said = f"Bring back on {full_day(day)}" if day else "Bring-back done"
    return Step(said, apply)


def _ended(review: Review, today: date) -> tuple[BringBack, ...]:
    return tuple(
        each if each.done_on else replace(each, done_on=today)
        for each in review.bring_backs
    )
