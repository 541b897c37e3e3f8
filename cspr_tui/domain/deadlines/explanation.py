"""The explanation of a deadline: its rule, its trigger, how the days are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.deadlines.rules import Unit
from cspr_tui.domain.deadlines.triggers import trigger_recorded_by, trigger_words
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import count, day_words, full_day, moment_words

_UNITS = {
    Unit.WORKING_DAYS: "working day",
    Unit.CALENDAR_DAYS: "calendar day",
    Unit.MONTHS: "calendar month",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a deadline falls on its date: a title, and lines of heading and text."""

    title: str
    lines: tuple[tuple[str, str], ...]


def explain(
    deadline: Deadline, review: Review | None, calendar: Calendar, today: date
) -> Explanation:
    """Return the explanation of a deadline: rule, source, trigger, count, result.

    `review` is None for a deadline of the partnership's own reports.
    """
    state = state_words(deadline.state)
    title = f"{state}  {deadline.clock.label}  {full_day(deadline.due)}"
    lines = [
        *_rule_lines(deadline),
        *_trigger_lines(deadline, review),
        *_count_lines(deadline, calendar, today),
        *_result_lines(deadline, calendar),
    ]
    return Explanation(title, tuple(lines))


def _rule_lines(deadline: Deadline) -> Iterator[tuple[str, str]]:
    rule = deadline.rule
    yield "Rule", rule.id
    yield "Source", rule.source
    yield "How sure", rule.confidence.label
    if rule.changed_because:
        yield "Changed here", rule.changed_because
    if rule.verified:
        yield "Verified", rule.verified


def _trigger_lines(
    deadline: Deadline, review: Review | None
) -> Iterator[tuple[str, str]]:
    clock = deadline.clock
    name = trigger_words(clock)
    if clock.trigger_on is None:
        yield "Counts from", f"{name}: no date recorded, so no clock runs"
        return
    yield "Counts from", f"{name}, {full_day(clock.trigger_on)}"
    if clock.trigger == "LCSPR_PUBLISH" and review is not None:
        decided = full_day(review.lcspr_decided_on)
        yield "That from", f"{RECORDED['lcspr_decided_on']}, {decided}"
    change = trigger_recorded_by(review, clock)
    if change is not None:
        yield "Recorded by", f"{change.actor}, {moment_words(change.at)}"


def _count_lines(
    deadline: Deadline, calendar: Calendar, today: date
) -> Iterator[tuple[str, str]]:
    clock, rule = deadline.clock, deadline.rule
    if clock.due is None or clock.trigger_on is None:
        return
    if clock.offset is None:
        yield "Count", "the day was set by a person, nothing is counted"
        return
    direction = "before" if clock.offset < 0 else "after"
    number = count(abs(clock.offset), _UNITS[rule.unit])
    yield "Count", f"{number} {direction} it; that day is not counted"
    if rule.unit is Unit.WORKING_DAYS:
        for day, why in calendar.skipped(clock.trigger_on, clock.due):
            yield "Skipped", f"{day_words(day)}  {why}"
    if clock.due.year > today.year + 1:
        yield "Note", "bank holidays that far ahead are computed, not yet proclaimed"


def _result_lines(deadline: Deadline, calendar: Calendar) -> Iterator[tuple[str, str]]:
    clock = deadline.clock
    if clock.due is None:
        return
    yield "Due", f"{full_day(clock.due)}  {time_left_of(deadline)}".rstrip()
    if not deadline.rule.not_before and not calendar.is_working_day(clock.due):
        last_worked = calendar.last_worked(clock.due)
        why = calendar.why_not_worked(clock.due)
        yield (
            "Not moved",
            f"{why}, and it does not roll; act by {full_day(last_worked)}",
        )
    if clock.met_on:
        yield "Done", full_day(clock.met_on)
    if clock.notified_on:
        yield (
            "Told of delay",
            f"National Panel and Secretary of State, {full_day(clock.notified_on)}",
        )
    if clock.held_by:
        yield "Held by", clock.held_by
