"""Exact ages (8 years and 2 months, 11 weeks old), replaced by age bands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.anonymise.text.normalised_text import NormalisedText
from cspr_tui.anonymise.text.prefilter import matches_in, windows_around
from cspr_tui.anonymise.text.span import TextSpan

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBER_OF_WORD = {word: n for n, word in enumerate(_NUMBER_WORDS, start=1)} | {"a": 1}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(reversed(_NUMBER_WORDS))}|twenty[- ]\w{{3,5}}|a)"
_FRACTION = rf"(?:{_NUMBER}|{_NUMBER} and a half|half)"
_SHORT_UNITS = r"(?:days?|weeks?|wks?|months?|mths?|mos?|hours?|fortnights?)"
_YEARS = r"(?:years?|yrs?)"
_AND = r"(?:,? ?(?:and |& )?)"
_PATTERNS = (
    # 8 years and 2 months, 8 yrs 2 mths, 8y 2m
    (
        rf"\b(?P<years>{_NUMBER})[ -]?{_YEARS}{_AND}{_FRACTION}[ -]?{_SHORT_UNITS}"
        r"(?P<old>[ -]olds?\b| of age)?(?! (?:later|ago|before|after|sentence|in prison|earlier))"
    ),
    r"(?<![\w.])(?P<years>\d{1,2}) ?yr?s?,? ?\d{1,2} ?m(?:ths?|os?)?(?: old)?(?!\w)",
    r"(?<![\d;])(?:aged? )(?P<years>\d{1,2})(?:;|:|\.)\d{1,2}(?!\d)",
    # eight and a half, aged 7 and three quarters
    (
        rf"\b(?:aged? |was |is )(?P<years>{_NUMBER}) and (?:a half|three quarters|a quarter|a bit)"
        r"(?: years?)?(?P<old>[ -]olds?\b)?"
    ),
    rf"\b(?P<years>{_NUMBER})(?:[- ]and[- ]a[- ]half|\u00bd)[- ]{_YEARS}(?P<old>[- ]olds?\b| of age)?",
    r"\baged? (?P<years>\d{1,2})(?:\u00bd|\u00be|\u00bc|1/2)",
    # 11 weeks old, six-week-old, aged 5 weeks, at 26 months of age
    (
        rf"(?<!under[ -])(?<!to[ -])\b(?P<number>{_NUMBER})(?:[ -](?:and[ -]a[ -]half|or \w+|to \w+))?[ -]?(?P<unit>{_SHORT_UNITS})"
        r"(?P<old>[ -]olds?\b| of age)"
    ),
    (
        rf"\b(?:aged?|age of|at the age of|aged just|aged about|aged only|aged approximately) "
        rf"(?P<number>{_NUMBER})[ -](?P<unit>{_SHORT_UNITS})\b"
    ),
)
_COMPILED = tuple(re.compile(pattern) for pattern in _PATTERNS)
_ANCHOR = re.compile(
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


def find_ages(view: NormalisedText) -> Iterator[TextSpan]:
    """Yield ages given in months, weeks or days, each replaced by a band.

    "8 years and 2 months" becomes "5 to 9 years". Ages in whole years stay.
    """
    windows = windows_around(view.text, _ANCHOR)
    for pattern in _COMPILED:
        for match in matches_in(pattern, view.text, windows):
            yield _span(view, match)


def _span(view: NormalisedText, match: re.Match[str]) -> TextSpan:
    groups = match.groupdict()
    months = _months(groups)
    band = _months_band(months) if months < 12 else _years_band(months // 12)
    start, end = view.span(*match.span())
    adjective = (groups.get("old") or "").startswith("-")
    lead = re.match(r"(?:was|is|aged?|age of|at the age of) ", match.group())
    wording = f"{band.replace(' ', '-')}-old" if adjective else band
    printed = f"{lead[0] if lead else ''}{wording}"
    return TextSpan(start, end, printed, "exact age", "", "AGE", 64)


def _months(groups: dict[str, str | None]) -> int:
    if groups.get("years"):
        return _number(groups["years"]) * 12 + 1
    unit, number = groups["unit"] or "", _number(groups["number"])
    per = {"m": 1.0, "w": 1 / 4.345, "d": 1 / 30.4, "h": 0.0, "f": 0.46}
    return int(number * per[unit[0]])


def _number(text: str | None) -> int:
    digits_or_word = text or "1"
    if digits_or_word.isdigit():
        return int(digits_or_word)
    return (
        20 if digits_or_word.startswith("twenty") else _NUMBER_OF_WORD[digits_or_word]
    )


def _months_band(months: int) -> str:
    return "under 3 months" if months < 3 else "3 to 11 months"


def _years_band(years: int) -> str:
    band = next((band for limit, band in _BANDS if years < limit), "")
    return f"{band} years" if band else "an adult age"
