"""Deadline shifts: which deadlines a change creates, moves, meets or ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks import Clock, clocks_of
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.review import Review


@dataclass(frozen=True, slots=True)
class DeadlineShift:
    """A deadline's due date before and after a change; None where it is not there.

    `done` says that the duty is met after the change.
    """

    label: str
    old: date | None
    new: date | None
    done: bool = False


def deadline_shifts(
    review: Review, after: Review, rules: Rules, calendar: Calendar
) -> tuple[DeadlineShift, ...]:
    """Return which deadlines a change creates, moves, meets or ends."""
    before = {_key(c): c for c in clocks_of(review, rules, calendar)}
    later = {_key(c): c for c in clocks_of(after, rules, calendar)}
    shifts = [_shift(before.get(key), later.get(key)) for key in {**before, **later}]
    return tuple(move for move in shifts if move is not None)


def _key(clock: Clock) -> tuple[str, str | None]:
    return clock.rule.id, clock.subject


def _shift(old: Clock | None, new: Clock | None) -> DeadlineShift | None:
    clock = new or old
    if clock is None:
        return None
    met, was_met = new and new.met_on, old and old.met_on
    if _due(old) == _due(new) and met == was_met:
        return None
    return DeadlineShift(clock.label, _due(old), _due(new), done=met is not None)


def _due(clock: Clock | None) -> date | None:
    if clock is None or clock.ends_on is not None or not clock.applies:
        return None
    return clock.due
