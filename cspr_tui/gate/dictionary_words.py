"""When a recorded name is only the English word it also is."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

_SAYING = re.compile(r"\s+(?:said|says|told|asked|rang|phoned|texted|replied|thinks)\b")
_THE = re.compile(r"\bthe\s+[*_]*$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|a|an|each|every|no)\s+[*_]*$", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|pc|dc|ds|prof|mum|dad|aunt|uncle|nan|called|named)\.?\s+[*_]*$",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"(?:['\u2019]s\b|\s+(?:famil|household|children|brother|sister))", re.IGNORECASE
)
_MODAL = re.compile(
    r"\s+(?:the|a|an|he|she|it|they|we|you|i|this|that|these|those|there|any|be|have)\b",
    re.IGNORECASE,
)
_MONTHS = frozenset("april may june august spring summer autumn winter".split())
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|since|early|late|mid|during|last|next|this|every|each)|\d|-)\s*[*_]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r",?\s+(?:19|20)\d\d\b")
_FUNCTION = frozenset(
    (
        "will may can might must shall should would could in an a the of on at by to so "
        "is it be do he we me my no or if as am go up us see say"
    ).split()
)
# Names inside these are nobody in particular.
_SET_PHRASES = re.compile(
    r"jack-in-(?:the|a)-box|jack of all trades|union jack|jack russell|robin hood"
    r"|(?:asperger|parkinson|alzheimer|crohn|tourette|huntington|perthes|graves|addison)"
    r"(?:['\u2019]?s)?['\u2019]?(?: (?:disease|syndrome))?|bell['\u2019]s palsy"
    r"|(?:down|turner|edwards|williams|rett|marfan|angelman|noonan)(?:['\u2019]?s)?['\u2019]? syndrome"
    r"|apgar scores?|gillick compet\w+|fraser (?:guidelines|compet\w+)"
    r"|(?:munro|laming|wood|macalister) (?:review|report|inquiry)|baby p\b"
    r"|(?:clare|sarah|martha|jade|helen|harper|awaab|finn)['\u2019]s (?:law|rule)"
    r"|(?:victoria climbi\w|peter connelly|daniel pelka|star hobson|arthur labinjo-hughes|sara sharif)"
    r"|st john['\u2019]?s? ambulance|marie curie|marie stopes|may day|christian aid|harry potter"
    r"|glasgow coma|edinburgh (?:scale|postnatal)|boxall profile",
    re.IGNORECASE,
)


@cache
def _words() -> frozenset[str]:
    packed = Path(__file__).parents[1] / "domain" / "identifiers" / "english.gz"
    return frozenset(gzip.decompress(packed.read_bytes()).decode().split("\n"))


def is_word(bones: str) -> bool:
    """Whether letters are an English word, its plural, or a month."""
    plural = bones.endswith("s") and bones[:-1] in _words()
    return bones in _words() or plural or bones in _MONTHS


def is_ordinary(text: str, start: int, end: int, bones: str) -> bool:
    """Whether a name's part stands there as the English word it also is."""
    if _in_set_phrase(text, start, end):
        return True
    if not is_word(bones):
        return False
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    if _TITLE.search(before):
        return False
    if text[start:end].islower():
        return _is_lower_word(text, start, end, bones)
    if text[start:end].isupper() or not text[start].isupper():
        return bones in _FUNCTION and len(bones) < 4
    return _is_capital_word(before, after, bones)


def _in_set_phrase(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 30) : end + 30]
    shift = start - max(0, start - 30)
    return any(
        found.start() <= shift and shift + end - start <= found.end()
        for found in _SET_PHRASES.finditer(around)
    )


def _is_lower_word(text: str, start: int, end: int, bones: str) -> bool:
    """In a line without capitals, or before "said", it may be a name after all."""
    if bones in _FUNCTION:
        return True
    if _SAYING.match(text, end):
        return _ARTICLE.search(text, max(0, start - 12), start) is not None
    lead, tail = text[max(0, start - 1) : start], text[end : end + 1]
    if {lead, tail} & set("@/_=") and not (lead == " " and tail == "/"):
        return False
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    return any(c.isupper() for c in line) or bool(
        _ARTICLE.search(text, max(0, start - 12), start)
    )


def _is_capital_word(before: str, after: str, bones: str) -> bool:
    lead = before.rstrip(" \t*_>\"'(")
    starts = not lead or lead[-1] in ".!?:\n#|-"
    if bones in _MONTHS:
        dated = _MONTH_BEFORE.search(before) or _YEAR.match(after)
        owned = re.match(r"['\u2019]s\b", after)
        return (bool(dated) and not owned) or (
            starts and _MODAL.match(after) is not None
        )
    if starts:
        return bones in _FUNCTION and _MODAL.match(after) is not None
    article = _THE.search(before) is not None
    return article and not bones.endswith("s") and _FAMILY.match(after) is None
