"""When a recorded name is used only as the English word that it also is: hope, May."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

_SPEECH_VERB = re.compile(
    r"\s+(?:said|says|told|asked|rang|phoned|texted|replied|thinks)\b"
)
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
_FUNCTION_WORDS = frozenset(
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
    path = Path(__file__).parents[1] / "domain" / "identifiers" / "english.gz"
    return frozenset(gzip.decompress(path.read_bytes()).decode().split("\n"))


def is_dictionary_word(letters: str) -> bool:
    """Whether lower-case letters are an English word, a plural of one, or a month."""
    plural = letters.endswith("s") and letters[:-1] in _words()
    return letters in _words() or plural or letters in _MONTHS


def is_used_as_word(text: str, start: int, end: int, letters: str) -> bool:
    """Whether `text[start:end]`, part of a recorded name, is used as an English word.

    "the hope of change" is; "Hope said" is not.
    """
    if _in_set_phrase(text, start, end):
        return True
    if not is_dictionary_word(letters):
        return False
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    if _TITLE.search(before):
        return False
    if text[start:end].islower():
        return _is_lower_word(text, start, end, letters)
    if text[start:end].isupper() or not text[start].isupper():
        return letters in _FUNCTION_WORDS and len(letters) < 4
    return _is_capital_word(before, after, letters)


def _in_set_phrase(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 30) : end + 30]
    shift = start - max(0, start - 30)
    return any(
        found.start() <= shift and shift + end - start <= found.end()
        for found in _SET_PHRASES.finditer(around)
    )


def _is_lower_word(text: str, start: int, end: int, letters: str) -> bool:
    """In a line without capitals, or before "said", it may be a name after all."""
    if letters in _FUNCTION_WORDS:
        return True
    if _SPEECH_VERB.match(text, end):
        return _ARTICLE.search(text, max(0, start - 12), start) is not None
    before_it, tail = text[max(0, start - 1) : start], text[end : end + 1]
    if {before_it, tail} & set("@/_=") and not (before_it == " " and tail == "/"):
        return False
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : last if last >= 0 else len(text)]
    return any(c.isupper() for c in line) or bool(
        _ARTICLE.search(text, max(0, start - 12), start)
    )


def _is_capital_word(before: str, after: str, letters: str) -> bool:
    before_it = before.rstrip(" \t*_>\"'(")
    starts_sentence = not before_it or before_it[-1] in ".!?:\n#|-"
    if letters in _MONTHS:
        is_date = _MONTH_BEFORE.search(before) or _YEAR.match(after)
        is_possessive = re.match(r"['\u2019]s\b", after)
        return (bool(is_date) and not is_possessive) or (
            starts_sentence and _MODAL.match(after) is not None
        )
    if starts_sentence:
        return letters in _FUNCTION_WORDS and _MODAL.match(after) is not None
    article = _THE.search(before) is not None
    return article and not letters.endswith("s") and _FAMILY.match(after) is None
