"""Ages more exact than whole years: printed as bands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.anonymise.text.normalised_text import View
from cspr_tui.anonymise.text.prefilter import found_in, stretches
from cspr_tui.anonymise.text.span import Span

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_BY_WORD = {word: n for n, word in enumerate(_NUMBERS, start=1)} | {"a": 1}
_N = rf"(?:\d{{1,3}}|{'|'.join(reversed(_NUMBERS))}|twenty[- ]\w{{3,5}}|a)"
_PARTS = rf"(?:{_N}|{_N} and a half|half)"
_SMALL = r"(?:days?|weeks?|wks?|months?|mths?|mos?|hours?|fortnights?)"
_YEARS = r"(?:years?|yrs?)"
_REST = r"(?:,? ?(?:and |& )?)"
_SHAPES = (
    # 8 years and 2 months, 8 yrs 2 mths, 8y 2m
    (
        rf"\b(?P<years>{_N})[ -]?{_YEARS}{_REST}{_PARTS}[ -]?{_SMALL}"
        r"(?P<old>[ -]olds?\b| of age)?(?! (?:later|ago|before|after|sentence|in prison|earlier))"
    ),
    r"(?<![\w.])(?P<years>\d{1,2}) ?yr?s?,? ?\d{1,2} ?m(?:ths?|os?)?(?: old)?(?!\w)",
    r"(?<![\d;])(?:aged? )(?P<years>\d{1,2})(?:;|:|\.)\d{1,2}(?!\d)",
    # eight and a half, aged 7 and three quarters
    (
        rf"\b(?:aged? |was |is )(?P<years>{_N}) and (?:a half|three quarters|a quarter|a bit)"
        r"(?: years?)?(?P<old>[ -]olds?\b)?"
    ),
    rf"\b(?P<years>{_N})(?:[- ]and[- ]a[- ]half|\u00bd)[- ]{_YEARS}(?P<old>[- ]olds?\b| of age)?",
    r"\baged? (?P<years>\d{1,2})(?:\u00bd|\u00be|\u00bc|1/2)",
    # 11 weeks old, six-week-old, aged 5 weeks, at 26 months of age
    (
        rf"(?<!under[ -])(?<!to[ -])\b(?P<number>{_N})(?:[ -](?:and[ -]a[ -]half|or \w+|to \w+))?[ -]?(?P<unit>{_SMALL})"
        r"(?P<old>[ -]olds?\b| of age)"
    ),
    (
        rf"\b(?:aged?|age of|at the age of|aged just|aged about|aged only|aged approximately) "
        rf"(?P<number>{_N})[ -](?P<unit>{_SMALL})\b"
    ),
)
_COMPILED = tuple(re.compile(shape) for shape in _SHAPES)
_AGED = re.compile(
    r"age(?<=\bage)|old(?<=\bold)|y(?:ear|(?<=\dy)|(?<=\d y))|half|\u00bd|\u00be|\u00bc|quarter"
    r"|month|week|day|mth|wk"
)
_BANDS = (
    (1, "under 1"),
    (5, "1 to 4"),
    (10, "5 to 9"),
    (16, "10 to 15"),
    (18, "16 to 17"),
)


def find_ages(view: View) -> Iterator[Span]:
    """Yield ages more exact than years, to be printed as bands."""
    near = stretches(view.text, _AGED)
    for shape in _COMPILED:
        for found in found_in(shape, view.text, near):
            yield _span(view, found)


def _span(view: View, found: re.Match[str]) -> Span:
    groups = found.groupdict()
    months = _months(groups)
    band = _months_band(months) if months < 12 else _years_band(months // 12)
    start, end = view.span(*found.span())
    adjective = (groups.get("old") or "").startswith("-")
    lead = re.match(r"(?:was|is|aged?|age of|at the age of) ", found.group())
    said = f"{band.replace(' ', '-')}-old" if adjective else band
    printed = f"{lead[0] if lead else ''}{said}"
    return Span(start, end, printed, "exact age", "", "AGE", 64)


def _months(groups: dict[str, str | None]) -> int:
    if groups.get("years"):
        return _number(groups["years"]) * 12 + 1
    unit, number = groups["unit"] or "", _number(groups["number"])
    per = {"m": 1.0, "w": 1 / 4.345, "d": 1 / 30.4, "h": 0.0, "f": 0.46}
    return int(number * per[unit[0]])


def _number(text: str | None) -> int:
    said = text or "1"
    if said.isdigit():
        return int(said)
    return 20 if said.startswith("twenty") else _BY_WORD[said]


def _months_band(months: int) -> str:
    return "under 3 months" if months < 3 else "3 to 11 months"


def _years_band(years: int) -> str:
    band = next((band for limit, band in _BANDS if years < limit), "")
    return f"{band} years" if band else "an adult age"
