"""House numbers beside a recorded street, masked together with it."""

from __future__ import annotations

import re

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety"
).split()
_NUMBER_IN_WORDS = rf"(?:{'|'.join(_WORDS)})(?:[ -](?:{'|'.join(_WORDS[:9])}))?"
_FIGURES = r"\d{1,3}(?:[a-z]|/\d{1,2})?"
_LABEL = r"(?:numbers?|nos?|num|nr|flat|unit|house|plot|apartment|apt|#)"
_LINK = r"(?:[ ,]{1,3}(?:in|on|of|at|along|down|up|opposite|the)){0,3}[ ,\n]{1,3}"
_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_BEFORE = re.compile(
    rf"(?:\b{_LABEL}[ .:]{{0,3}}(?:number |no\.? )?(?:{_FIGURES}|{_NUMBER_IN_WORDS}){_LINK}"
    rf"|(?<![\d/.-])\b{_FIGURES}{_LINK}|\b{_NUMBER_IN_WORDS}[ ,]{{1,2}})$"
)
_MONTH_BEFORE = re.compile(rf"{_MONTHS} $")
_AFTER = re.compile(
    rf"[ ,(]{{1,3}}(?:at |house ){{0,2}}{_LABEL}[ .:]{{0,3}}(?:{_FIGURES}|{_NUMBER_IN_WORDS})\b"
    rf"|, at (?:{_FIGURES}|{_NUMBER_IN_WORDS})\b(?![:.]\d| ?(?:am|pm|o'clock|hours|hrs|years|months|weeks|days)\b)"
)


def with_house_number(text: str, first: int, last: int) -> tuple[int, int]:
    """Extend the place of a street by the house number before or after it.

    `first` and `last` are places in the normalised text: "at number 12, Mill Lane".
    """
    lead_from = max(0, first - 48)
    before = _BEFORE.search(text[lead_from:first])
    if before is not None and not _is_date(text, lead_from + before.start()):
        first = lead_from + before.start()
    after = _AFTER.match(text, last)
    return first, after.end() if after else last


def _is_date(text: str, at: int) -> bool:
    """Whether a number before a street is the day or year of a date."""
    return _MONTH_BEFORE.search(text[max(0, at - 12) : at]) is not None
