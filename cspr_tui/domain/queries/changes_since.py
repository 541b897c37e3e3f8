"""What changed in reviews since a day, for whoever was away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import day_of


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """One change: when (UTC), by whom, in which review, what and why.

    For a change of the partnership's settings, the reference is "-".
    """

    at: datetime
    ref: str
    by: str
    what: str
    why: str
    seq: int


def changes_since(
    reviews: Iterable[Review], first: date, last: date, but: str = ""
) -> tuple[ReviewChange, ...]:
    """Return the changes from `first` to `last`, newest first, except those by `but`.

    Days are London's, both included.
    """
    told = ((review.ref, change) for review in reviews for change in review.history)
    return newest_first(told, first, last, but)


def newest_first(
    told: Iterable[tuple[str, Change]], first: date, last: date, but: str = ""
) -> tuple[ReviewChange, ...]:
    """Return changes with their reviews' references, from `first` to `last`."""
    found = [
        ReviewChange(
            change.at, where, change.actor, change.what, change.why, change.seq
        )
        for where, change in told
        if first <= day_of(change.at) <= last and change.actor != but
    ]
    return tuple(sorted(found, key=lambda s: (s.at, s.ref, s.seq), reverse=True))
