"""Leaks: recorded strings, wide patterns and things that were not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cspr_tui.domain.identity import Kept, KnownEntity, Policy
from cspr_tui.gate.ledger import unaccounted
from cspr_tui.gate.recorded import Recorded, recorded_strings
from cspr_tui.gate.skeleton import skeleton_of

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_PUBLIC_NUMBERS = frozenset({"08001111", "08088005000", "08088002222", "116123"})
_PUBLIC_LINKS = ("gov.uk", "nspcc.org.uk", "childline.org.uk", "samaritans.org")

# Wider than what the anonymiser looks for: a false alarm costs a minute.
_ALWAYS = (
    ("CONTROL", r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]"),
    ("DATA_URI", r"data:[\w/+.-]*[;,]"),
    ("IMAGE", r"!\[|<img\b|<svg\b|<object\b|<embed\b|<iframe\b|<script\b"),
    ("ENCODED", r"[A-Za-z0-9+/]{80,}={0,2}"),
)
_NEVER_OUT = (
    ("EMAIL", r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+"),
    ("NUMBER", r"(?<!\d)(?:\d[ -]?){6,}\d(?!\d)"),
    ("POSTCODE", r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    ("NI_NUMBER", r"\b[A-Z]{2} ?(?:\d{2} ?){3}[A-D]\b"),
    ("HANDLE", r"(?<![\w.@])@[A-Za-z_]\w{2,}"),
    ("IP", r"\b(?:\d{1,3}\.){3}\d{1,3}\b"),
    ("LINK", r"(?:https?://|www\.)\S+"),
)
_PUBLIC_ONLY = (
    ("DAY", rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b"),
    ("DAY", rf"\b(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b(?! ?%|\d)"),
    ("DAY", r"\b\d{4}-\d{2}-\d{2}\b"),
    ("DAY", r"(?<![\d/.-])\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?![\d/])"),
)


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that must not leave: where, what kind, and why it is one.

    `line` is 0 for the file name and -1 for the title.
    """

    start: int
    end: int
    kind: str
    text: str
    reason: str
    line: int


def find_leaks(
    document: str,
    entities: Sequence[KnownEntity],
    *,
    policy: Policy = Policy.PUBLIC,
    kept: Sequence[Kept] = (),
    name: str = "",
    title: str = "",
) -> tuple[Leak, ...]:
    """Return everything in text, title and file name that must not leave."""
    masked = [entity for entity in entities if entity.policy != "keep"]
    strings = recorded_strings(masked, policy)
    found = list(_in_text(document, strings, entities, policy, kept))
    for line, text in ((0, name), (-1, title)):
        leaks = _in_strings(text, strings, entities, kept)
        found.extend(_at(leak, line) for leak in leaks)
    return tuple(
        sorted(set(found), key=lambda leak: (leak.line, leak.start, leak.kind))
    )


def _at(leak: Leak, line: int) -> Leak:
    return replace(leak, line=line)


def _in_text(
    document: str,
    strings: Sequence[Recorded],
    entities: Sequence[KnownEntity],
    policy: Policy,
    kept: Sequence[Kept],
) -> Iterator[Leak]:
    yield from _shapes(document, _ALWAYS, kept)
    if policy is Policy.INTERNAL:
        return
    yield from _shapes(document, _NEVER_OUT, kept)
    if policy is Policy.PUBLIC:
        yield from _shapes(document, _PUBLIC_ONLY, kept)
    yield from _in_strings(document, strings, entities, kept)


def _shapes(
    text: str, shapes: Iterable[tuple[str, str]], kept: Sequence[Kept]
) -> Iterator[Leak]:
    allowed = {wording.text.casefold() for wording in kept}
    for kind, shape in shapes:
        for found in re.finditer(shape, text, re.IGNORECASE if kind == "DAY" else 0):
            if (
                not _is_public(kind, found.group())
                and found.group().casefold() not in allowed
            ):
                yield _leak(text, found.start(), found.end(), kind, f"shape of {kind}")


def _is_public(kind: str, text: str) -> bool:
    if kind == "NUMBER":
        digits = "".join(c for c in text if c.isdigit())
        return digits in _PUBLIC_NUMBERS
    return kind == "LINK" and any(host in text for host in _PUBLIC_LINKS)


def _in_strings(
    text: str,
    strings: Sequence[Recorded],
    entities: Sequence[KnownEntity],
    kept: Sequence[Kept],
) -> Iterator[Leak]:
    skeleton = skeleton_of(text)
    for start, end, kind, reason in unaccounted(
        text, skeleton, strings, entities, kept
    ):
        yield _leak(text, start, end, kind, reason)


def _leak(text: str, start: int, end: int, kind: str, reason: str) -> Leak:
    line = text.count("\n", 0, start) + 1
    return Leak(start, end, kind, text[start:end], reason, line)
