"""What if: the deadlines of a review with other dates, compared and never saved."""

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
    """A deadline as it is (`old`) and would be (`new`); None where it is not."""

    label: str
    old: Deadline | None
    new: Deadline | None

    @property
    def moves(self) -> bool:
        """Whether its date or its state would change."""
        return _day_and_state(self.old) != _day_and_state(self.new)

    @property
    def is_pending(self) -> bool:
        """Whether somebody would have to do something about it."""
        return self.new is not None and self.new.state.is_pending


def recorded_field(typed: str) -> str:
    """Return the field of a recorded date, given its name or the start of its label.

    Raises:
        NotARecordedDateError: no date, or more than one, matches; the text says which.
    """
    wanted = " ".join(typed.split()).casefold()
    labels = {label.casefold(): name for name, label in RECORDED.items()}
    if wanted in RECORDED or wanted in labels:
        return labels.get(wanted, wanted)
    starting_with = [name for label, name in labels.items() if label.startswith(wanted)]
    if wanted and len(starting_with) == 1:
        return starting_with[0]
    raise NotARecordedDateError(
        _refusal(typed, [RECORDED[name] for name in starting_with])
    )


def _refusal(typed: str, starting_with: list[str]) -> str:
    """Return the error sentence, with the dates that may be meant."""
    if typed.strip() and starting_with:
        return f'"{typed}" may be any of these: {", ".join(starting_with)}.'
    labels_by_spelling = {
        text.casefold(): label for n, label in RECORDED.items() for text in (n, label)
    }
    close = get_close_matches(typed.strip().casefold(), labels_by_spelling, 1, 0.5)
    suggested = [labels_by_spelling[item] for item in close]
    hint = f"did you mean {suggested[0]}?" if suggested else f"these are: {_KNOWN}."
    return f'"{typed}" is not a date of a review; {hint}'


def date_it_counts_from(deadline: Deadline, rules: Rules) -> str:
    """Return the field of the recorded date that a deadline counts from, or empty."""
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
    """Return the deadlines that would change, then the pending ones that would not.

    `dates` are the fields to set, None to remove the date.
    """
    after = review
    for field, day in dates.items():
        after = with_date(after, field, day)
    old = _shown(deadlines(review, rules, calendar, today))
    new = _shown(deadlines(after, rules, calendar, today))
    compared = [_compared(old.get(key), new.get(key)) for key in {**old, **new}]
    shown = (item for item in compared if item.moves or item.is_pending)
    return tuple(sorted(shown, key=lambda item: not item.moves))


def what_if_lines(
    compared: tuple[WhatIfDeadline, ...], today: date, width: int = 0
) -> Iterator[tuple[str, str]]:
    """Yield pairs of the new state and a line with the old and the new date.

    Labels are cut to `width` letters, for a screen; 0 leaves them whole.
    """
    label_width = width or max((len(item.label) for item in compared), default=0)
    for item in compared:
        word = state_words(item.new.state) if item.new else "gone"
        sign = "moves" if item.moves else "stays"
        days = f"{_day(item.old, today):<11} {_day(item.new, today)}"
        label = cut(item.label, label_width)
        yield word, f"{word:<10} {sign}  {label:<{label_width}} {days}"


def _shown(compared: tuple[Deadline, ...]) -> dict[tuple[str, str | None], Deadline]:
    visible = (item for item in compared if item.state not in _HIDDEN)
    return {(item.rule.id, item.clock.subject): item for item in visible}


def _compared(old: Deadline | None, new: Deadline | None) -> WhatIfDeadline:
    shown = new or old
    return WhatIfDeadline(shown.clock.label if shown else "", old, new)


def _day_and_state(deadline: Deadline | None) -> object:
    return (deadline.due, deadline.state) if deadline else None


def _day(deadline: Deadline | None, today: date) -> str:
    return day_words(deadline.due if deadline else None, today)
