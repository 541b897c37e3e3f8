"""Names that mean an area, or a building in a street, rather than what is recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Words of a name that an area has as well as a school.
_WORDS_OF_AREAS = frozenset(
    "the of and st saint little great new old upper lower north south east west".split()
)
_LIVING_IN = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)|born|raised|brought up|gr[eo]wn? up|growing up|settled"
    r"|hous(?:e|es|ed)|re-?housed|homes?|flats?|residents?|famil(?:y|ies) (?:from|in))"
    r"(?: \w+){0,2}? (?:in|near|around|outside)(?: the)? $"
)
_AS_AREA = re.compile(r" (?:area|village|estate|neighbourhood|community)\b(?! cent)")
_REACH = 60
_DETERMINER = re.compile(r"\b(?:the|a|an|this|that|his|her|their|our) $")
# What is named after the street that it stands in.
_BUILDING = re.compile(
    r" (?P<what>(?:recreation ground|play(?:ground|ing fields?| area| park)|park|allotments"
    r"|(?:community|health|medical|sports|leisure|children's|family|day|resource|youth) centre"
    r"|(?:primary |infant |junior |high |secondary )?school|nursery|pre-?school|surgery"
    r"|(?:medical |doctors' |dental )?practice|clinic|hospital|pharmacy|library|church|chapel|mosque"
    r"|police station|station|fire station|bus stop|hostel|refuge|children's home|care home"
    r"|shops?|post office|flats|garage|pub|club|hall|community hall|village hall))\b"
)


def area_wording(text: str, first: int, last: int) -> str | None:
    """Return a replacement if a school's name means the area, else None.

    "lived in Teal Vale" and "the Teal Vale estate" mean the area, not the school.
    """
    has_determiner = _DETERMINER.search(text[:first][-8:]) is not None
    if _AS_AREA.match(text, last):
        return "local" if has_determiner else "the local"
    if _LIVING_IN.search(text[max(0, first - _REACH) : first]) is None:
        return None
    return "local area" if has_determiner else "the local area"


def is_area_name(words: Iterable[str], generic: frozenset[str]) -> bool:
    """Whether no word of a name says what kind of place it is: school, surgery, house."""
    return not any(word in generic - _WORDS_OF_AREAS for word in words)


def place_in_street(text: str, first: int, last: int) -> tuple[int, str] | None:
    """Return the end and replacement of a building named after its street, else None.

    "the Mill Lane clinic" becomes "the local clinic".
    """
    found = _BUILDING.match(text, last)
    if found is None:
        return None
    building = found["what"]
    without_article = _DETERMINER.search(text[:first][-8:]) or (building[-1] == "s")
    return (
        found.end(),
        f"local {building}" if without_article else f"a local {building}",
    )
