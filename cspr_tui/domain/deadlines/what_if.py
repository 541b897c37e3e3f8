"""What if: a review with other dates, its deadlines old beside new, nothing saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import Deadline, State, deadlines
from cspr_tui.domain.deadlines.deadline_words import state_words
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.date_fields import (
    RECORDED,
    NotARecordedDateError,
    with_date,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import cut, day_words, listed

_KNOWN = listed(list(RECORDED.values()))
_HIDDEN = frozenset({State.NOT_APPLICABLE, State.NOT_STARTED})


@dataclass(frozen=True, slots=True)
class WhatIfDeadline:
    """One deadline as it is and as it would be; None where it is not there."""

    label: str
    old: Deadline | None
    new: Deadline | None

    @property
    def moves(self) -> bool:
        """Whether it would fall on another day or stand otherwise."""
        return _day_and_state(self.old) != _day_and_state(self.new)

    @property
    def is_pending(self) -> bool:
        """Whether somebody would have to act on it."""
        return self.new is not None and self.new.state.is_pending


def recorded_field(typed: str) -> str:
    """Return the name of a recorded date, typed as its name or how its label begins.

    Raises:
        NotARecordedDateError: no date is so called, or several are.
    """
    wanted = " ".join(typed.split()).casefold()
    labels = {label.casefold(): name for name, label in RECORDED.items()}
    if wanted in RECORDED or wanted in labels:
        return labels.get(wanted, wanted)
    begun = [name for label, name in labels.items() if label.startswith(wanted)]
    if wanted and len(begun) == 1:
        return begun[0]
    raise NotARecordedDateError(_refusal(typed, [RECORDED[name] for name in begun]))


def _refusal(typed: str, begun: list[str]) -> str:
    """Return why what was typed is taken for no date, with what may be meant."""
    if typed.strip() and begun:
        return f'"{typed}" may be any of these: {", ".join(begun)}.'
    spelled = {
        text.casefold(): label for n, label in RECORDED.items() for text in (n, label)
    }
    near = get_close_matches(typed.strip().casefold(), spelled, 1, 0.5)
    meant = [spelled[each] for each in near]
    asked = f"did you mean {meant[0]}?" if meant else f"these are: {_KNOWN}."
    return f'"{typed}" is not a date of a review; {asked}'


def date_it_counts_from(deadline: Deadline, rules: Rules) -> str:
    """Return the recorded date that a deadline's count begins at, or empty."""
    trigger = deadline.clock.trigger
    if trigger in rules:
        trigger = rules[trigger].trigger
    return trigger if trigger in RECORDED else ""


def what_if(
    review: Review,
    dates: Mapping[str, date | None],
    rules: Rules,
    calendar: Calendar,
    today: date,
) -> tuple[WhatIfDeadline, ...]:
    """Return each deadline that would move, then those pending that would not."""
    after = review
    for field, day in dates.items():
        after = with_date(after, field, day)
    old = _shown(deadlines(review, rules, calendar, today))
    new = _shown(deadlines(after, rules, calendar, today))
    found = [_compared(old.get(key), new.get(key)) for key in {**old, **new}]
    told = (each for each in found if each.moves or each.is_pending)
    return tuple(sorted(told, key=lambda each: not each.moves))


def what_if_lines(
    found: tuple[WhatIfDeadline, ...], today: date, width: int = 0
) -> Iterator[tuple[str, str]]:
    """Yield each deadline's state word as it would be, and old beside new.

    Labels are cut to a width, on a screen; without one they stand whole.
    """
    room = width or max((len(each.label) for each in found), default=0)
    for each in found:
        word = state_words(each.new.state) if each.new else "gone"
        sign = "moves" if each.moves else "stays"
        days = f"{_day(each.old, today):<11} {_day(each.new, today)}"
        label = cut(each.label, room)
        yield word, f"{word:<10} {sign}  {label:<{room}} {days}"


def _shown(found: tuple[Deadline, ...]) -> dict[tuple[str, str | None], Deadline]:
    seen = (each for each in found if each.state not in _HIDDEN)
    return {(each.rule.id, each.clock.subject): each for each in seen}


def _compared(old: Deadline | None, new: Deadline | None) -> WhatIfDeadline:
    shown = new or old
    return WhatIfDeadline(shown.clock.label if shown else "", old, new)


def _day_and_state(deadline: Deadline | None) -> object:
    return (deadline.due, deadline.state) if deadline else None


def _day(deadline: Deadline | None, today: date) -> str:
    return day_words(deadline.due if deadline else None, today)
