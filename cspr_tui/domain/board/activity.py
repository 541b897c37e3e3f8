"""Recent activity on a review, and whom it is waiting for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.base import Value

# How many of the latest changes a board row keeps, for the brief.
CHANGES_KEPT = 6


@dataclass(frozen=True, slots=True)
class RecentChange(Value):
    """One of the latest changes: when (UTC), by whom, and what."""

    at: datetime
    by: str
    what: str


def recent_changes(review: Review) -> tuple[RecentChange, ...]:
    """Return the latest changes, oldest first."""
    kept = review.history[-CHANGES_KEPT:]
    return tuple(RecentChange(change.at, change.actor, change.what) for change in kept)


def agencies_asked(review: Review) -> tuple[str, ...]:
    """Return the agencies with a request that is not withdrawn, each once."""
    return _unique(r.agency for r in review.requests if r.withdrawn_on is None)


def agencies_waited_for(review: Review) -> tuple[str, ...]:
    """Return the agencies with a request still unanswered, each once."""
    active = (r for r in review.requests if r.withdrawn_on is None)
    return _unique(r.agency for r in active if r.answered_on is None)


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def last_heard_on(review: Review) -> date | None:
    """Return the last day of contact with family or agencies, or None."""
    days = [
        *(contact.on for contact in review.contacts),
        *(contact.on for contact in review.agency_contacts),
        *(r.received_on for r in review.requests if r.received_on),
        *(meeting.on for meeting in review.meetings if not meeting.cancelled_on),
    ]
    return max(days, default=None)


def bring_back_on(review: Review) -> date | None:
    """Return the first open bring-back date of the review, or None."""
    return min((b.on for b in review.bring_backs if b.done_on is None), default=None)


def has_words(review: Review, holds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of the filter key `has:` that match the review."""
    found = {
        "action": any(action.is_open for action in review.actions),
        "waiting": bool(agencies_waited_for(review)),
        "hold": bool(holds),
        "flag": any(flag.lifted_on is None for flag in review.flags),
        "restriction": any(bar.lifted_on is None for bar in review.restrictions),
        "bringback": bring_back_on(review) is not None,
        "legalhold": review.legal_hold,
    }
    return tuple(word for word, is_true in found.items() if is_true)
