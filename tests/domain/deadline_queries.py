"""What a test asks of a record: how a rule stands on a day."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import (
    Deadline,
    State,
    deadlines,
    partnership_deadlines,
)
from cspr_tui.domain.deadlines.rules import Rules, shipped_rules
from cspr_tui.domain.record.oversight import Recipient
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review

Record = Review | Partnership
BOTH = (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE)


def found(
    record: Record, rule: str, today: date, rules: Rules, calendar: Calendar
) -> Deadline:
    """Return the rule's deadline, that of its first cycle where there are several."""
    seen = all_of(record, today, rules, calendar)
    ours = [deadline for deadline in seen if deadline.rule.id == rule]
    return min(ours, key=lambda each: each.clock.trigger_on or date.min)


def all_of(
    record: Record, today: date, rules: Rules, calendar: Calendar
) -> tuple[Deadline, ...]:
    """Return every deadline of a review or of a partnership."""
    if isinstance(record, Partnership):
        return partnership_deadlines(record, rules, calendar, today)
    return deadlines(record, rules, calendar, today)


def state_of(record: Record, rule: str, day: date, calendar: Calendar) -> State:
    """Return how a rule as shipped stands, in its first cycle."""
    return found(record, rule, day, shipped_rules(), calendar).state


def turns_of(
    record: Record, day: date, calendar: Calendar, rule: str
) -> dict[str | None, Deadline]:
    """Return a rule's deadlines by what each runs for."""
    seen = all_of(record, day, shipped_rules(), calendar)
    return {each.clock.subject: each for each in seen if each.rule.id == rule}


def states(
    record: Record, day: date, calendar: Calendar, rule: str
) -> dict[str | None, State]:
    """Return how a rule stands, by what it runs for."""
    turns = turns_of(record, day, calendar, rule)
    return {subject: each.state for subject, each in turns.items()}
