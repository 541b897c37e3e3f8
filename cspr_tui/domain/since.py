"""What changed in reviews since a day, for whoever was away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cspr_tui.domain.review import Review
from cspr_tui.domain.timeline import LONDON


@dataclass(frozen=True, slots=True)
class Since:
    """One change somebody made: when (UTC), who, in which review, what and why."""

    at: datetime
    ref: str
    by: str
    what: str
    why: str
    seq: int


def changes_since(
    reviews: Iterable[Review], first: date, last: date, but: str = ""
) -> tuple[Since, ...]:
    """Return the changes from `first` to `last`, newest first, none made by `but`.

    A day is London's, both included.
    """
    found = [
        Since(change.at, review.ref, change.actor, change.what, change.why, change.seq)
        for review in reviews
        for change in review.history
        if first <= change.at.astimezone(LONDON).date() <= last and change.actor != but
    ]
    return tuple(sorted(found, key=lambda s: (s.at, s.ref, s.seq), reverse=True))
