"""Days and exact ages: dates to month and year, ages to bands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from cspr_tui.anonymise.lexicon import MONTHS
from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.view import View
from cspr_tui.domain.identity import KnownEntity

_MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "may" else "may" for m in MONTHS)
_MONTH = _MONTH.replace("sep(?:tember)?", "sept?(?:ember)?")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?)?"
)
_SHAPES = (
    re.compile(
        rf"\b{_WEEKDAY}{_DAY}(?: of)? ?(?P<month>{_MONTH})\b\.?,? ?(?P<year>\d{{4}}|'\d\d)?\b"  # noqa: E501 - a pattern reads best on one line
    ),
    re.compile(
        rf"\b{_WEEKDAY}(?P<month>{_MONTH})\b\.? (?:the )?{_DAY}\b(?!\d|:|%| ?(?:year|month|week))(?:,? (?P<year>\d{{4}}))?"  # noqa: E501 - a pattern reads best on one line
    ),
    re.compile(
        r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:t[\d:.z+]+)?(?![\d-])"
    ),
    re.compile(
        r"(?<![\d/.\-])(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?![\d/]|\.\d)"
    ),
)
# A day has "on" before it, a month "in".
_ON = re.compile(r"\b[Oo]n\s(?:the\s)?$")
_EXACT_AGE = re.compile(
    r"\b(?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven)"
    r"[ -](?P<unit>day|week|month)s?[ -]old\b"
    r"|\baged? (?P<number2>\d{1,2}) (?P<unit2>days|weeks|months)\b"
    r"|\b(?:aged? )?(?P<years>\d{1,2}) years?,? (?:and )?\d{1,2} (?:months|weeks)\b(?: old)?"  # noqa: E501 - a pattern reads best on one line
)
_BANDS = (
    (1, "under 1"),
    (5, "1 to 4"),
    (10, "5 to 9"),
    (14, "10 to 13"),
    (16, "14 to 15"),
    (18, "16 to 17"),
)


def find_dates(view: View, entities: Iterable[KnownEntity]) -> Iterator[Span]:
    """Yield every day of a month, to be printed as its month and year only.

    A recorded date of birth, in whatever form, is taken out whole.
    """
    born = {e.dob: e.id for e in entities if e.dob is not None}
    for shape in _SHAPES:
        for found in shape.finditer(view.text):
            parts = _parts(found)
            if parts is not None:
                yield _span(view, found, parts, born)


def _parts(found: re.Match[str]) -> tuple[int, int, int | None] | None:
    month = found["month"]
    number = int(month) if month.isdigit() else _month_number(month)
    day, year = int(found["day"]), found["year"]
    if number > 12 >= day >= 1:
        day, number = number, day
    if not (1 <= number <= 12 and 1 <= day <= 31):
        return None
    return day, number, _full_year(year)


def _month_number(text: str) -> int:
    return next(
        n for n, name in enumerate(MONTHS, start=1) if name.startswith(text[:3])
    )


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text.lstrip("'"))
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _span(
    view: View,
    found: re.Match[str],
    parts: tuple[int, int, int | None],
    born: dict[date, str],
) -> Span:
    start, end = view.span(found.start(), found.end())
    who = _born_on(parts, born)
    if who:
        said = f"{who}, date of birth"
        return Span(start, end, "[date withheld]", said, who, "DOB", 96)
    _, month, year = parts
    named = MONTHS[month - 1].capitalize()
    printed = f"{named} {year}" if year else named
    tail = view.source[start:end]
    printed += " " if tail.endswith(" ") else ""
    on = _ON.search(view.source[:start])
    if on is not None:
        start, printed = on.start(), f"{'In' if on[0][0] == 'O' else 'in'} {printed}"
    return Span(start, end, printed, "day of a date", "", "DATE", 65)


def _born_on(parts: tuple[int, int, int | None], born: dict[date, str]) -> str:
    day, month, year = parts
    for when, who in born.items():
        same_day = {when.day, when.month} == {day, month} or (when.day, when.month) == (
            day,
            month,
        )
        if same_day and year in {None, when.year, when.year % 100}:
            return who
    return ""


def find_ages(view: View) -> Iterator[Span]:
    """Yield ages more exact than years, to be printed as bands."""
    for found in _EXACT_AGE.finditer(view.text):
        start, end = view.span(found.start(), found.end())
        band = _band(int(found["years"])) if found["years"] else "under 1"
        old = "-" in found.group() and found["unit"]
        printed = (
            f"{band} year old" if not old else f"{band.replace(' ', '-')}-year-old"
        )
        yield Span(start, end, printed, "exact age", "", "AGE", 64)


def _band(years: int) -> str:
    for limit, band in _BANDS:
        if years < limit:
            return band
    return "adult"
