"""Clocks of the review as a whole, one for each rule, and its repeating check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks.clock import (
    Clock,
    Cycle,
    cycles,
    latest_if_all_known,
)
from cspr_tui.domain.deadlines.clocks.rule_conditions import (
    applies,
    ended_on,
    recorded_day,
    stopped_on,
)
from cspr_tui.domain.deadlines.due_date import add_units, due_date
from cspr_tui.domain.deadlines.rules import Rule, Rules
from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import Review


def review_clocks(review: Review, rules: Rules, calendar: Calendar) -> Iterator[Clock]:
    """Yield one clock for each rule about the review as a whole.

    A rule that counts from another rule has no clock where that one is switched off.
    """
    for rule in rules.values():
        has_trigger = rule.trigger.islower() or rule.trigger in rules
        if rule.subject == "review" and has_trigger:
            yield _clock(review, rule, _start(review, rule, rules, calendar), calendar)


def check_clocks(review: Review, rules: Rules, calendar: Calendar) -> Iterator[Clock]:
    """Yield each round of the check on time and quality (SI 2018/789 reg. 14)."""
    rule = rules.get("REG14_CHECK")
    if rule is None:
        return
    checks = [(check.on, check.id) for check in review.progress_checks]
    rounds = cycles(review.lcspr_decided_on, checks)
    for cycle in rounds:
        yield _check_clock(review, rule, cycle, calendar)
    if not rounds:
        undated = _clock(review, rule, None, calendar)
        yield replace(undated, ends_on=stopped_on(review, rule))


def expected(review: Review, rule: Rule) -> bool:
    """Whether the review is at a stage by which the rule's trigger should be known."""
    from_stage = rule.expected_from
    return from_stage is not None and review.stage.number >= from_stage.number


def open_gates(review: Review, kind: str) -> str:
    """Return the ids of the open gates that hold that kind of work; empty if none."""
    gates = [g.id for g in review.gates if g.is_open and g.holds is Gated(kind)]
    return ", ".join(gates)


def _start(review: Review, rule: Rule, rules: Rules, calendar: Calendar) -> date | None:
    other = rules.get(rule.trigger)
    if other is None:
        return recorded_day(review, rule.trigger)
    return due_date(other, recorded_day(review, other.trigger), calendar)


def _clock(review: Review, rule: Rule, start: date | None, calendar: Calendar) -> Clock:
    return Clock(
        ref=review.ref,
        rule=rule,
        label=rule.label,
        trigger=rule.trigger,
        trigger_on=start,
        offset=rule.offset,
        due=due_date(rule, start, calendar),
        met_on=latest_if_all_known(recorded_day(review, name) for name in rule.met_by),
        notified_on=recorded_day(review, rule.notified_by)
        if rule.notified_by
        else None,
        held_by=open_gates(review, rule.held_by) if rule.held_by else "",
        ends_on=ended_on(review, rule),
        applies=applies(review, rule, start),
        expected=expected(review, rule),
    )


def _check_clock(review: Review, rule: Rule, cycle: Cycle, calendar: Calendar) -> Clock:
    after_check = any(check.on == cycle.start for check in review.progress_checks)
    return Clock(
        ref=review.ref,
        rule=rule,
        label=rule.label,
        trigger="progress_checks" if after_check else "lcspr_decided_on",
        subject=cycle.ended_by,
        trigger_on=cycle.start,
        offset=rule.offset,
        due=add_units(cycle.start, rule.offset or 0, rule.unit, calendar),
        met_on=cycle.ended_on,
        ends_on=stopped_on(review, rule),
        applies=applies(review, rule, cycle.start),
        expected=True,
    )
