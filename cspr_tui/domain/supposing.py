"""What if: a review with other dates, its deadlines old beside new, nothing saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.deadlines import Deadline, State, deadlines
from cspr_tui.domain.review import Review
from cspr_tui.domain.rules import Rules
from cspr_tui.domain.steps.dates import RECORDED, NotARecordedDateError, with_date
from cspr_tui.domain.words import full_day, state_words
from cspr_tui.domain.working_days import Calendar

_HIDDEN = frozenset({State.NOT_APPLICABLE, State.NOT_STARTED})


@dataclass(frozen=True, slots=True)
class Supposed:
    """One deadline as it is and as it would be; None where it is not there."""

    label: str
    old: Deadline | None
    new: Deadline | None

    @property
    def moves(self) -> bool:
        """Whether it would fall on another day or stand otherwise."""
        return _stands(self.old) != _stands(self.new)

    @property
    def is_pending(self) -> bool:
        """Whether somebody would have to act on it."""
        return self.new is not None and self.new.state.is_pending


def recorded_field(typed: str) -> str:
    """Return the name of a recorded date, typed as its name or its label.

    Raises:
        NotARecordedDateError: no date is so called.
    """
    wanted = typed.strip().casefold()
    for name, label in RECORDED.items():
        if wanted in {name, label.casefold()}:
            return name
    known = ", ".join(RECORDED)
    sentence = f'"{typed}" is not a date of a review; use one of: {known}.'
    raise NotARecordedDateError(sentence)


def moved_by(deadline: Deadline, rules: Rules) -> str:
    """Return the recorded date that a deadline's count begins at, or empty."""
    trigger = deadline.clock.trigger
    if trigger in rules:
        trigger = rules[trigger].trigger
    return trigger if trigger in RECORDED else ""


def supposed(
    review: Review,
    dates: Mapping[str, date | None],
    rules: Rules,
    calendar: Calendar,
    today: date,
) -> tuple[Supposed, ...]:
    """Return each deadline that would move, then those pending that would not."""
    after = review
    for field, day in dates.items():
        after = with_date(after, field, day)
    old = _shown(deadlines(review, rules, calendar, today))
    new = _shown(deadlines(after, rules, calendar, today))
    found = [_beside(old.get(key), new.get(key)) for key in {**old, **new}]
    told = (each for each in found if each.moves or each.is_pending)
    return tuple(sorted(told, key=lambda each: not each.moves))


def supposed_lines(found: tuple[Supposed, ...]) -> Iterator[tuple[str, str]]:
    """Yield each deadline's state word as it would be, and old beside new."""
    for each in found:
        word = state_words(each.new.state) if each.new else "gone"
        sign = "moves" if each.moves else "stays"
        days = f"{_day(each.old):<16} {_day(each.new):<16}"
        yield word, f"{word:<10} {sign}  {_cut(each.label):<30} {days}".rstrip()


def _shown(found: tuple[Deadline, ...]) -> dict[tuple[str, str | None], Deadline]:
    seen = (each for each in found if each.state not in _HIDDEN)
    return {(each.rule.id, each.clock.subject): each for each in seen}


def _beside(old: Deadline | None, new: Deadline | None) -> Supposed:
    shown = new or old
    return Supposed(shown.clock.label if shown else "", old, new)


def _stands(deadline: Deadline | None) -> object:
    return (deadline.due, deadline.state) if deadline else None


def _day(deadline: Deadline | None) -> str:
    return full_day(deadline.due) if deadline else "-"


def _cut(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:28]}.."
