"""Dates and ages in uncommon forms: ordinals, week numbers, festivals, other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.gate.dictionary_words import is_dictionary_word
from cspr_tui.gate.raw_leak import RawLeak

_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|"
    r"(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    r"|\d{1,2}(?:st|nd|rd|th))"
)
_CARDINAL = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:[- ](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?|thirty(?:[- ]one)?)"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)"
)
_DAY_OF_WEEK = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_FESTIVAL = (
    r"(?:christmas|new year|easter|halloween|hallowe'en|diwali|eid|hanukkah|bonfire night|"
    r"boxing day|new year's (?:day|eve)|christmas (?:day|eve)|pancake day|valentine's day)"
)
_YEAR = r"(?:19|20)\d\d"
_PATTERNS = (
    (
        "DAY",
        rf"(?i:\b(?:the )?{_ORDINAL}(?: day)? of the {_ORDINAL}\b)(?! (?i:century|birthday))",
    ),
    ("DAY", r"\b\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?['\u2019]\d\d\b"),
    ("DAY", rf"\b{_YEAR}-?W\d{{1,2}}(?:-\d)?\b"),
    (
        "DAY",
        rf"(?i:\bweek \d{{1,2}} of {_YEAR},? (?:on )?(?:a |the )?{_DAY_OF_WEEK}\b)",
    ),
    ("DAY", rf"(?i:\b(?:day \d{{1,3}}|{_ORDINAL} day) (?:of|in) {_YEAR}\b)"),
    (
        "DAY",
        r"\b[IVX]{1,6}[./ -][IVX]{1,4}[./ -](?:M{1,3}[CDLXVI]{0,12}|(?:19|20)\d\d)\b",
    ),
    ("DAY", rf"\b(?i:{_CARDINAL}) {_MONTH}\b"),
    (
        "DAY",
        rf"(?i:\b{_DAY_OF_WEEK},? the {_ORDINAL})\b(?! (?i:of the|week|day|time|visit))",
    ),
    (
        "DOB",
        rf"(?i:\bbirthday (?:is|was|falls|fell)(?: on| always)? (?:the )?(?:{_ORDINAL}|\d{{1,2}}))\b",
    ),
    (
        "DAY",
        (
            rf"(?i:\b(?:\w+ (?:days?|nights?) |the (?:day|night|morning|evening) )"
            rf"(?:before|after) {_FESTIVAL},? (?:of |in )?{_YEAR})\b"
        ),
    ),
    ("AGE", r"(?i:\b\d{1,2}/(?:7|12|52)(?= old\b| of age\b| baby\b))"),
    ("AGE", r"(?i:\baged? (?:just |about |only )?\d{1,2}/(?:7|12|52)\b)"),
    (
        "AGE",
        (
            r"(?i:\b\d{1,2} ?(?:[\u00bc-\u00be]|[.,]\d{1,2}|1/2|1/4|3/4)[ -]?(?:years?|yrs?|y/?o)\b"
            r"(?! (?:later|earlier|ago|after|before|prior|apart|in total)\b))"
        ),
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
# A number, a word that is not English, and a year: a day in another tongue.
_FOREIGN = re.compile(
    rf"\b(?:[12]?\d|3[01])[.\u00ba]? (?:de |di |do |d'|den |of )?(?P<word>[^\W\d_]{{3,12}})\.?"
    rf",? (?:de |del |do |r\. )?{_YEAR}\b"
)


def find_uncommon_dates(text: str) -> Iterator[RawLeak]:
    """Yield dates and exact ages in forms that the wide patterns do not cover."""
    for kind, pattern in _COMPILED:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), kind, f"shape of {kind}"
    for found in _FOREIGN.finditer(text):
        if not is_dictionary_word(found["word"].lower()):
            yield found.start(), found.end(), "DAY", "a day in another language"
