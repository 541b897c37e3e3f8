"""Places that a recorded name is also the name of: an area, or what stands in a street."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words of a name that an area has as well as a school.
_ALSO_OF_AREAS = frozenset(
    "the of and st saint little great new old upper lower north south east west".split()
)
_AT_HOME = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|born|raised|brought up|gr[eo]wn? up|growing up|settled"
    r"|hous(?:e|es|ed)|re-?housed|homes?|flats?|residents?|famil(?:y|ies) (?:from|in))"
    r"(?: \w+){0,2}? (?:in|near|around|outside)(?: the)? $"
)
_AS_AREA = re.compile(r" (?:area|village|estate|neighbourhood|community)\b(?! cent)")
_REACH = 60
_DETERMINED = re.compile(r"\b(?:the|a|an|this|that|his|her|their|our) $")
# What is named after the street that it stands in.
_STANDING = re.compile(
    r" (?P<what>(?:recreation ground|play(?:ground|ing fields?| area| park)|park|allotments"
    r"|(?:community|health|medical|sports|leisure|children's|family|day|resource|youth) centre"
    r"|(?:primary |infant |junior |high |secondary )?school|nursery|pre-?school|surgery"
    r"|(?:medical |doctors' |dental )?practice|clinic|hospital|pharmacy|library|church|chapel|mosque"
    r"|police station|station|fire station|bus stop|hostel|refuge|children's home|care home"
    r"|shops?|post office|flats|garage|pub|club|hall|community hall|village hall))\b"
)


def as_area(text: str, first: int, last: int) -> str | None:
    """Return what to call a place that a school is named after, if it is meant.

    Where somebody lives in it, it is no school.
    """
    led = _DETERMINED.search(text[:first][-8:]) is not None
    if _AS_AREA.match(text, last):
        return "local" if led else "the local"
    if _AT_HOME.search(text[max(0, first - _REACH) : first]) is None:
        return None
    return "local area" if led else "the local area"


def is_area_name(words: Iterable[str], common: frozenset[str]) -> bool:
    """Whether no word of a name says what bears it: a school, a surgery, a house."""
    return not any(word in common - _ALSO_OF_AREAS for word in words)


def standing_there(text: str, first: int, last: int) -> tuple[int, str] | None:
    """Return where the name of what stands in a street ends, and what to call it."""
    found = _STANDING.match(text, last)
    if found is None:
        return None
    what = found["what"]
    bare = _DETERMINED.search(text[:first][-8:]) or (what[-1] == "s")
    return found.end(), f"local {what}" if bare else f"a local {what}"
