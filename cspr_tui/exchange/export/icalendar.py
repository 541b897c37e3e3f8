"""Deadlines as an iCalendar file (RFC 5545), by reference and rule, without names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from cspr_tui.domain.deadlines.deadline import Deadline

_DAY = timedelta(days=1)


def calendar_file(
    deadlines: Iterable[Deadline],
    bring_backs: Iterable[tuple[str, date]],
    now: datetime,
) -> bytes:
    """Return an iCalendar file with one all-day event for each pending deadline.

    An event gives the review's reference and the rule, never an agency, a person or
    typed text, because calendars are shared. `bring_backs` are pairs of a reference
    and the day on which to look at that review again.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//cspr-tui//deadlines//EN")
    calendar.add("version", "2.0")
    for deadline in deadlines:
        if deadline.state.is_pending and deadline.due:
            calendar.add_component(_event(deadline, deadline.due, now))
    for ref, day in bring_backs:
        uid = f"{ref}-bring-back-{day:%Y%m%d}"
        calendar.add_component(_whole_day(uid, f"{ref} Look again", day, now))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, due: date, now: datetime) -> Event:
    clock = deadline.clock
    owner = clock.ref or "Partnership"
    uid = f"{owner}-{clock.rule.id}-{clock.subject or 'review'}"
    return _whole_day(uid, f"{owner} {clock.rule.label}", due, now)


def _whole_day(uid: str, summary: str, day: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@cspr-tui")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event
