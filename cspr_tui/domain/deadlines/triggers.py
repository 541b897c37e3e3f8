"""What a clock counts from: its name in words, and the change that recorded it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cspr_tui.domain.deadlines.clocks import Clock
from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import encode

# Another deadline, an entry's own day, or the last entry of a kind.
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
    """Return what a clock counts from, as a person says it."""
    return TRIGGERS[clock.trigger]


def entry_of(clock: Clock) -> str:
    """Return the id of the entry a clock runs for, empty for the whole review."""
    return (clock.subject or "").partition("-")[0]


def trigger_recorded_by(review: Review | None, clock: Clock) -> Change | None:
    """Return the change that last put the day a clock counts from, if one did."""
    if review is None:
        return None
    for mark in _places_of_trigger(review, clock):
        for change in reversed(review.history):
            if any(_records(edit, mark) for edit in change.edits):
                return change
    return None


class _RecordedDay(NamedTuple):
    """A day in a field; `within` are names its path holds, `person` whom it is of."""

    field: str
    day: date | None
    within: tuple[str, ...] = ()
    person: str = ""


def _places_of_trigger(review: Review, clock: Clock) -> Iterator[_RecordedDay]:
    """Yield where the day may have been recorded; a due day was reckoned from one."""
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


def _records(edit: Edit, mark: _RecordedDay) -> bool:
    """Whether an edit put the day there: in its field, or with a whole new entry."""
    *above, last = edit.path.split("/")
    if not mark.within:
        return edit.path == mark.field and _holds(edit.new, mark)
    if not {*mark.within} <= {*above, last}:
        return False
    added = edit.new
    if last == mark.field or not isinstance(added, dict):
        return last == mark.field and _holds(added, mark)
    is_theirs = not mark.person or mark.person in added.get("persons", ())
    return is_theirs and _holds(added.get(mark.field), mark)


def _holds(value: object, mark: _RecordedDay) -> bool:
    day: object = encode(mark.day)
    return value == day or (isinstance(value, list) and day in value)
