"""The status word of a review on the board, and the order of the words."""

from __future__ import annotations

from cspr_tui.domain.deadlines.deadline import Deadline, State

_SOON = frozenset({State.DUE_TODAY, State.DUE_SOON})


def status_word(pending: list[Deadline], *, holds: bool) -> str:
    """Return the status word of a review, the most serious of its pending deadlines.

    The order is LATE, NO CLOCK, HOLD, SOON, OK; DONE where nothing is pending.
    """
    states = {deadline.state for deadline in pending}
    if states & {State.OVERDUE, State.OVERDUE_NOTIFIED}:
        return "LATE"
    if State.NO_CLOCK in states:
        return "NO CLOCK"
    if holds:
        return "HOLD"
    if states & _SOON:
        return "SOON"
    return "OK" if pending else "DONE"
