"""Parsing of dates as people type them, day first, with the weekday shown back."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.errors import CsprError

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# Old systems fill an empty date with 1/1/0001 or 31/12/9999.
YEARS = range(1900, 2101)
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s*([a-z]{3,9})\.?,?\s*(\d{4}|\d{2})?")
_STEPS = re.compile(r"([+-])(\d{1,4})\s*(wd|d|w|m)")


class UnreadableDateError(CsprError):
    """The text typed is not a date."""


def read_date(text: str, today: date, calendar: Calendar) -> date:
    """Parse `23/11`, `23 nov 2026`, `2026-11-23`, `today`, `+5wd`, `-2w`.

    A date without a year is the one nearest to today. The day always comes before the
    month, except in ISO dates.

    Raises:
        UnreadableDateError: it is none of these, or no such day exists.
    """
    typed = " ".join(text.lower().split())
    if typed in _NEAR:
        return today + timedelta(days=_NEAR[typed])
    steps = _STEPS.fullmatch(typed)
    if steps:
        stepped = _stepped(steps, today, calendar)
        if stepped.year not in YEARS:
            raise _unreadable(text)
        return stepped
    parts = _parts(typed)
    if parts is None:
        raise _unreadable(text)
    try:
        return _made(parts, today)
    except ValueError as error:
        raise _unreadable(text) from error


def read_full_date(text: str, today: date) -> date:
    """Parse a date with its year, day first: `3/1/2026`, `3rd Jan 26`, ISO.

    A year of two digits is at most ten years after `today`. A time of midnight, which
    spreadsheets add, is ignored.

    Raises:
        UnreadableDateError: it is no such date; for a spreadsheet's day number, the
            text names the date that it would be.
    """
    typed = re.sub(r"[t ]00:00(:00(\.0+)?)?$", "", " ".join(text.lower().split()))
    if re.fullmatch(r"[34]\d{4}(\.0+)?", typed):
        meant = date(1899, 12, 30) + timedelta(days=int(typed[:5]))
        sentence = (
            f'"{text}" is a spreadsheet\'s day number, not a date; if {meant:%d/%m/%Y} '
            f"is meant, format the column as a date and save again."
        )
        raise UnreadableDateError(sentence)
    parts = _parts(typed)
    if parts is None or parts[2] is None:
        raise _not_full(text)
    try:
        return _made(parts, today)
    except ValueError as error:
        raise _not_full(text) from error


def _not_full(text: str) -> UnreadableDateError:
    sentence = f'"{text}" is not a date; write it as 23/11/2026 or 2026-11-23.'
    return UnreadableDateError(sentence)


def _parts(typed: str) -> tuple[str, int, str | None] | None:
    iso = _ISO.fullmatch(typed)
    if iso:
        return iso[3], int(iso[2]), iso[1]
    day_first = _DAY_FIRST.fullmatch(typed)
    if day_first:
        return day_first[1], int(day_first[2]), day_first[3]
    worded = _WORDED.fullmatch(_without_weekday(typed))
    month = _month(worded[2]) if worded else None
    return (worded[1], month, worded[3]) if worded and month else None


def _month(word: str) -> int | None:
    """Return the number of the month a word is, or is the beginning of."""
    named = (n for n, name in enumerate(MONTHS, 1) if name.startswith(word))
    return next(named, None)


def _without_weekday(typed: str) -> str:
    return re.sub(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", "", typed)


def _made(parts: tuple[str, int, str | None], today: date) -> date:
    day, month, year = parts
    if year is None:
        return _nearest(int(day), month, today)
    full = int(year) if len(year) == 4 else _century(int(year), today)
    if full not in YEARS:
        raise ValueError
    return date(full, month, int(day))


def _century(year: int, today: date) -> int:
    """Return the year of two digits that lies at most ten years ahead."""
    full = today.year // 100 * 100 + year
    return full - 100 if full > today.year + 10 else full


def _nearest(day: int, month: int, today: date) -> date:
    years = (today.year - 1, today.year, today.year + 1)
    found = [made for year in years if (made := _day_or_none(year, month, day))]
    if not found:
        raise ValueError
    return min(found, key=lambda made: abs(made - today))


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _stepped(steps: re.Match[str], today: date, calendar: Calendar) -> date:
    number = int(steps[2]) * (-1 if steps[1] == "-" else 1)
    if steps[3] == "wd":
        return calendar.add(today, number)
    if steps[3] == "m":
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - one rare form

        return today + relativedelta(months=number)
    return today + timedelta(days=number * (7 if steps[3] == "w" else 1))


def _unreadable(text: str) -> UnreadableDateError:
    sentence = (
        f'"{text}" is not a date; write it as 23/11, 23 nov, 23/11/2026, '
        f"2026-11-23, today or +5wd."
    )
    return UnreadableDateError(sentence)
