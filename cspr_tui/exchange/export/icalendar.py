"""Deadlines as a calendar file (RFC 5545), by reference and rule, without names."""

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
    """Return an iCalendar file with one whole-day event for each pending deadline.

    An event says the review's code and the rule, never an agency, a person or
    what was typed: calendars are shared and synchronised. `bring_backs` are
    references and days.
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
    whose = clock.ref or "Partnership"
    uid = f"{whose}-{clock.rule.id}-{clock.subject or 'review'}"
    return _whole_day(uid, f"{whose} {clock.rule.label}", due, now)


def _whole_day(uid: str, said: str, day: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@cspr-tui")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)
    event.add("summary", said)
    event.add("transp", "TRANSPARENT")
    return event
