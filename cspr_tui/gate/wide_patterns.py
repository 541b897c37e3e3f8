"""Wide patterns: everything that looks like a personal number, address, date or age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cspr_tui.domain.identity import AllowedWording, KnownEntity, Policy
from cspr_tui.gate.raw_leak import RawLeak

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_COUNT = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|twenty(?:[- ]\w+)?)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|"
    r"(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_ORDINAL_ENDING = r"(?:st|nd|rd|th)"
_PUBLIC_NUMBERS = frozenset(
    (
        "08001111 08088005000 08088002222 116123 08082000247 08081689111 08088010707 "
        "03003301350 08001070726 08088022020 03001231231 03000031212 03001230220 116000 08000684141"
    ).split()
)
_PUBLIC_LINK = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:gov\.uk|nhs\.uk|nspcc\.org\.uk|childline\.org\.uk|"
    r"samaritans\.org|nice\.org\.uk|police\.uk|parliament\.uk|barnardos\.org\.uk"
    r"|lullabytrust\.org\.uk|womensaid\.org\.uk|who\.int)(?:[/?#.,;:)]|$)",
    re.IGNORECASE,
)

# Wider than what the anonymiser looks for: a false alarm costs a minute.
_ALWAYS = (
    ("CONTROL", r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]"),
    ("DATA_URI", r"(?i:data:[\w/+.-]*[;,])(?=\S)"),
    (
        "IMAGE",
        r"!\[|(?i:<(?:img|svg|object|embed|iframe|script|picture|video|audio)\b)",
    ),
    ("ENCODED", r"[A-Za-z0-9+/]{80,}={0,2}"),
)
_OUTSIDE_ONLY = (
    ("EMAIL", r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+"),
    ("NUMBER", r"(?<!\d)(?:\d[ .\-/()]{0,2}){6,}\d(?!\d)"),
    ("NUMBER", r"(?<!\w)[0O](?:[ ./()-]{0,2}[\dO]){8,}(?!\w)"),
    ("POSTCODE", r"(?i:\b[A-Z]{1,2}\d[A-Z\d]?[ -]?\d[ABD-HJLNP-UW-Z]{2}\b)"),
    ("NI_NUMBER", r"(?i:\b[A-Z]{2}[ .-]?(?:\d{2}[ .-]?){3}[A-D]\b)"),
    ("HANDLE", r"(?<![\w.@])@ ?[A-Za-z_]\w{2,}"),
    (
        "IP",
        r"\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}\b|(?<![\w:])(?:[0-9a-fA-F]{1,4}:)+:(?:[0-9a-fA-F]{1,4}:)*[0-9a-fA-F]{1,4}\b",
    ),
    ("LINK", r"(?:https?://|www\.)\S+"),
    ("LINK", r"(?<![\w@./-])(?:[\w-]+\.)+(?!md/)[A-Za-z]{2,12}/[\w?=&%#./-]+"),
    (
        "NUMBER",
        r"(?i:\b(?:ends?|ending|last (?:\w+ )?(?:digits?|figures?|numbers?))(?: (?:in|with|are|is|were|was))?:? \d{2,})\b",
    ),
    (
        "PLACE",
        r"-?\d{1,3}\.\d{3,},? ?-?\d{1,3}\.\d{3,}|\d{1,3} ?\u00b0 ?\d|///\w+\.\w+\.\w+",
    ),
    (
        "PLACE",
        r"\b[HNOST][A-HJ-Z] \d{3,5} \d{3,5}\b|\b[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}\b",
    ),
    ("VEHICLE", r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b|\b[A-HJ-NP-Y]\d{1,3} [A-Z]{3}\b"),
    ("REF", r"(?<![\w/.-])[A-Za-z]{2,6}/\d{2,4}/\w+|\b\d{1,6}/\d{3,8}/\d{2,4}\b"),
    ("REF", r"\b[A-Za-z]{1,3}\d{6,}\b|\b[A-Z]{2}\d{2}[A-Z]\d{5}\b"),
    ("HANDLE", r"\b[A-Za-z]+(?:_[A-Za-z]+)*_\d{1,6}\b(?!\.[a-z])"),
    (
        "REF",
        r"(?i:\b(?:ref|reference|case|urn|lcs|mosaic|crime|incident|log|hospital)\b(?: (?:no|number))?[ .:#]{1,3}(?=\w*\d{2})[\w-]{4,})",
    ),
    ("HANDLE", r"\b[A-Za-z]{2,}[._][A-Za-z]{1,12}\d{2,4}\b"),
    (
        "ADDRESS",
        (
            r"(?i:\b(?:(?:number|no|house|flat)\.? ?(?:\d{1,4}[a-z]?|[a-z]{3,9})|\d{1,3}[a-z]?),?"
            r"(?: (?:in|on|of|at|along))?,? \[address)"
        ),
    ),
    (
        "ADDRESS",
        (
            r"\b\d{1,4}[A-Za-z]?,? (?:[A-Z][\w']+ ){1,3}(?:Street|Road|Avenue|Lane|Close|Drive|"
            r"Way|Crescent|Gardens|Grove|Court|Place|Terrace|Rd|Ave|Cl|Cres|Dr|Ln|St)\b"
        ),
    ),
)
_PUBLIC_ONLY = (
    (
        "DAY",
        rf"\b\d{{1,2}}{_ORDINAL_ENDING}? ?(?:and|to|or|-|/|&|,) ?\d{{1,2}}{_ORDINAL_ENDING}? (?:{_MONTHS})\b",
    ),
    ("DAY", rf"\b\d{{1,2}}{_ORDINAL_ENDING}?(?: of|,)?[ \-./]?(?:{_MONTHS})\b"),
    (
        "DAY",
        rf"\b(?:{_MONTHS})\.?[ -](?:the )?\d{{1,2}}(?:{_ORDINAL_ENDING}\b|\b(?![\d:%]|[-/]\d| ?(?:year|month|week|day)))",
    ),
    (
        "DAY",
        rf"\b{_ORDINAL}(?: day)? of (?:{_MONTHS})\b|\b{_ORDINAL} (?:january|february|march|april|june|july|august|september|october|november|december)\b|\b(?:january|february|april|june|july|august|september|october|november|december) (?:the )?{_ORDINAL}\b",
    ),
    (
        "DAY",
        rf"\b\d{{1,2}}{_ORDINAL_ENDING}? ?(?:and|to|or|-|/|&|until) ?(?:a day in )?(?:(?:{_MONTHS})\b|\[date)",
    ),
    ("DAY", rf"\b\d{{1,2}}(?:{_MONTHS})\d{{4}}\b"),
    ("DAY", r"\b\d{1,2}([-./])(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})\1(?:(?:19|20)?\d\d)\b"),
    ("DAY", r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"),
    (
        "DAY",
        r"(?<![\d/.\-])(?<!section )(?<!paragraph )(?<!para )\d{1,2} ?([/.\-]) ?\d{1,2} ?\1 ?(?:\d{4}|\d{2})(?![\d/])",
    ),
    (
        "DAY",
        rf"\b(?:on|by|until|from|since|before|after|day) (?:the )?\d{{1,2}}{_ORDINAL_ENDING}\b(?! (?:birthday|century|floor|centile|time|visit|year|week|percentile))",
    ),
    (
        "DAY",
        r"\b(?:on|dated|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun) \d{1,2}/\d{1,2}\b(?!/)",
    ),
    (
        "DAY",
        r"\b(?:new year's (?:eve|day)|christmas (?:eve|day)|boxing day|diwali|halloween|hallowe'en|bonfire night|pancake day|valentine's day|(?:mother|father)'s day|good friday|easter (?:sunday|monday|day)|remembrance sunday|eid(?: al-\w+)?|hanukkah|shrove tuesday),? (?:in |of )?(?:19|20)\d\d\b",
    ),
    ("DOB", rf"\b(?:{_ORDINAL}|\d{{1,2}}{_ORDINAL_ENDING}) birthday\b"),
    (
        "AGE",
        rf"\b{_COUNT}[ -]?(?:years?|yrs?)[ -]?(?:,|and|&)? ?(?:and )?(?:{_COUNT}|a half)[ -]?(?:months?|mths?|weeks?|days?)\b",
    ),
    (
        "AGE",
        rf"(?<!under )(?<!to )\b{_COUNT}[ -](?:days?|weeks?|months?|mths?|wks?)[ -]?(?:olds?\b|of age)",
    ),
    ("AGE", rf"\b{_COUNT}[ -]and[ -]a[ -]half[ -](?:years?|yrs?)\b"),
    ("AGE", rf"\baged (?:just |about |only )?{_COUNT} (?:days?|weeks?|months?)\b"),
)
_SIGNS = str.maketrans(
    {"\u2019": "'", "\u2013": "-", "\t": " "}
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f", " ")
)
_ON_RAW_TEXT = frozenset(kind for kind, _ in _ALWAYS)
_COUNTED_DAY = re.compile(r"\bDay -?\d+\b")
_MONTH_YEAR = re.compile(rf"\b(?:{_MONTHS}),? (?:19|20)\d\d\b", re.IGNORECASE)
_YEARS = re.compile(
    r"(?:(?:19|20)\d\d[ \-/]{0,2})+(?:\d\d[ -]?)?|(?:19|20)\d\d-\d\d-\d\d"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


def find_wide_patterns(
    text: str,
    policy: Policy,
    entities: Iterable[KnownEntity],
    kept: Sequence[AllowedWording],
) -> Iterator[RawLeak]:
    """Yield every match of a pattern that must not leave under a policy.

    Days and ages are leaks only in public documents, control characters in all.
    """
    allowed = {wording.text.casefold() for wording in kept}
    for entity in entities:
        if entity.policy == "keep":
            allowed |= {m.casefold() for m in (*entity.emails, *entity.phones)}
    plain, places = _plain(text)
    for kind, pattern in _patterns_for(policy):
        is_raw = kind in _ON_RAW_TEXT
        flags = re.IGNORECASE if kind in {"DAY", "DOB", "AGE"} else 0
        for found in re.finditer(pattern, text if is_raw else plain, flags):
            wording = found.group().strip(".,;").casefold()
            if wording in allowed or _is_public(kind, found.group(), policy):
                continue
            start, end = _source_span(found, range(len(text)) if is_raw else places)
            yield start, end, kind, f"shape of {kind}"
    if policy is Policy.PUBLIC and _COUNTED_DAY.search(plain):
        for found in _MONTH_YEAR.finditer(plain):
            start, end = _source_span(found, places)
            yield start, end, "DAY", "a month beside counted days"


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with single spaces and running lines, and where each sign was."""
    flat = text.translate(_SIGNS)
    flat = re.sub(r"(?<=[^\n|])\n(?=[^\n|#\-*+>])", " ", flat)
    if "  " not in flat:
        return flat, range(len(flat))
    kept = [
        at for at, sign in enumerate(flat) if sign != " " or flat[at - 1 : at] != " "
    ]
    return "".join(flat[at] for at in kept), kept


def _source_span(found: re.Match[str], places: Sequence[int]) -> tuple[int, int]:
    return places[found.start()], places[found.end() - 1] + 1


def _patterns_for(policy: Policy) -> tuple[tuple[str, str], ...]:
    if policy is Policy.INTERNAL:
        return _ALWAYS
    if policy is Policy.PUBLIC:
        return (*_ALWAYS, *_OUTSIDE_ONLY, *_PUBLIC_ONLY)
    return (*_ALWAYS, *_OUTSIDE_ONLY)


def _is_public(kind: str, text: str, policy: Policy) -> bool:
    """Whether a find is known to be harmless: a helpline, a range of years."""
    if kind == "NUMBER":
        digits = "".join(c for c in text if c.isdigit())
        dated = policy is not Policy.PUBLIC and _DATE.fullmatch(text.strip())
        return digits in _PUBLIC_NUMBERS or bool(_YEARS.fullmatch(text) or dated)
    return kind == "LINK" and _PUBLIC_LINK.match(text.removeprefix("www.")) is not None
