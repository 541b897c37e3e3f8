"""Titles for the changes in a generated history, such as "2 notes recorded"."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import count, full_day

_MOST_TITLES = 2
# What an added entry is called, by the field it is in.
_ENTRY_NOUNS = {
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


def change_title(before: Review, after: Review) -> str:
    """Return a title for the change between two versions, naming at most two things."""
    titles = [
        *_date_titles(before, after),
        *_entry_titles(before, after),
        *_answer_titles(before, after),
        *_stage_titles(before, after),
    ]
    if not titles:
        return "Record updated"
    more = " and more" if len(titles) > _MOST_TITLES else ""
    return "; ".join(titles[:_MOST_TITLES]) + more


def _stage_titles(before: Review, after: Review) -> Iterator[str]:
    if before.stage is not after.stage:
        yield f"Stage: {after.stage.label}"


def _date_titles(before: Review, after: Review) -> Iterator[str]:
    for field, label in RECORDED.items():
        day = getattr(after, field)
        if day != getattr(before, field):
            yield f"{label}: {full_day(day)}"


def _entry_titles(before: Review, after: Review) -> Iterator[str]:
    for field, noun in _ENTRY_NOUNS.items():
        number = len(getattr(after, field)) - len(getattr(before, field))
        if number > 0:
            yield f"{_number_of(number, noun)} recorded"


def _number_of(number: int, noun: str) -> str:
    if number > 1 and noun in _PLURALS:
        return f"{number} {_PLURALS[noun]}"
    return count(number, noun)


def _answer_titles(before: Review, after: Review) -> Iterator[str]:
    number = _number_answered(after) - _number_answered(before)
    if number > 0:
        yield f"{count(number, 'agency return')} in"


def _number_answered(review: Review) -> int:
    return sum(request.received_on is not None for request in review.requests)
