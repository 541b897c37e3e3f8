"""Deadlines: a due date with its state and the days left on a given day.

A clock holds the due date alone, which is the same on every day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.dates.working_days import DAY, Calendar
from cspr_tui.domain.deadlines.clocks import Clock, clocks_of, partnership_clocks
from cspr_tui.domain.deadlines.rules import Rule, Rules, Unit
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.choice import Choice


class State(Choice):
    """The state of a deadline; the label is the word that the board shows.

    `OVERDUE_NOTIFIED` is late, but those who had to be notified of the delay were.
    `NO_CLOCK` has no due date because a date that should be known is not recorded.
    """

    OVERDUE = "overdue", "LATE"
    NO_CLOCK = "no_clock", "NO CLOCK"
    OVERDUE_NOTIFIED = "overdue_notified", "LATE"
    DUE_TODAY = "due_today", "SOON"
    DUE_SOON = "due_soon", "SOON"
    RUNNING = "running", "OK"
    MET = "met", "DONE"
    MET_LATE = "met_late", "DONE"
    NOT_STARTED = "not_started"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_pending(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self in _PENDING


_PENDING = frozenset(
    {
        State.OVERDUE,
        State.OVERDUE_NOTIFIED,
        State.NO_CLOCK,
        State.DUE_TODAY,
        State.DUE_SOON,
        State.RUNNING,
    }
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock on one day: its state, and the days left in `days_unit`.

    `days_left` is negative once it is late, and None where nothing counts down: it is
    met, has not begun, or has no due date.
    """

    clock: Clock
    state: State
    days_left: int | None

    @property
    def rule(self) -> Rule:
        """The rule that the deadline comes from."""
        return self.clock.rule

    @property
    def due(self) -> date | None:
        """The date by which it must be done, None if unknown."""
        return self.clock.due

    @property
    def days_unit(self) -> Unit:
        """Working days or calendar days, as the rule counts."""
        return self.clock.rule.days_unit


def deadlines(
    review: Review, rules: Rules, calendar: Calendar, today: date
) -> tuple[Deadline, ...]:
    """Return every deadline of a review on a day, the most urgent first."""
    return deadlines_on(clocks_of(review, rules, calendar), calendar, today)


def partnership_deadlines(
    partnership: Partnership, rules: Rules, calendar: Calendar, today: date
) -> tuple[Deadline, ...]:
    """Return the deadlines of the partnership's own reports on a day."""
    return deadlines_on(
        partnership_clocks(partnership, rules, calendar), calendar, today
    )


def deadlines_on(
    clocks: Iterable[Clock], calendar: Calendar, today: date
) -> tuple[Deadline, ...]:
    """Return the deadlines of these clocks on a day, the most urgent first."""
    return tuple(
        sorted((deadline_on(c, calendar, today) for c in clocks), key=urgency_order)
    )


def deadline_on(clock: Clock, calendar: Calendar, today: date) -> Deadline:
    """Return the deadline of one clock on a day."""
    state = _state(clock, calendar, today)
    counting = state.is_pending and clock.due is not None
    left = _left(clock.due, clock.rule.days_unit, calendar, today) if counting else None
    return Deadline(clock, state, left)


def urgency_order(deadline: Deadline) -> tuple[int, date, int, str]:
    """Sort key by urgency: overdue with nobody notified, no due date, then by date."""
    rank = _RANK.get(deadline.state, 2)
    due = deadline.due or date.max
    return rank, due, deadline.rule.order, deadline.clock.subject or ""


def first_soon_day(due: date, rule: Rule, calendar: Calendar) -> date:
    """Return the first day on which a deadline due on `due` counts as due soon.

    The rule's `amber` says how many days before, counted in its `amber_unit`.
    """
    day = due
    while _left(due, rule.amber_unit, calendar, day - DAY) <= rule.amber:
        day -= DAY
    return day


_RANK = {
    State.OVERDUE: 0,
    State.NO_CLOCK: 1,
    State.MET: 3,
    State.MET_LATE: 3,
    State.NOT_STARTED: 4,
    State.NOT_APPLICABLE: 5,
}


def _state(clock: Clock, calendar: Calendar, today: date) -> State:
    if clock.met_on is not None and clock.met_on <= today and clock.due is not None:
        return State.MET if clock.met_on <= clock.due else State.MET_LATE
    if not clock.binds(today):
        return State.NOT_APPLICABLE
    if clock.due is None:
        return State.NO_CLOCK if clock.expected else State.NOT_STARTED
    if clock.starts_on is not None and today < clock.starts_on:
        return State.NOT_STARTED
    return _running(clock, clock.due, calendar, today)


def _running(clock: Clock, due: date, calendar: Calendar, today: date) -> State:
    if today > due:
        return _past(clock, today)
    if today == due:
        return State.DUE_TODAY
    left = _left(due, clock.rule.amber_unit, calendar, today)
    return State.DUE_SOON if left <= clock.rule.amber else State.RUNNING


def _past(clock: Clock, today: date) -> State:
    if clock.rule.not_before:
        return State.MET
    notified_on = clock.rule.notified_by and clock.notified_on
    if notified_on and notified_on <= today:
        return State.OVERDUE_NOTIFIED
    return State.OVERDUE


def _left(due: date | None, unit: Unit, calendar: Calendar, today: date) -> int:
    due = due or today
    if unit is Unit.WORKING_DAYS:
        return calendar.between(today, due)
    return (due - today).days
