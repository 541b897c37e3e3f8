"""A filter of deadlines by rule, by state, and by due date within some days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cspr_tui.domain.deadlines.deadline import Deadline, State
from cspr_tui.domain.errors import CsprError

# The words a person may type for a state, and the states each one means.
_WORDS: dict[str, frozenset[State]] = {
    "late": frozenset({State.OVERDUE, State.OVERDUE_NOTIFIED}),
    "untold": frozenset({State.OVERDUE}),
    "told": frozenset({State.OVERDUE_NOTIFIED}),
    "noclock": frozenset({State.NO_CLOCK}),
    "soon": frozenset({State.DUE_TODAY, State.DUE_SOON}),
    "today": frozenset({State.DUE_TODAY}),
    "ok": frozenset({State.RUNNING}),
    "done": frozenset({State.MET, State.MET_LATE}),
    "donelate": frozenset({State.MET_LATE}),
}


class UnknownStateError(CsprError):
    """The word typed is not a state of a deadline."""


@dataclass(frozen=True, slots=True)
class DeadlineFilter:
    """Which deadlines to keep: rules and states (empty for all), and days ahead.

    `within` keeps pending ones with at most that many days left.
    """

    rules: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    within: int | None = None


def states_of(words: Iterable[str]) -> frozenset[State]:
    """Return the states that these words mean; commas may separate them.

    Raises:
        UnknownStateError: a word is not known; the text lists those that are.
    """
    found: set[State] = set()
    for word in (part for each in words for part in each.split(",")):
        if word.casefold() not in _WORDS:
            sentence = f'"{word}" is no state; use one of: {", ".join(_WORDS)}.'
            raise UnknownStateError(sentence)
        found |= _WORDS[word.casefold()]
    return frozenset(found)


def filter_deadlines(
    deadlines: Iterable[Deadline], by: DeadlineFilter
) -> list[Deadline]:
    """Return the deadlines that match; days are counted as each rule counts them."""
    return [deadline for deadline in deadlines if _matches(deadline, by)]


def _matches(deadline: Deadline, by: DeadlineFilter) -> bool:
    if by.rules and deadline.rule.id not in by.rules:
        return False
    if by.states and deadline.state not in by.states:
        return False
    if by.within is None:
        return True
    left = deadline.days_left
    return deadline.state.is_pending and left is not None and left <= by.within
