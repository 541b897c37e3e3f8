"""What of a review presses today, and why: the line that triage shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspr_tui.domain.board.row import Row, RowClock
from cspr_tui.domain.deadlines.deadline import State
from cspr_tui.domain.deadlines.rules import records_delay_notice
from cspr_tui.domain.text.formatting import day_words

_PRESSES = frozenset({State.OVERDUE, State.NO_CLOCK, State.DUE_TODAY, State.DUE_SOON})
_ORDER = (State.OVERDUE, State.NO_CLOCK, State.DUE_TODAY, State.DUE_SOON)
_WHY = {
    State.OVERDUE: "its day has passed",
    State.NO_CLOCK: "a date that should be known by now is missing",
    State.DUE_TODAY: "it is due today",
    State.DUE_SOON: "it is due within the rule's warning time",
}


def needs_action(row: Row, day: date) -> bool:
    """Whether a review wants somebody today."""
    dated = any(urgent_clocks(row, day))
    return row.active and (dated or row.on(day).word == "NO CLOCK")


def is_put_off(row: Row, day: date) -> bool:
    """Whether somebody put the review off; it still presses, after the others."""
    return row.bring_back_on is not None and row.bring_back_on > day


def urgent_clocks(row: Row, day: date) -> Iterator[tuple[RowClock, State]]:
    """Yield the clocks that press, the worst first."""
    found = [(clock, clock.on(day)) for clock in row.clocks]
    pressing = [each for each in found if each[1] in _PRESSES]
    yield from sorted(
        pressing, key=lambda each: (_ORDER.index(each[1]), each[0].due or date.max)
    )


def urgency_reason(row: Row, day: date) -> str:
    """Return in one sentence why the review presses today."""
    found = next(urgent_clocks(row, day), None)
    if found is None:
        return "No date is recorded that any deadline counts from."
    clock, state = found
    held = f"; held by {clock.held_by}, its clock runs on" if clock.held_by else ""
    back = row.bring_back_on
    later = f"; put off to {day_words(back, day)}" if is_put_off(row, day) else ""
    return f"{clock.label}: {_WHY[state]}{_told(clock, state)}{held}{later}."


def _told(clock: RowClock, state: State) -> str:
    """Return that nobody was told; only where it is recorded who was."""
    untold = state is State.OVERDUE and records_delay_notice(clock.rule)
    return " and nobody has been told" if untold else ""
