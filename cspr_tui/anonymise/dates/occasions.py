"""Days told by an occasion, and birthdays: they give a date away without figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cspr_tui.anonymise.dates.calendar_days import ORDINALS, WITHHELD
from cspr_tui.anonymise.text.lexicon import MONTHS
from cspr_tui.anonymise.text.normalised_text import View
from cspr_tui.anonymise.text.prefilter import found_in, stretches
from cspr_tui.anonymise.text.span import Span

_SEASONS = {
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
_NAMED = "|".join(f"(?P<s{n}>{names})" for n, names in enumerate(_SEASONS.values()))
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
_TURNING = ("birthday", "turned", "turns")
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|dob|born(?: on)?|birth ?date|date of birth|d o b)"
    r"[^\w\n]{1,6}(?:is |was |on )?(?P<date>[\d/.\-]{6,10}|\d{1,2}(?:st|nd|rd|th)? ?\w{3,9} ?\d{2,4}"
    r"|\w{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)
_MONTH_YEAR = re.compile(
    rf"\b(?:(?:early|mid|late)[- ])?(?:{'|'.join(MONTHS)})(?: (?:19|20)\d\d)\b|\b(?:19|20)\d\d\b"
)


def find_occasions(view: View) -> Iterator[Span]:
    """Yield festivals with their year, and days told by a birthday."""
    near = stretches(view.text, _YEAR)
    for found in found_in(_OCCASION, view.text, near):
        season = next(s for n, s in enumerate(_SEASONS) if found[f"s{n}"])
        year = found["year"].strip(" ,inof")
        joined = "in " if found.group().startswith("on ") else ""
        said = f"{joined}{season} {year}"
        if season == "that year":
            said = f"in {year}" if joined else f"a day in {year}"
        yield _span(view, found, said, "day told by a festival", "DATE")


def find_birthdays(view: View) -> Iterator[Span]:
    """Yield what tells a date of birth: a birthday, or a day after "born"."""
    near = stretches(view.text, _TURNING)
    for found in found_in(_BIRTHDAY, view.text, near):
        yield _span(view, found, "around that time", "day told by a birthday", "DOB")
    for found in _BORN.finditer(view.text):
        start, end = view.span(*found.span("date"))
        if any(c.isdigit() for c in found["date"]) and not _is_year(found["date"]):
            yield Span(start, end, WITHHELD, "date of birth", "", "DOB", 88)


def find_months(view: View, day0: date | None) -> Iterator[Span]:
    """Yield months and years, where days are counted from the review's own day.

    Either anchor alone is safe; both together would give every date back.
    """
    if day0 is None:
        return
    for found in _MONTH_YEAR.finditer(view.text):
        yield _span(view, found, WITHHELD, "month beside counted days", "DATE", 50)


def _is_year(text: str) -> bool:
    return text.isdigit() and len(text) == 4


def _span(
    view: View, found: re.Match[str], said: str, why: str, kind: str, weight: int = 87
) -> Span:
    start, end = view.span(*found.span())
    return Span(start, end, said, why, "", kind, weight)
