"""The team's week: meetings, actions, promises to families, bring-back days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import first_line

_LAST = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class WeekItem:
    """An item on one day of the week: kind, reference, owner and text."""

    on: date
    time: str
    kind: str
    ref: str
    owner: str
    what: str
    entry: str = ""


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and Sunday of the week that contains a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + _LAST


def week_items(
    review: Review, deadlines: Iterable[Deadline], day: date
) -> tuple[WeekItem, ...]:
    """Return one review's items in the week of that day, in order."""
    first, last = week_of(day)
    found = [
        *_meetings(review),
        *_due(review, deadlines),
        *_planned_contacts(review),
        *_brought_back(review),
    ]
    inside = [item for item in found if first <= item.on <= last]
    return tuple(sorted(inside, key=lambda item: (item.on, item.time or "99")))


def _item(review: Review, on: date, kind: str, what: str, entry: str) -> WeekItem:
    return WeekItem(on, "", kind, review.ref, review.owner, what, entry)


def _meetings(review: Review) -> Iterator[WeekItem]:
    for meeting in review.meetings:
        if meeting.cancelled_on is None:
            yield WeekItem(
                meeting.on,
                meeting.time,
                "MEETING",
                review.ref,
                review.owner,
                meeting.type.label,
                meeting.id,
            )


def _due(review: Review, deadlines: Iterable[Deadline]) -> Iterator[WeekItem]:
    for deadline in deadlines:
        rule, due = deadline.rule.id, deadline.due
        if not deadline.state.is_pending or due is None:
            continue
        kind = "PROMISE" if rule.startswith("FAM_") else "DUE"
        kind = "ACTION" if rule == "ACT_DUE" else kind
        yield _item(
            review, due, kind, deadline.clock.label, deadline.clock.subject or ""
        )


def _planned_contacts(review: Review) -> Iterator[WeekItem]:
    for contact in review.contacts:
        if contact.next_due_on:
            whom = " ".join(contact.persons)
            said = f"Contact planned with {whom}"
            yield _item(review, contact.next_due_on, "CONTACT", said, contact.id)


def _brought_back(review: Review) -> Iterator[WeekItem]:
    for back in review.bring_backs:
        if back.done_on is None:
            said = first_line(back.text) or "Look again"
            yield _item(review, back.on, "LOOK AGAIN", said, back.id)
