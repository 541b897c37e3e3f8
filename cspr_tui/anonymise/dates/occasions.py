"""Festivals and birthdays, which give a date away without any figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cspr_tui.anonymise.dates.calendar_days import ORDINALS, WITHHELD
from cspr_tui.anonymise.text.lexicon import MONTHS
from cspr_tui.anonymise.text.normalised_text import NormalisedText
from cspr_tui.anonymise.text.prefilter import matches_in, windows_around
from cspr_tui.anonymise.text.span import TextSpan

_FESTIVALS = {
    "December": (
        "new year's eve|christmas eve|christmas day|boxing day|hogmanay|hanukkah"
    ),
    "January": "new year's day|burns night|epiphany|twelfth night",
    "February": "valentine's day|pancake day|shrove tuesday|ash wednesday",
    "spring": (
        "mother's day|mothering sunday|good friday|easter (?:sunday|monday|saturday|day)"
        "|maundy thursday|palm sunday|st (?:patrick|george)'s day|april fool'?s'? day"
        "|vaisakhi|holi|passover|may day|early may bank holiday|spring bank holiday"
    ),
    "summer": "father's day|midsummer'?s? day|august bank holiday|summer solstice",
    "autumn": (
        "halloween|hallowe'en|bonfire night|guy fawkes night|remembrance (?:sunday|day)"
        "|armistice day|diwali|black friday|michaelmas|rosh hashanah|yom kippur"
    ),
    "that year": (
        "eid(?: al-(?:fitr|adha))?|ashura|the first day of ramadan|chinese new year"
        "|lunar new year"
    ),
}
_NAMED = "|".join(f"(?P<s{n}>{names})" for n, names in enumerate(_FESTIVALS.values()))
_OCCASION = re.compile(rf"\b(?:on )?(?:{_NAMED})(?P<year>,? (?:in |of )?\d{{4}})")
_YEAR = re.compile(r"\d{4}")
_COUNT = "|".join(
    (
        "one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen"
    ).split()
)
_BIRTHDAY = re.compile(
    rf"(?:\b(?:on|just before|just after|before|after|(?:\w+ )?(?:days?|weeks?) (?:before|after)"
    rf"|the (?:day|week|eve|evening|night|morning) (?:before|after|of)|around|for|at|by|since|until) )?"
    rf"\b(?:his|her|their|the child's|[a-z]+'s) (?:own )?"
    rf"(?:(?:{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)) )birthday(?: party)?\b"
    rf"|\b(?:on|the (?:day|night|morning|eve|evening) (?:of|before|after)) (?:his|her|their) birthday\b"
    rf"|\b(?:the (?:day|night|week|morning) (?:before|after)|the day|on the day(?: that)?) "
    rf"(?:he|she|they|[a-z]+) (?:had )?turn(?:ed|s) (?:{_COUNT}|\d{{1,2}})\b"
    rf"|\bturn(?:ed|s) (?:{_COUNT}|\d{{1,2}}) (?:on \w+|today|yesterday|that day|the (?:day|week) before|this week)\b"
)
_BIRTHDAY_WORDS = ("birthday", "turned", "turns")
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|dob|born(?: on)?|birth ?date|date of birth|d o b)"
    r"[^\w\n]{1,6}(?:is |was |on )?(?P<date>[\d/.\-]{6,10}|\d{1,2}(?:st|nd|rd|th)? ?\w{3,9} ?\d{2,4}"
    r"|\w{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_MONTH_YEAR = re.compile(
    rf"\b(?:(?:early|mid|late)[- ])?(?:{'|'.join(MONTHS)})(?: (?:19|20)\d\d)\b|\b(?:19|20)\d\d\b"
)


def find_occasions(view: NormalisedText) -> Iterator[TextSpan]:
    """Yield festivals with a year: "on Boxing Day 2023" becomes "in December 2023"."""
    windows = windows_around(view.text, _YEAR)
    for match in matches_in(_OCCASION, view.text, windows):
        season = next(s for n, s in enumerate(_FESTIVALS) if match[f"s{n}"])
        year = match["year"].strip(" ,inof")
        lead = "in " if match.group().startswith("on ") else ""
        replacement = f"{lead}{season} {year}"
        if season == "that year":
            replacement = f"in {year}" if lead else f"a day in {year}"
        yield _span(view, match, replacement, "day told by a festival", "DATE")


def find_birthdays(view: NormalisedText) -> Iterator[TextSpan]:
    """Yield what gives a date of birth away: a birthday, or a date after "born"."""
    windows = windows_around(view.text, _BIRTHDAY_WORDS)
    for match in matches_in(_BIRTHDAY, view.text, windows):
        yield _span(view, match, "around that time", "day told by a birthday", "DOB")
    for match in _BORN.finditer(view.text):
        start, end = view.span(*match.span("date"))
        if any(c.isdigit() for c in match["date"]) and not _is_year(match["date"]):
            yield TextSpan(start, end, WITHHELD, "date of birth", "", "DOB", 88)


def find_months(view: NormalisedText, day0: date | None) -> Iterator[TextSpan]:
    """Yield months and years if dates are replaced by a number of days since `day0`.

    Either alone is safe; together they would allow every date to be worked out.
    """
    if day0 is None:
        return
    for match in _MONTH_YEAR.finditer(view.text):
        yield _span(view, match, WITHHELD, "month beside counted days", "DATE", 50)


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4


def _span(
    view: NormalisedText,
    match: re.Match[str],
    replacement: str,
    reason: str,
    kind: str,
    weight: int = 87,
) -> TextSpan:
    start, end = view.span(*match.span())
    return TextSpan(start, end, replacement, reason, "", kind, weight)
