"""Leaks: recorded strings, wide patterns and things that were not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cspr_tui.domain.identity import Kept, KnownEntity, Policy
from cspr_tui.gate.misspellings import find_initials, find_resembling
from cspr_tui.gate.obfuscated_names import find_disguised
from cspr_tui.gate.occurrence_ledger import unaccounted
from cspr_tui.gate.recorded_strings import Recorded, recorded_strings
from cspr_tui.gate.residue import find_alike, find_beside, find_capitals
from cspr_tui.gate.skeleton import skeleton_of
from cspr_tui.gate.spelled_out_numbers import find_births, find_said
from cspr_tui.gate.uncommon_dates import find_days
from cspr_tui.gate.unreadable import find_unread
from cspr_tui.gate.wide_patterns import Found, find_shapes

_COMMENT = re.compile(r"(?<=\w)<!--(.{0,200}?)-->(?=\w)", re.DOTALL)
# Mark-up inside a word, which a reader does not see.
_INSIDE = re.compile(r"(?<=\w)(?:</?[A-Za-z][^<>\n]{0,200}>|\[\]\([^()\n]*\))(?=\w)")


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
    strings = recorded_strings(e for e in entities if e.policy != "keep")
    found = [
        _leak(document, *place)
        for place in _in_text(document, strings, entities, policy, kept)
    ]
    for line, text in ((0, name), (-1, title)):
        places = _in_strings(text, strings, entities, kept)
        found.extend(replace(_leak(text, *place), line=line) for place in places)
    return tuple(
        sorted(set(found), key=lambda leak: (leak.line, leak.start, leak.kind))
    )


def _in_text(
    document: str,
    strings: Sequence[Recorded],
    entities: Sequence[KnownEntity],
    policy: Policy,
    kept: Sequence[Kept],
) -> Iterator[Found]:
    yield from find_shapes(document, policy, entities, kept)
    if policy is Policy.PUBLIC:
        yield from find_days(document)
    if policy is not Policy.INTERNAL:
        yield from find_unread(document, kept)
    if policy is not Policy.INTERNAL:
        yield from _in_strings(document, strings, entities, kept)


def _in_strings(
    text: str,
    strings: Sequence[Recorded],
    entities: Sequence[KnownEntity],
    kept: Sequence[Kept],
) -> Iterator[Found]:
    for found in _COMMENT.finditer(text):
        for start, end, kind, why in _in_strings(found[1], strings, entities, kept):
            yield start + found.start(1), end + found.start(1), kind, why
    skeleton = skeleton_of(text)
    yield from unaccounted(text, skeleton, strings, entities, kept)
    shown = _INSIDE.sub(lambda mark: "\u2060" * len(mark.group()), text)
    if shown != text:
        yield from unaccounted(shown, skeleton_of(shown), strings, entities, kept)
    safe = [wording.text for wording in kept]
    for entity in entities:
        safe.append(entity.pseudonym)
        if entity.policy == "keep":
            safe.extend((entity.name, *entity.aliases))
    yield from find_resembling(text, skeleton, strings, safe)
    yield from find_disguised(text, skeleton, strings)
    masked = [entity for entity in entities if entity.policy != "keep"]
    for start, end, kind, why in _in_masked(text, masked):
        if text[start:end] not in safe:
            yield start, end, kind, why


def _in_masked(text: str, masked: Sequence[KnownEntity]) -> Iterator[Found]:
    yield from find_initials(text, masked)
    yield from find_capitals(text, masked)
    yield from find_alike(text, masked)
    yield from find_beside(text, masked)
    yield from find_said(text, masked)
    yield from find_births(text, masked)


def _leak(text: str, start: int, end: int, kind: str, reason: str) -> Leak:
    line = text.count("\n", 0, start) + 1
    return Leak(start, end, kind, text[start:end], reason, line)
