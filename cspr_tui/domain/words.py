"""Dates, days left and people in the words used on every screen and page."""

from __future__ import annotations

from datetime import date, datetime

from cspr_tui.domain.deadlines import Deadline, State
from cspr_tui.domain.rules import Unit

# Further from today than this, a date in a list names its year.
SAME_YEAR = 150


def day_words(day: date | None, today: date | None = None) -> str:
    """Return a date as a list shows it: `Wed 18 Nov`, or `-`.

    Far from `today` the year stands in the weekday's place: `18 Nov 2025`.
    """
    if day is None:
        return "-"
    if today is not None and abs((day - today).days) > SAME_YEAR:
        return f"{day:%d %b %Y}"
    return f"{day:%a %d %b}"


def full_day(day: date | None) -> str:
    """Return a date in full: `Wed 18 Nov 2026`, or `-`."""
    return f"{day:%a %d %b %Y}" if day else "-"


def moment_words(at: datetime) -> str:
    """Return a moment as a log shows it: `18 Nov 2026 09:31`."""
    return f"{at:%d %b %Y %H:%M}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 review`, `3 reviews`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def left_words(state: State, days_left: int | None, unit: Unit) -> str:
    """Return what is left: `3wd late`, `today`, `12d left`, `no date`."""
    if state is State.NO_CLOCK:
        return "no date"
    if state is State.DUE_TODAY:
        return "today"
    if days_left is None:
        return ""
    mark = "wd" if unit is Unit.WORKING_DAYS else "d"
    late = state in {State.OVERDUE, State.OVERDUE_NOTIFIED}
    if late and not days_left:
        return "late"
    return f"{abs(days_left)}{mark} {'late' if late else 'left'}"


def left_of(deadline: Deadline) -> str:
    """Return what is left of a deadline, in words."""
    return left_words(deadline.state, deadline.days_left, deadline.days_unit)


def state_words(state: State) -> str:
    """Return the state word, with what sets it apart: `LATE, told`."""
    if state is State.OVERDUE_NOTIFIED:
        return "LATE, told"
    if state is State.MET_LATE:
        return "DONE, late"
    return state.label


def first_line(text: str, width: int = 200) -> str:
    """Return a text's first line, cut to the width with `...`."""
    line = text.strip().split("\n", 1)[0].replace("\t", " ")
    return line if len(line) <= width else line[: max(0, width - 3)] + "..."


def listed(words: list[str]) -> str:
    """Return words as a sentence lists them: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
