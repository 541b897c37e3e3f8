"""Days of the calendar, in figures and words: printed as their month and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from cspr_tui.anonymise.text.lexicon import MONTHS
from cspr_tui.anonymise.text.normalised_text import View
from cspr_tui.anonymise.text.prefilter import found_in, stretches
from cspr_tui.anonymise.text.span import Span
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
_BY_WORD = {word: n for n, word in enumerate(ORDINALS, start=1)}
_WORDED = "|".join(sorted((w.replace("-", "[- ]") for w in ORDINALS), key=len)[::-1])
MONTH = "|".join(f"{m[:3]}(?:{m[3:]})?" if m != "may" else "may" for m in MONTHS)
MONTH = MONTH.replace("sep(?:tember)?", "sept?(?:ember)?")
_END = r"(?: ?(?:st|nd|rd|th)\b)"
_DAY = rf"(?P<day>\d{{1,2}}{_END}?|{_WORDED})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? (?:the )?)"
_CLOCK = (
    r"(?:(?:at |around |about |,? ?@ ?)?\d{1,2}[:.]\d{2} ?(?:am|pm|hrs|hours)?,? "
    r"(?:on )?(?:the )?)?"
)
_OTHERS = (
    rf"(?:\d{{1,2}}{_END}?(?: ?[-/&,] ?| and | to | or )){{1,3}}"  # 3, 4 and 5 June
)
_TAIL = r"(?P<year>,? ?(?:\d{4}|'\d\d)\b)?"
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_NUMBERED = (
    r"(?<!section )(?<!para )(?<!paragraph )(?<!version )(?<!chapter )(?<!part )"
    r"(?<!finding )(?<!recommendation )(?<!page )(?<!v)(?<!\u00a3)(?<!table )(?<!item )"
)
_SHAPES = (
    (
        rf"(?<![\w/.:-]){_CLOCK}{_WEEKDAY}?(?:{_OTHERS})?{_DAY}(?: of|,)?[ \-./\n]?"
        rf"(?P<month>{MONTH})(?:\b\.?|(?=\d{{4}}\b))(?:[-/.](?P<yr>\d{{2,4}})\b|{_TAIL}(?![\d]))"
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
        rf"(?<![\d/.\-\w]){_NUMBERED}{_WEEKDAY}?(?P<day>\d{{1,2}}) ?(?P<sep>[/.\-]) ?(?P<month>\d{{1,2}})"
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
_COMPILED = tuple(re.compile(shape) for shape in _SHAPES)
# What the shapes need: two with a month's name, then those in figures throughout.
_NAMED = re.compile(rf"(?:{MONTH})(?![a-z])")
_IN_FIGURES = re.compile(r"\d(?: ?[/.\-] ?[\di]| [\div]|\d{7})")
# And what a day of an unnamed month cannot be without.
_NTH = re.compile(
    r"[\dt ](?:(?<=\d) ?(?:st|nd|rd|th)\b|(?<=t)h(?:e|at) month|(?<= )inst)"
)
# A day of an unnamed month: on the 3rd, by Monday the 14th.
_ALONE = re.compile(
    rf"(?<!\w)(?:{_WEEKDAY}|(?:on|by|until|from|since|before|after|between|of|to|and|for) )"
    rf"(?P<day>the (?:\d{{1,2}}{_END})|\d{{1,2}}{_END}|the (?:{_WORDED})(?= (?:of (?:the|that) month|inst)))"
    rf"(?! ?(?:century|birthday|floor|grade|time|year|week|month\b|day|visit|centile|percentile"
    rf"|child|and (?:final|last)|edition|meeting|review|occasion|anniversary|attempt|degree|of (?:{MONTH})|(?:{MONTH})\b))"
)
_ON = re.compile(r"\b[Oo]n\s(?P<the>the\s)?$")


def find_dates(
    view: View, entities: Iterable[KnownEntity], day0: date | None = None
) -> Iterator[Span]:
    """Yield every day of a month, to be printed as its month and year only.

    With `day0` it is printed as the number of days from that day instead. A
    recorded date of birth, in whatever form, is taken out whole.
    """
    born: dict[date, str] = {}
    for entity in sorted(entities, key=lambda e: e.id):
        if entity.dob is not None:
            born.setdefault(entity.dob, entity.id)
    named, figured, alone = (
        stretches(view.text, sign) for sign in (_NAMED, _IN_FIGURES, _NTH)
    )
    for number, shape in enumerate(_COMPILED):
        for found in found_in(shape, view.text, figured if number > 1 else named):
            parts = _parts(found)
            if parts is not None:
                yield _span(view, found, parts, born, day0, number)
    for found in found_in(_ALONE, view.text, alone):
        start, end = view.span(found.start("day"), found.end("day"))
        yield Span(start, end, "a later day", "day of a month", "", "DATE", 62)


def _parts(found: re.Match[str]) -> tuple[int, int, int | None] | None:
    groups = found.groupdict()
    month, day = groups["month"], _day(groups["day"])
    number = int(month) if month.isdigit() else month_number(month)
    if number > 12 >= day >= 1:
        day, number = number, day
    if not (1 <= number <= 12 and 1 <= day <= 31):
        return None
    return day, number, _full_year(groups.get("yr") or groups.get("year"))


def _day(text: str) -> int:
    digits = "".join(c for c in text if c.isdigit())
    return int(digits) if digits else _BY_WORD[text.replace(" ", "-")]


def month_number(text: str) -> int:
    """Return the number of a month from its first three letters, or Roman figures."""
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
    view: View,
    found: re.Match[str],
    parts: tuple[int, int, int | None],
    born: dict[date, str],
    day0: date | None,
    number: int,
) -> Span:
    lead = found.start("day") if number == len(_COMPILED) - 1 else found.start()
    start, end = view.span(lead, found.end())
    who = _born_on(parts, born)
    if who:
        said = f"{who}, date of birth"
        return Span(start, end, WITHHELD, said, who, "DOB", 96)
    printed = _counted(parts, day0) if day0 else _month_and_year(parts)
    on = _ON.search(view.source[max(0, start - 8) : start])
    if on is not None and not day0:
        start -= len(on["the"] or "")
        printed = f"a day in {printed}"
    return Span(start, end, printed, "day of a date", "", "DATE", 84)


def _month_and_year(parts: tuple[int, int, int | None]) -> str:
    _, month, year = parts
    named = MONTHS[month - 1].capitalize()
    return f"{named} {year}" if year else named


def _counted(parts: tuple[int, int, int | None], day0: date) -> str:
    """Return a day as its distance from the review's own day."""
    day, month, year = parts
    if year is None:
        return WITHHELD
    try:
        return f"Day {(date(year, month, day) - day0).days}"
    except ValueError:
        return WITHHELD


def _born_on(parts: tuple[int, int, int | None], born: dict[date, str]) -> str:
    day, month, year = parts
    for when, who in born.items():
        same_day = {when.day, when.month} == {day, month}
        if same_day and year in {None, when.year}:
            return who
    return ""
