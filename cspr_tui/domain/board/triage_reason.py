"""Urgency: whether and why a review needs action today, as triage shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspr_tui.domain.board.board_row import Row, RowClock
from cspr_tui.domain.deadlines.deadline import State
from cspr_tui.domain.deadlines.rules import records_delay_notice
from cspr_tui.domain.text.formatting import day_words

_URGENT = frozenset({State.OVERDUE, State.NO_CLOCK, State.DUE_TODAY, State.DUE_SOON})
_ORDER = (State.OVERDUE, State.NO_CLOCK, State.DUE_TODAY, State.DUE_SOON)
_REASONS = {
    State.OVERDUE: "its day has passed",
    State.NO_CLOCK: "a date that should be known by now is missing",
    State.DUE_TODAY: "it is due today",
    State.DUE_SOON: "it is due within the rule's warning time",
}


def needs_action(row: Row, day: date) -> bool:
    """Whether somebody has to act on a review today."""
    has_urgent_clock = any(urgent_clocks(row, day))
    return row.active and (has_urgent_clock or row.on(day).word == "NO CLOCK")


def is_put_off(row: Row, day: date) -> bool:
    """Whether the review is put off to a later day; it then comes after the others."""
    return row.bring_back_on is not None and row.bring_back_on > day


def urgent_clocks(row: Row, day: date) -> Iterator[tuple[RowClock, State]]:
    """Yield the urgent clocks with their states, the most urgent first."""
    clocks = [(clock, clock.on(day)) for clock in row.clocks]
    urgent = [
        clock_and_state for clock_and_state in clocks if clock_and_state[1] in _URGENT
    ]
    yield from sorted(
        urgent,
        key=lambda clock_and_state: (
            _ORDER.index(clock_and_state[1]),
            clock_and_state[0].due or date.max,
        ),
    )


def urgency_reason(row: Row, day: date) -> str:
    """Return in one sentence why the review needs action today."""
    worst = next(urgent_clocks(row, day), None)
    if worst is None:
        return "No date is recorded that any deadline counts from."
    clock, state = worst
    held = f"; held by {clock.held_by}, its clock runs on" if clock.held_by else ""
    put_off_to = row.bring_back_on
    later = f"; put off to {day_words(put_off_to, day)}" if is_put_off(row, day) else ""
    why = f"{_REASONS[state]}{_not_notified_words(clock, state)}"
    return f"{clock.label}: {why}{held}{later}."


def _not_notified_words(clock: RowClock, state: State) -> str:
    """Return that nobody was notified, for rules that record such a notice."""
    not_notified = state is State.OVERDUE and records_delay_notice(clock.rule)
    return " and nobody has been told" if not_notified else ""
