"""Dates, numbers and lists worded the same on all screens and pages."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
# Further from today than this, a date in a list names its year.
SAME_YEAR = 150


def day_words(day: date | None, today: date | None = None) -> str:
    """Return a date as a list shows it: `Wed 18 Nov`, or `-`.

    Far from `today` it has the year instead of the weekday: `18 Nov 2025`.
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
    """Return a time in London as a log shows it: `18 Nov 2026 09:31`."""
    return f"{at.astimezone(LONDON):%d %b %Y %H:%M}"


def day_of(moment: datetime) -> date:
    """Return the date in London at a moment."""
    return moment.astimezone(LONDON).date()


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 review`, `3 reviews`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def first_line(text: str, width: int = 200) -> str:
    """Return a text's first line, cut to the width with `...`."""
    line = text.strip().split("\n", 1)[0].replace("\t", " ")
    return line if len(line) <= width else line[: max(0, width - 3)] + "..."


def cut(text: str, width: int) -> str:
    """Return a text cut to a width in characters; `..` marks the cut."""
    return text if len(text) <= width else f"{text[: width - 2]}.."


def listed(words: list[str]) -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def left_text(days: int, unit: str, *, late: bool) -> str:
    """Return the days left or late in the rule's unit: `3wd late`, `12d left`."""
    if late and not days:
        return "late"
    mark = "wd" if unit == "WD" else "d"
    return f"{abs(days)}{mark} {'late' if late else 'left'}"


def quoted(word: object) -> str:
    """Return a word as a shell takes it, for a command that a message suggests."""
    from shlex import quote  # noqa: PLC0415 - only where something is wrong

    return quote(str(word))
