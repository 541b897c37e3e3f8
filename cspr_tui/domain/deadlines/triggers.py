"""Triggers: the date a clock counts from, in words, and the change that recorded it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cspr_tui.domain.deadlines.clocks import Clock
from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import encode

# Triggers that are no recorded date of the review: another deadline's due date, a
# date of the entry itself, or the last entry of a kind.
_OTHERS = {
    "LCSPR_PUBLISH": "Publish report is due",
    "AGY_DUE": "Return was due",
    "sent_on": "Request sent",
    "due_on": "Day set for it",
    "set_on": "Gate set",
    "from_on": "Restriction began",
    "asked_on": "Last asked",
    "review_on": "Day agreed for asking again",
    "contacts": "Contact or attempt before it",
    "meetings": "Review panel meeting",
    "progress_checks": "Check before it",
    "chasers": "Chase before it",
    "yearly_reports": "Report before it",
    "action_plan_reports": "Report before it",
}
TRIGGERS = {**RECORDED, **_OTHERS}


def trigger_words(clock: Clock) -> str:
    """Return the name of the trigger of a clock, as a person would say it."""
    return TRIGGERS[clock.trigger]


def entry_of(clock: Clock) -> str:
    """Return the id of the entry a clock is about; empty for the review as a whole."""
    return (clock.subject or "").partition("-")[0]


def trigger_recorded_by(review: Review | None, clock: Clock) -> Change | None:
    """Return the change that recorded the date a clock counts from; None if unknown."""
    if review is None:
        return None
    for recorded in _places_of_trigger(review, clock):
        for change in reversed(review.history):
            if any(_records(edit, recorded) for edit in change.edits):
                return change
    return None


class _RecordedDay(NamedTuple):
    """A date and where to look for it in the history.

    `within` are names that the path of the edit must contain, `person` the id of the
    person the entry must be about.
    """

    field: str
    day: date | None
    within: tuple[str, ...] = ()
    person: str = ""


def _places_of_trigger(review: Review, clock: Clock) -> Iterator[_RecordedDay]:
    """Yield where the date may be recorded; a due date comes from another date."""
    trigger, day, entry = clock.trigger, clock.trigger_on, entry_of(clock)
    if trigger == "LCSPR_PUBLISH":
        yield _RecordedDay("lcspr_decided_on", review.lcspr_decided_on)
    elif trigger == "AGY_DUE":
        yield _RecordedDay("due_on", day, (entry,))
        sent = (each.sent_on for each in review.requests if each.id == entry)
        yield _RecordedDay("sent_on", next(sent, None), (entry,))
    elif trigger in {"progress_checks", "meetings", "chasers"}:
        yield _RecordedDay("on", day, (trigger, *filter(None, (entry,))))
    elif trigger == "contacts":
        yield _RecordedDay("on", day, (trigger,), entry)
    else:
        yield _RecordedDay(trigger, day, () if trigger in RECORDED else (entry,))


def _records(edit: Edit, recorded: _RecordedDay) -> bool:
    """Whether an edit recorded the date: in its field, or as part of a new entry."""
    *parents, last = edit.path.split("/")
    if not recorded.within:
        return edit.path == recorded.field and _holds(edit.new, recorded)
    if not {*recorded.within} <= {*parents, last}:
        return False
    added = edit.new
    if last == recorded.field or not isinstance(added, dict):
        return last == recorded.field and _holds(added, recorded)
    is_theirs = not recorded.person or recorded.person in added.get("persons", ())
    return is_theirs and _holds(added.get(recorded.field), recorded)


def _holds(value: object, recorded: _RecordedDay) -> bool:
    day: object = encode(recorded.day)
    return value == day or (isinstance(value, list) and day in value)
