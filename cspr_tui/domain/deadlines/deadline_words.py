"""The wording of deadline states and days left on screens and in reports."""

from __future__ import annotations

from cspr_tui.domain.deadlines.deadline import Deadline, State
from cspr_tui.domain.deadlines.rules import Unit
from cspr_tui.domain.text.formatting import (
    left_text,
)


def time_left_words(state: State, days_left: int | None, unit: Unit) -> str:
    """Return the time left in words: `3wd late`, `today`, `12d left`, `no date`.

    `wd` are working days, `d` calendar days.
    """
    if state is State.NO_CLOCK:
        return "no date"
    if state is State.DUE_TODAY:
        return "today"
    if days_left is None:
        return ""
    late = state in {State.OVERDUE, State.OVERDUE_NOTIFIED}
    return left_text(days_left, unit.value, late=late)


def time_left_of(deadline: Deadline) -> str:
    """Return the time left until a deadline, in words."""
    return time_left_words(deadline.state, deadline.days_left, deadline.days_unit)


def state_words(state: State) -> str:
    """Return the state in words; more exact than its label, such as `LATE, told`."""
    if state is State.OVERDUE_NOTIFIED:
        return "LATE, told"
    if state is State.MET_LATE:
        return "DONE, late"
    return state.label
