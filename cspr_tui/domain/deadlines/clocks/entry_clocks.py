"""Clocks of requests, actions, gates and restrictions; the partnership's reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks.clock import Clock, Cycle, cycles, first_known
from cspr_tui.domain.deadlines.due_date import add_units, due_date
from cspr_tui.domain.deadlines.rules import Rule, Rules
from cspr_tui.domain.record.agencies import Chaser, Request
from cspr_tui.domain.record.learning import Action, ActionStatus
from cspr_tui.domain.record.people import ContactRestriction
from cspr_tui.domain.record.proceedings import Gate
from cspr_tui.domain.record.review import Review

# A chase that sets no next date is followed up after this many working days.
CHASE_AGAIN = 3


def request_clocks(review: Review, rules: Rules, calendar: Calendar) -> Iterator[Clock]:
    """Yield when each request is due, when to chase it and when to escalate it."""
    rule = rules.get("AGY_DUE")
    if rule is None:
        return
    for request in review.requests:
        due = request_due(request, rule, calendar)
        yield _return(review, rule, request, due)
        if "AGY_CHASE" in rules and due:
            yield from _chases(review, rules["AGY_CHASE"], request, due, calendar)
        if "AGY_ESC" in rules and due:
            yield _escalation(review, rules["AGY_ESC"], request, due, calendar)


def request_due(request: Request, rule: Rule, calendar: Calendar) -> date | None:
    """Return the due date set on the request, or the default for its type.

    The default counts working days from the date on which it was sent.
    """
    days = dict(rule.defaults).get(request.type)
    if request.due_on or request.sent_on is None or days is None:
        return request.due_on
    return calendar.add(request.sent_on, days)


def _return(review: Review, rule: Rule, request: Request, due: date | None) -> Clock:
    return Clock(
        ref=review.ref,
        rule=rule,
        label=request.title,
        trigger="sent_on" if request.sent_on or not request.due_on else "due_on",
        subject=request.id,
        trigger_on=request.sent_on or request.due_on,
        offset=None if request.due_on else dict(rule.defaults).get(request.type),
        due=due,
        met_on=request.answered_on,
        ends_on=first_known(request.withdrawn_on, review.withdrawn_on),
    )


class _ChaseDue(NamedTuple):
    """When the next chase is due and what that date was counted from."""

    trigger: str
    start: date
    offset: int | None
    due: date


def _chases(
    review: Review, rule: Rule, request: Request, due: date, calendar: Calendar
) -> Iterator[Clock]:
    first_due = add_units(due, rule.offset or 0, rule.unit, calendar)
    chase_due = _ChaseDue("AGY_DUE", due, rule.offset, first_due)
    for chaser in sorted(request.chasers, key=lambda c: c.on):
        if chaser.on > due:
            yield _chase(review, rule, request, chase_due, chaser)
            chase_due = _next_chase(chaser, calendar)
    yield _chase(review, rule, request, chase_due, None)


def _next_chase(chaser: Chaser, calendar: Calendar) -> _ChaseDue:
    if chaser.next_on is not None:
        return _ChaseDue("chasers", chaser.on, None, chaser.next_on)
    again = calendar.add(chaser.on, CHASE_AGAIN)
    return _ChaseDue("chasers", chaser.on, CHASE_AGAIN, again)


def _chase(
    review: Review,
    rule: Rule,
    request: Request,
    chase_due: _ChaseDue,
    chaser: Chaser | None,
) -> Clock:
    ending = (request.answered_on, request.escalated_on, request.withdrawn_on)
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {request.agency}",
        trigger=chase_due.trigger,
        subject=f"{request.id}-{chaser.id}" if chaser else request.id,
        trigger_on=chase_due.start,
        offset=chase_due.offset,
        due=chase_due.due,
        met_on=chaser.on if chaser else None,
        starts_on=chase_due.start + timedelta(days=1),
        ends_on=first_known(*ending, review.withdrawn_on),
    )


def _escalation(
    review: Review, rule: Rule, request: Request, due: date, calendar: Calendar
) -> Clock:
    ending = (request.answered_on, request.withdrawn_on)
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {request.agency}",
        trigger=rule.trigger,
        subject=request.id,
        trigger_on=due,
        offset=rule.offset,
        due=due_date(rule, due, calendar),
        met_on=request.escalated_on,
        starts_on=due + timedelta(days=1),
        ends_on=first_known(*ending, review.withdrawn_on),
    )


def action_clocks(review: Review, rules: Rules) -> Iterator[Clock]:
    """Yield when each action is due; an open action without a date shows NO CLOCK."""
    rule = rules.get("ACT_DUE")
    for action in review.actions if rule else ():
        assert rule is not None  # noqa: S101 - the loop is empty without a rule
        yield _action(review, rule, action)


def _action(review: Review, rule: Rule, action: Action) -> Clock:
    met_on = action.completed_on or action.closed_on
    closed_undated = action.status is ActionStatus.CLOSED and met_on is None
    dropped = closed_undated or action.status is ActionStatus.SUPERSEDED
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{action.id} {action.text}",
        trigger="due_on",
        subject=action.id,
        trigger_on=action.due_on,
        due=action.due_on,
        met_on=met_on,
        ends_on=review.withdrawn_on,
        applies=not dropped,
        expected=action.is_open,
    )


def gate_clocks(review: Review, rules: Rules, calendar: Calendar) -> Iterator[Clock]:
    """Yield when to ask again about each gate and each dated contact restriction."""
    rule = rules.get("GATE_REVIEW")
    if rule is None:
        return
    for gate in review.gates:
        yield from _enquiry_clocks(review, rule, gate, calendar)
    for restriction in review.restrictions:
        yield from _enquiry_clocks(review, rule, restriction, calendar)


def _enquiry_clocks(
    review: Review, rule: Rule, bar: Gate | ContactRestriction, calendar: Calendar
) -> Iterator[Clock]:
    start = bar.set_on if isinstance(bar, Gate) else bar.from_on
    enquiries = [(day, f"{bar.id}-{day.isoformat()}") for day in bar.asked_on]
    rounds = cycles(start, enquiries)
    for cycle in rounds:
        yield _enquiry_clock(review, rule, bar, cycle, calendar)
    if not rounds and (bar.review_on or isinstance(bar, Gate)):
        yield _undated(review, rule, bar)


def _ended_on(review: Review, bar: Gate | ContactRestriction) -> date | None:
    ended = bar.cleared_on if isinstance(bar, Gate) else bar.lifted_on
    return first_known(ended, review.withdrawn_on, review.closed_on)


def _enquiry_clock(
    review: Review,
    rule: Rule,
    bar: Gate | ContactRestriction,
    cycle: Cycle,
    calendar: Calendar,
) -> Clock:
    due = add_units(cycle.start, rule.offset or 0, rule.unit, calendar)
    agreed = _agreed(bar, cycle)
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {_label(bar)}",
        trigger="asked_on" if cycle.start in bar.asked_on else _start_field(bar),
        subject=cycle.ended_by or bar.id,
        trigger_on=cycle.start,
        offset=None if agreed else rule.offset,
        due=agreed or due,
        met_on=cycle.ended_on,
        ends_on=_ended_on(review, bar),
    )


def _agreed(bar: Gate | ContactRestriction, cycle: Cycle) -> date | None:
    """Return the date agreed for asking again, unless that was done on it or since."""
    day = bar.review_on
    if day is None or cycle.ended_by is not None:
        return None
    was_asked = cycle.start in bar.asked_on
    return None if was_asked and day <= cycle.start else day


def _undated(review: Review, rule: Rule, bar: Gate | ContactRestriction) -> Clock:
    """Return the clock of a gate or restriction without a start date."""
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {_label(bar)}",
        trigger="review_on" if bar.review_on else _start_field(bar),
        subject=bar.id,
        trigger_on=bar.review_on,
        due=bar.review_on,
        ends_on=_ended_on(review, bar),
        expected=True,
    )


def _start_field(bar: Gate | ContactRestriction) -> str:
    return "set_on" if isinstance(bar, Gate) else "from_on"


def _label(bar: Gate | ContactRestriction) -> str:
    if isinstance(bar, Gate):
        return f"{bar.id} {bar.holds.label}"
    return f"{bar.id} {bar.type.label}"


def partnership_report_clocks(
    rule: Rule, reported: tuple[date, ...], calendar: Calendar
) -> Iterator[Clock]:
    """Yield a clock for every round of a repeating report of the partnership.

    If no report was ever made, one clock without a date.
    """
    rounds = cycles(None, [(day, day.isoformat()) for day in reported])
    for cycle in rounds:
        yield Clock(
            ref=None,
            rule=rule,
            label=rule.label,
            trigger=rule.trigger,
            subject=cycle.ended_by,
            trigger_on=cycle.start,
            offset=rule.offset,
            due=due_date(rule, cycle.start, calendar),
            met_on=cycle.ended_on,
        )
    if not rounds:
        yield Clock(
            ref=None, rule=rule, label=rule.label, trigger=rule.trigger, expected=True
        )
