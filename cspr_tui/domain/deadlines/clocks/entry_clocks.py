"""Clocks of single requests, actions and gates, and the partnership's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks.clock import (
    Clock,
    Cycle,
    add_units,
    cycles,
    due_date,
    first_known,
)
from cspr_tui.domain.deadlines.rules import Rule, Rules
from cspr_tui.domain.record.agencies import Chaser, Request
from cspr_tui.domain.record.learning import Action, ActionStatus
from cspr_tui.domain.record.people import ContactRestriction
from cspr_tui.domain.record.proceedings import Gate
from cspr_tui.domain.record.review import Review

# A chase with no next day of its own is followed up after this many working days.
CHASE_AGAIN = 3


def request_clocks(review: Review, rules: Rules, calendar: Calendar) -> Iterator[Clock]:
    """Yield what each request is due by, and when to chase and to escalate."""
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
    """Return the day set on the request, else the default for its type."""
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


class _Owed(NamedTuple):
    """When a chase is owed and what that day was counted from."""

    trigger: str
    start: date
    offset: int | None
    due: date


def _chases(
    review: Review, rule: Rule, request: Request, due: date, calendar: Calendar
) -> Iterator[Clock]:
    first_due = add_units(due, rule.offset or 0, rule.unit, calendar)
    owed = _Owed("AGY_DUE", due, rule.offset, first_due)
    for chaser in sorted(request.chasers, key=lambda c: c.on):
        if chaser.on > due:
            yield _chase(review, rule, request, owed, chaser)
            owed = _owed_after(chaser, calendar)
    yield _chase(review, rule, request, owed, None)


def _owed_after(chaser: Chaser, calendar: Calendar) -> _Owed:
    if chaser.next_on is not None:
        return _Owed("chasers", chaser.on, None, chaser.next_on)
    again = calendar.add(chaser.on, CHASE_AGAIN)
    return _Owed("chasers", chaser.on, CHASE_AGAIN, again)


def _chase(
    review: Review, rule: Rule, request: Request, owed: _Owed, chaser: Chaser | None
) -> Clock:
    needless = (request.answered_on, request.escalated_on, request.withdrawn_on)
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {request.agency}",
        trigger=owed.trigger,
        subject=f"{request.id}-{chaser.id}" if chaser else request.id,
        trigger_on=owed.start,
        offset=owed.offset,
        due=owed.due,
        met_on=chaser.on if chaser else None,
        starts_on=owed.start + timedelta(days=1),
        ends_on=first_known(*needless, review.withdrawn_on),
    )


def _escalation(
    review: Review, rule: Rule, request: Request, due: date, calendar: Calendar
) -> Clock:
    needless = (request.answered_on, request.withdrawn_on)
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
        ends_on=first_known(*needless, review.withdrawn_on),
    )


def action_clocks(review: Review, rules: Rules) -> Iterator[Clock]:
    """Yield the day each action is due; an open one without a day has no clock."""
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
    """Yield when each open gate, and each dated restriction, is to be asked about."""
    rule = rules.get("GATE_REVIEW")
    if rule is None:
        return
    for gate in review.gates:
        yield from _asked(review, rule, gate, calendar)
    for bar in review.restrictions:
        yield from _asked(review, rule, bar, calendar)


def _asked(
    review: Review, rule: Rule, held: Gate | ContactRestriction, calendar: Calendar
) -> Iterator[Clock]:
    start = held.set_on if isinstance(held, Gate) else held.from_on
    asked = [(day, f"{held.id}-{day.isoformat()}") for day in held.asked_on]
    turns = cycles(start, asked)
    for turn in turns:
        yield _ask(review, rule, held, turn, calendar)
    if not turns and (held.review_on or isinstance(held, Gate)):
        yield _undated(review, rule, held)


def _ended_on(review: Review, held: Gate | ContactRestriction) -> date | None:
    ended = held.cleared_on if isinstance(held, Gate) else held.lifted_on
    return first_known(ended, review.withdrawn_on, review.closed_on)


def _ask(
    review: Review,
    rule: Rule,
    held: Gate | ContactRestriction,
    turn: Cycle,
    calendar: Calendar,
) -> Clock:
    due = add_units(turn.start, rule.offset or 0, rule.unit, calendar)
    agreed = _agreed(held, turn)
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {_what(held)}",
        trigger="asked_on" if turn.start in held.asked_on else _begins(held),
        subject=turn.ended_by or held.id,
        trigger_on=turn.start,
        offset=None if agreed else rule.offset,
        due=agreed or due,
        met_on=turn.ended_on,
        ends_on=_ended_on(review, held),
    )


def _agreed(held: Gate | ContactRestriction, turn: Cycle) -> date | None:
    """Return the day agreed for asking, unless they were asked on it or since."""
    day = held.review_on
    if day is None or turn.ended_by is not None:
        return None
    was_asked = turn.start in held.asked_on
    return None if was_asked and day <= turn.start else day


def _undated(review: Review, rule: Rule, held: Gate | ContactRestriction) -> Clock:
    """Return the clock of what nobody dated: the day agreed, or none at all."""
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {_what(held)}",
        trigger="review_on" if held.review_on else _begins(held),
        subject=held.id,
        trigger_on=held.review_on,
        due=held.review_on,
        ends_on=_ended_on(review, held),
        expected=True,
    )


def _begins(held: Gate | ContactRestriction) -> str:
    return "set_on" if isinstance(held, Gate) else "from_on"


def _what(held: Gate | ContactRestriction) -> str:
    if isinstance(held, Gate):
        return f"{held.id} {held.holds.label}"
    return f"{held.id} {held.type.label}"


def partnership_report_clocks(
    rule: Rule, reported: tuple[date, ...], calendar: Calendar
) -> Iterator[Clock]:
    """Yield the turns of one of the partnership's own reports, none dropped."""
    turns = cycles(None, [(day, day.isoformat()) for day in reported])
    for turn in turns:
        yield Clock(
            ref=None,
            rule=rule,
            label=rule.label,
            trigger=rule.trigger,
            subject=turn.ended_by,
            trigger_on=turn.start,
            offset=rule.offset,
            due=due_date(rule, turn.start, calendar),
            met_on=turn.ended_on,
        )
    if not turns:
        yield Clock(
            ref=None, rule=rule, label=rule.label, trigger=rule.trigger, expected=True
        )
