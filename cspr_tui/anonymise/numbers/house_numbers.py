"""House numbers beside a recorded street: one without the other still leads there."""

from __future__ import annotations

import re

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety"
).split()
_SAID = rf"(?:{'|'.join(_WORDS)})(?:[ -](?:{'|'.join(_WORDS[:9])}))?"
_FIGURES = r"\d{1,3}(?:[a-z]|/\d{1,2})?"
_KEY = r"(?:numbers?|nos?|num|nr|flat|unit|house|plot|apartment|apt|#)"
_LINK = r"(?:[ ,]{1,3}(?:in|on|of|at|along|down|up|opposite|the)){0,3}[ ,\n]{1,3}"
_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_BEFORE = re.compile(
    rf"(?:\b{_KEY}[ .:]{{0,3}}(?:number |no\.? )?(?:{_FIGURES}|{_SAID}){_LINK}"
    rf"|(?<![\d/.-])\b{_FIGURES}{_LINK}|\b{_SAID}[ ,]{{1,2}})$"
)
_DATED = re.compile(rf"{_MONTHS} $")
_AFTER = re.compile(
    rf"[ ,(]{{1,3}}(?:at |house ){{0,2}}{_KEY}[ .:]{{0,3}}(?:{_FIGURES}|{_SAID})\b"
    rf"|, at (?:{_FIGURES}|{_SAID})\b(?![:.]\d| ?(?:am|pm|o'clock|hours|hrs|years|months|weeks|days)\b)"
)


def with_door(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the place of a street with the house number before or after it."""
    lead_from = max(0, first - 48)
    before = _BEFORE.search(text[lead_from:first])
    if before is not None and not _is_day(text, lead_from + before.start()):
        first = lead_from + before.start()
    after = _AFTER.match(text, last)
    return first, after.end() if after else last


def _is_day(text: str, at: int) -> bool:
    """Whether a number before a street is the day or year of a date."""
    return _DATED.search(text[max(0, at - 12) : at]) is not None
