"""What has lately happened on a review, and what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.base import Value

# A brief looks back over a few changes, not over a history.
CHANGES_KEPT = 6


@dataclass(frozen=True, slots=True)
class RecentChange(Value):
    """One of the last changes: when (UTC), by whom, what."""

    at: datetime
    by: str
    what: str


def recent_changes(review: Review) -> tuple[RecentChange, ...]:
    """Return the last changes, oldest first."""
    kept = review.history[-CHANGES_KEPT:]
    return tuple(RecentChange(change.at, change.actor, change.what) for change in kept)


def agencies_asked(review: Review) -> tuple[str, ...]:
    """Return the agencies that were asked for anything, each once."""
    return _unique(r.agency for r in review.requests if r.withdrawn_on is None)


def agencies_waited_for(review: Review) -> tuple[str, ...]:
    """Return the agencies that have not answered all they were asked."""
    live = (r for r in review.requests if r.withdrawn_on is None)
    return _unique(r.agency for r in live if r.answered_on is None)


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def last_heard_on(review: Review) -> date | None:
    """Return the last day anything was heard from or said to family or agency."""
    days = [
        *(contact.on for contact in review.contacts),
        *(contact.on for contact in review.agency_contacts),
        *(r.received_on for r in review.requests if r.received_on),
        *(meeting.on for meeting in review.meetings if not meeting.cancelled_on),
    ]
    return max(days, default=None)


def bring_back_on(review: Review) -> date | None:
    """Return the first day on which somebody wants to see the review again."""
    return min((b.on for b in review.bring_backs if b.done_on is None), default=None)


def has_words(review: Review, holds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words that `has:` finds the review by."""
    found = {
        "action": any(action.is_open for action in review.actions),
        "waiting": bool(agencies_waited_for(review)),
        "hold": bool(holds),
        "flag": any(flag.lifted_on is None for flag in review.flags),
        "restriction": any(bar.lifted_on is None for bar in review.restrictions),
        "bringback": bring_back_on(review) is not None,
        "legalhold": review.legal_hold,
    }
    return tuple(word for word, held in found.items() if held)
