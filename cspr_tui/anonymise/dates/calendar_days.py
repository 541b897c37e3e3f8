"""Dates in figures and in words (3/4/2024, the third of June), cut to month and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from cspr_tui.anonymise.text.lexicon import MONTHS
from cspr_tui.anonymise.text.normalised_text import NormalisedText
from cspr_tui.anonymise.text.prefilter import matches_in, windows_around
from cspr_tui.anonymise.text.span import TextSpan
from cspr_tui.domain.identity import KnownEntity

WITHHELD = "[date withheld]"
_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
    "eighteenth nineteenth twentieth"
).split()
ORDINALS = (
    *_UNITS,
    *_TEENS,
    *(f"twenty-{unit}" for unit in _UNITS),
    "thirtieth",
    "thirty-first",
)
_DAY_OF_WORD = {word: n for n, word in enumerate(ORDINALS, start=1)}
_ORDINAL_WORDS = "|".join(
    sorted((w.replace("-", "[- ]") for w in ORDINALS), key=len)[::-1]
)
MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "may" else "may" for m in MONTHS)
MONTH = MONTH.replace("sep(?:tember)?", "sept?(?:ember)?")
_ORDINAL_ENDING = r"(?: ?(?:st|nd|rd|th)\b)"
_DAY = rf"(?P<day>\d{{1,2}}{_ORDINAL_ENDING}?|{_ORDINAL_WORDS})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?:the )?)"
_TIME = (
    r"(?:(?:at |around |about |,? ?@ ?)?\d{1,2}[:.]\d{2} ?(?:am|pm|hrs|hours)?,? "
    r"(?:on )?(?:the )?)?"
)
_OTHERS = rf"(?:\d{{1,2}}{_ORDINAL_ENDING}?(?: ?[-/&,] ?| and | to | or )){{1,3}}"  # 3, 4 and 5 June
_YEAR_AFTER = r"(?P<year>,? ?(?:\d{4}|'\d\d)\b)?"
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_NOT_A_SECTION = (
    r"(?<!section )(?<!para )(?<!paragraph )(?<!version )(?<!chapter )(?<!part )"
    r"(?<!finding )(?<!recommendation )(?<!page )(?<!v)(?<!\u00a3)(?<!table )(?<!item )"
)
_PATTERNS = (
    (
        rf"(?<![\w/.:-]){_TIME}{_WEEKDAY}?(?:{_OTHERS})?{_DAY}(?: of|,)?[ \-./\n]?"
        rf"(?P<month>{MONTH})(?:\b\.?|(?=\d{{4}}\b))(?:[-/.](?P<yr>\d{{2,4}})\b|{_YEAR_AFTER}(?![\d]))"
    ),
    (
        rf"(?<![\w]){_WEEKDAY}?(?P<month>{MONTH})\b\.?[ -](?:the )?{_DAY}"
        rf"(?![\d:%]|-\d\d\d\d|[./]\d| ?(?:years?|months?|weeks?|days?|children|people|to \d)\b)"
        rf"(?P<year>,? ?\d{{4}}\b)?"
    ),
    (
        r"(?<![\d/.-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
        r"(?:t?[ ]?\d\d:\d\d[\d:.]*(?:z|[+-]\d\d:?\d\d)?)?(?![\d-])"
    ),
    (
        rf"(?<![\d/.\-\w]){_NOT_A_SECTION}{_WEEKDAY}?(?P<day>\d{{1,2}}) ?(?P<sep>[/.\-]) ?(?P<month>\d{{1,2}})"
        r" ?(?P=sep) ?(?P<year>\d{4}|\d{2})(?![\d/\-]|\.\d)"
    ),
    r"(?<![\d/.\-\w])(?P<day>\d{2}) (?P<month>\d{2}) (?P<year>(?:19|20)\d{2})(?!\d| \d)",
    r"(?<!\w)(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?:t\d{4,6}z?)?(?!\w)",
    r"(?<!\w)(?P<day>[0-3]\d)(?P<month>0[1-9]|1[0-2])(?P<year>(?:19|20)\d{2})(?!\w)",
    r"(?<=\bon )(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/]| of\b| ?(?:children|sessions))",
    (
        r"(?<![\w/.\-])(?P<day>\d{1,2})[ .\-/](?P<month>i{1,3}|iv|vi{0,3}|ix|xi{0,2})"
        r"[ .\-/](?P<year>(?:19|20)\d{2})(?![\w/])"
    ),
    (
        r"(?<![\w/.\-])(?P<day>\d{1,2})(?P<sep>[./\-])(?P<month>i{1,3}|iv|vi{0,3}|ix|xi{0,2})"
        r"(?P=sep)(?P<year>\d{2})(?![\w/])"
    ),
    rf"\b{_WEEKDAY}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?![\d/])",
    (
        r"(?:\b(?:from|since|until|till|by|dated?|of|between|before|after|visit|and|to)\s)"
        r"(?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?![\d/%]| of\b| (?:the|children|sessions|times|full|hours|years))"
    ),
)
_COMPILED = tuple(re.compile(pattern) for pattern in _PATTERNS)
# What the shapes need: two with a month's name, then those in figures throughout.
_MONTH_NAME = re.compile(rf"(?:{MONTH})(?![a-z])")
_IN_FIGURES = re.compile(r"\d(?: ?[/.\-] ?[\di]| [\div]|\d{7})")
# And what a day of an unnamed month cannot be without.
_ORDINAL = re.compile(
    r"[\dt ](?:(?<=\d) ?(?:st|nd|rd|th)\b|(?<=t)h(?:e|at) month|(?<= )inst)"
)
# A day of an unnamed month: on the 3rd, by Monday the 14th.
_DAY_WITHOUT_MONTH = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY}|(?:on|by|until|from|since|before|after|between|of|to|and|for) )"
    rf"(?P<day>the (?:\d{{1,2}}{_ORDINAL_ENDING})|\d{{1,2}}{_ORDINAL_ENDING}|the (?:{_ORDINAL_WORDS})(?= (?:of (?:the|that) month|inst)))"
    rf"(?! ?(?:century|birthday|floor|grade|time|year|week|month\b|day|visit|centile|percentile"
    rf"|child|and (?:final|last)|edition|meeting|review|occasion|anniversary|attempt|degree|of (?:{MONTH})|(?:{MONTH})\b))"
)
_ON = re.compile(r"\b[Oo]n\s(?P<the>the\s)?$")


def find_dates(
    view: NormalisedText, entities: Iterable[KnownEntity], day0: date | None = None
) -> Iterator[TextSpan]:
    """Yield every date, replaced by its month and year: 3 June 2024 is "June 2024".

    With `day0` the replacement is the number of calendar days since that day
    ("Day 12"). A recorded date of birth is withheld in full, in every form.
    """
    births: dict[date, str] = {}
    for entity in sorted(entities, key=lambda e: e.id):
        if entity.dob is not None:
            births.setdefault(entity.dob, entity.id)
    by_name, in_figures, by_ordinal = (
        windows_around(view.text, sign) for sign in (_MONTH_NAME, _IN_FIGURES, _ORDINAL)
    )
    for number, pattern in enumerate(_COMPILED):
        for match in matches_in(
            pattern, view.text, in_figures if number > 1 else by_name
        ):
            parts = _parts(match)
            if parts is not None:
                yield _span(view, match, parts, births, day0, number)
    for match in matches_in(_DAY_WITHOUT_MONTH, view.text, by_ordinal):
        start, end = view.span(match.start("day"), match.end("day"))
        yield TextSpan(start, end, "a later day", "day of a month", "", "DATE", 62)


def _parts(match: re.Match[str]) -> tuple[int, int, int | None] | None:
    groups = match.groupdict()
    month, day = groups["month"], _day(groups["day"])
    number = int(month) if month.isdigit() else month_number(month)
    if number > 12 >= day >= 1:
        day, number = number, day
    if not (1 <= number <= 12 and 1 <= day <= 31):
        return None
    return day, number, _full_year(groups.get("yr") or groups.get("year"))


def _day(text: str) -> int:
    digits = "".join(c for c in text if c.isdigit())
    return int(digits) if digits else _DAY_OF_WORD[text.replace(" ", "-")]


def month_number(text: str) -> int:
    """Return the number of a month from its first three letters or a Roman numeral."""
    if text in _ROMAN:
        return _ROMAN.index(text) + 1
    return next(
        n for n, name in enumerate(MONTHS, start=1) if name.startswith(text[:3])
    )


def _full_year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text.strip(" ,'"))
    return year if year > 99 else 2000 + year if year < 50 else 1900 + year


def _span(
    view: NormalisedText,
    match: re.Match[str],
    parts: tuple[int, int, int | None],
    births: dict[date, str],
    day0: date | None,
    number: int,
) -> TextSpan:
    lead = match.start("day") if number == len(_COMPILED) - 1 else match.start()
    start, end = view.span(lead, match.end())
    owner = _owner_of_birth(parts, births)
    if owner:
        reason = f"{owner}, date of birth"
        return TextSpan(start, end, WITHHELD, reason, owner, "DOB", 96)
    printed = _days_since(parts, day0) if day0 else _month_and_year(parts)
    on = _ON.search(view.source[max(0, start - 8) : start])
    if on is not None and not day0:
        start -= len(on["the"] or "")
        printed = f"a day in {printed}"
    return TextSpan(start, end, printed, "day of a date", "", "DATE", 84)


def _month_and_year(parts: tuple[int, int, int | None]) -> str:
    _, month, year = parts
    month_name = MONTHS[month - 1].capitalize()
    return f"{month_name} {year}" if year else month_name


def _days_since(parts: tuple[int, int, int | None], day0: date) -> str:
    """Return a day as its distance from the review's own day."""
    day, month, year = parts
    if year is None:
        return WITHHELD
    try:
        return f"Day {(date(year, month, day) - day0).days}"
    except ValueError:
        return WITHHELD


def _owner_of_birth(parts: tuple[int, int, int | None], births: dict[date, str]) -> str:
    day, month, year = parts
    for birth, owner in births.items():
        same_day = {birth.day, birth.month} == {day, month}
        if same_day and year in {None, birth.year}:
            return owner
    return ""
