"""What a change does to deadlines: which it creates, moves, meets or ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks import Clock, clocks_of
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.review import Review


@dataclass(frozen=True, slots=True)
class DeadlineShift:
    """One deadline before and after a change: created, moved, met or gone."""

    label: str
    old: date | None
    new: date | None
    done: bool = False


def deadline_shifts(
    review: Review, after: Review, rules: Rules, calendar: Calendar
) -> tuple[DeadlineShift, ...]:
    """Return which deadlines a change creates, moves, meets or ends."""
    before = {_key(c): c for c in clocks_of(review, rules, calendar)}
    now = {_key(c): c for c in clocks_of(after, rules, calendar)}
    found = [_shift(before.get(key), now.get(key)) for key in {**before, **now}]
    return tuple(move for move in found if move is not None)


def _key(clock: Clock) -> tuple[str, str | None]:
    return clock.rule.id, clock.subject


def _shift(old: Clock | None, new: Clock | None) -> DeadlineShift | None:
    shown = new or old
    if shown is None:
        return None
    met, was_met = new and new.met_on, old and old.met_on
    if _due(old) == _due(new) and met == was_met:
        return None
    return DeadlineShift(shown.label, _due(old), _due(new), done=met is not None)


def _due(clock: Clock | None) -> date | None:
    if clock is None or clock.ends_on is not None or not clock.applies:
        return None
    return clock.due
