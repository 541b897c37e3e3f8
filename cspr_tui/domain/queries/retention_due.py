"""Retention: reviews that end their year online, or whose disposal decision is due.

Nothing is ever deleted by a date; a date only asks a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from cspr_tui.domain.record.review import Review


@dataclass(frozen=True, slots=True)
class RetentionDay:
    """A day on which a retention decision is due, and what prevents disposal.

    `is_due` means that it waits for a person's decision, however long ago the day was.
    """

    ref: str
    on: date
    what: str
    held: bool = False
    is_due: bool = False


def retention_days(
    reviews: Iterable[Review], first: date, last: date
) -> tuple[RetentionDay, ...]:
    """Return the retention days from `first` to `last`, in order.

    A decision that is overdue is included until somebody sets another day.
    """
    every = [keeping for review in reviews for keeping in _days_of(review)]
    found = [k for k in every if k.on <= last and (k.is_due or k.on >= first)]
    return tuple(sorted(found, key=lambda k: (k.on, k.ref)))


def _days_of(review: Review) -> Iterator[RetentionDay]:
    if review.published_on and review.removed_on is None:
        year = review.published_on + relativedelta(years=1)
        yield RetentionDay(review.ref, year, "One year online: may leave the website")
    if review.disposal_review_on:
        basis = f" ({review.retention_basis})" if review.retention_basis else ""
        hold = ", LEGAL HOLD: keep it" if review.legal_hold else ""
        said = f"Decide on keeping the record{basis}{hold}"
        yield RetentionDay(
            review.ref, review.disposal_review_on, said, review.legal_hold, is_due=True
        )
