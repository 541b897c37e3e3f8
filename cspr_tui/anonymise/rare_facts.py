"""Facts so rare that they identify somebody without a name: twins, a lottery win."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from cspr_tui.anonymise.text.normalised_text import NormalisedText
from cspr_tui.anonymise.text.span import TextSpan

RARE = "RARE"
_AREA = (
    r"(?:town|village|county|city|borough|country|area|district|island|estate|region"
    r"|parish|street|school)"
)
_OFFICE = (
    r"(?:mayor|councillor|mp|police officer|prison officer|headteacher|head teacher"
    r"|vicar|priest|imam|rabbi|judge|magistrate|footballer|soldier|firefighter|midwife"
    r"|paramedic|postmistress|postmaster|newsreader|actor|actress|sheriff|bishop"
    r"|member of parliament|police constable|detective|olympian|champion)"
)
_TRIGGERS = (
    (
        r"(?:the|her|his|their|an|one) only (?!one\b|way|time|reason|thing|when|after|once|person|adult|child|parent|record"
        r"|information|option|contact|professional|agency|other|evidence|source|just|had)"
    ),
    r"only (?:one|two|three|four) (?:\w+ ){1,4}in the",
    (
        r"the (?:very )?(?:first|youngest|oldest|eldest|largest|biggest|tallest)"
        r" (?:\w+ ){0,5}?(?:in|ever|to|of)\b"
    ),
    r"one of (?:only |just |the )?(?:two|three|four|five|a handful|a few|few)\b",
    r"(?:twins?|triplets?|quadruplets?|quads)\b",
    rf"the (?:\w+ )?{_AREA}'s\b",
    rf"(?:former|serving|ex-|retired|sitting|local|elected|deputy) ?{_OFFICE}\b",
    r"the (?:mayor|mp|vicar|priest|imam|rabbi|bishop|sheriff|postmistress|postmaster)\b",
    (
        r"(?:lottery|jackpot|lighthouse|circus|world record|beauty queen|olympic|paralympic"
        r"|commonwealth games|x factor|reality show|celebrity|peerage|mbe|obe)\b"
    ),
    (
        r"(?:reported|covered|featured|appeared|named|pictured|interviewed) (?:\w+ )?(?:in|on|by)"
        r" (?:the )?(?:\w+ ){0,3}(?:press|news|newspapers?|media|television|tv|radio|gazette"
        r"|times|echo|mail|herald|post|mercury|express|chronicle|star|argus|bbc|itv)\b"
    ),
    r"(?:made|making|hit|the) (?:\w+ )?(?:headlines|front page)",
    (
        r"(?:rare|very rare|extremely rare|ultra-rare) (?:\w+ ){0,2}"
        r"(?:condition|disease|syndrome|disorder|blood|cancer|gene|form|mutation)"
    ),
    r"\[\d{4}\] (?:ewhc|ewca|ewfc|uksc|ukut)\b",
    (
        r"(?:fire|crash|collision|flood|explosion|murder|stabbing|shooting) (?:at|in|on) the"
        r" (?:\w+ ){1,4}"
    ),
    (
        r"born (?:in|on) (?:a|an|the) (?:train|plane|aeroplane|ferry|ambulance|boat|car park"
        r"|motorway|taxi|prison|bus)"
    ),
    r"(?:albinism|progeria|haemophilia|quadriplegic|surrogate|sextuplet|amputee)\b",
)
# Common enough to tell nobody apart.
_COMMON = re.compile(r"(?:down|down's|downs|foetal alcohol|crohn's|coeliac|heart) ")
# One at a time: each begins with letters of its own, which makes it quick to find.
_COMPILED = tuple(re.compile(trigger) for trigger in _TRIGGERS)
_SICKNESS = re.compile(r"(?:syndrome|disease)\b")
_NAME_BEFORE = re.compile(r"(?<!\w)\w+(?:'s|-\w+)? $")
_ARTICLE = re.compile(
    r"(?<!\w)(?:(?:a|an|the|her|his|their) )?(?:(?:identical|conjoined|non-identical) )?$"
)
_TAIL = re.compile(r"(?:[^.,;:\n|]{0,70}\b)?")
_LEAD = 60


def find_rare_facts(view: NormalisedText) -> Iterator[TextSpan]:
    """Flag facts that can identify somebody, for a person to decide."""
    end_of_last = 0
    for first, last in sorted(_facts(view.text)):
        if first < end_of_last:
            continue
        tail = _TAIL.match(view.text, last)
        end_of_last = tail.end() if tail else last
        if _COMMON.match(view.text, first) is None:
            start, end = view.span(first, end_of_last)
            yield TextSpan(start, end, None, "a rare fact can identify", "", RARE, 10)


def _facts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a trigger or a named illness stands, with the article before it."""
    for pattern in _COMPILED:
        for found in pattern.finditer(text):
            if not text[found.start() - 1 : found.start()].isalnum():
                yield _with_article(text, found.start()), found.end()
    for found in _SICKNESS.finditer(text):
        first = max(0, found.start() - _LEAD)
        name = _NAME_BEFORE.search(text, first, found.start())
        if name is not None:
            yield _with_article(text, name.start()), found.end()


def _with_article(text: str, at: int) -> int:
    """Return where the article before a place begins, the place itself without one."""
    found = _ARTICLE.search(text, max(0, at - _LEAD), at)
    return found.start() if found else at


def uncovered_pieces(
    flag: TextSpan, spans: tuple[TextSpan, ...], source: str
) -> Iterator[TextSpan]:
    """Yield the parts of a flag that no other decision covers.

    `spans` are the other decisions, in order of the text and without overlaps.
    """
    at = flag.start
    first = bisect_right(spans, flag.start, key=attrgetter("end"))
    last = bisect_left(spans, flag.end, key=attrgetter("start"))
    inside = spans[first:last]
    for start, end in [*((s.start, s.end) for s in inside), (flag.end, flag.end)]:
        piece = source[at:start]
        if any(c.isalnum() for c in piece):
            yield TextSpan(at, start, None, flag.reason, "", RARE, flag.weight)
        at = max(at, end)
