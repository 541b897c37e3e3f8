"""What a change did, in the words a history shows."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import count, full_day

_SHOWN = 2
# What an entry that came is called, by its field; the first two found are told.
_CAME = {
    "contacts": "family contact",
    "requests": "request to an agency",
    "agency_contacts": "agency contact",
    "meetings": "meeting",
    "delays": "delay with its reason",
    "notices": "notice",
    "progress_checks": "time and quality check",
    "restrictions": "contact restriction",
    "sign_offs": "sign-off",
    "reviewers": "lead reviewer",
    "sections": "report section",
    "actions": "action",
    "notes": "note",
    "documents": "document",
    "chronology": "chronology entry",
    "flags": "flag",
}
_PLURALS = {
    "request to an agency": "requests to agencies",
    "chronology entry": "chronology entries",
    "delay with its reason": "delays with their reasons",
}


def what_was_done(before: Review, after: Review) -> str:
    """Return what turned one record into the other, at most two things of it."""
    found = [
        *_dates(before, after),
        *_entries(before, after),
        *_answers(before, after),
        *_moves(before, after),
    ]
    if not found:
        return "Record updated"
    more = " and more" if len(found) > _SHOWN else ""
    return "; ".join(found[:_SHOWN]) + more


def _moves(before: Review, after: Review) -> Iterator[str]:
    if before.stage is not after.stage:
        yield f"Stage: {after.stage.label}"


def _dates(before: Review, after: Review) -> Iterator[str]:
    for field, label in RECORDED.items():
        day = getattr(after, field)
        if day != getattr(before, field):
            yield f"{label}: {full_day(day)}"


def _entries(before: Review, after: Review) -> Iterator[str]:
    for field, noun in _CAME.items():
        number = len(getattr(after, field)) - len(getattr(before, field))
        if number > 0:
            yield f"{_counted(number, noun)} recorded"


def _counted(number: int, noun: str) -> str:
    if number > 1 and noun in _PLURALS:
        return f"{number} {_PLURALS[noun]}"
    return count(number, noun)


def _answers(before: Review, after: Review) -> Iterator[str]:
    came = _answered(after) - _answered(before)
    if came > 0:
        yield f"{count(came, 'agency return')} in"


def _answered(review: Review) -> int:
    return sum(request.received_on is not None for request in review.requests)
