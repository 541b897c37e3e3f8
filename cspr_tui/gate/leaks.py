"""Leaks: recorded strings, number and date patterns, and text that cannot be read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cspr_tui.domain.identity import AllowedWording, KnownEntity, Policy
from cspr_tui.gate.active_content import find_active_content
from cspr_tui.gate.long_words import blank_long_words, find_long_words
from cspr_tui.gate.misspellings import find_initials, find_misspellings
from cspr_tui.gate.obfuscated_names import find_obfuscated_names
from cspr_tui.gate.occurrence_ledger import find_unaccounted
from cspr_tui.gate.raw_leak import RawLeak
from cspr_tui.gate.recorded_strings import RecordedString, recorded_strings
from cspr_tui.gate.residue import (
    find_acronyms,
    find_initials_after_pseudonyms,
    find_lookalikes,
)
from cspr_tui.gate.skeleton import skeleton_of
from cspr_tui.gate.spelled_out_numbers import find_birth_dates, find_spelled_out_numbers
from cspr_tui.gate.uncommon_dates import find_uncommon_dates
from cspr_tui.gate.unreadable import find_unreadable
from cspr_tui.gate.wide_patterns import find_wide_patterns

_COMMENT = re.compile(r"(?<=\w)<!--(.{0,200}?)-->(?=\w)", re.DOTALL)
# Mark-up inside a word, which a reader does not see.
_MARKUP_IN_WORD = re.compile(
    r"(?<=\w)(?:</?[A-Za-z][^<>\n]{0,200}>|\[\]\([^()\n]*\))(?=\w)"
)


@dataclass(frozen=True, slots=True)
class Leak:
    """Text that must not leave the partnership: where, what kind, and why.

    `start` and `end` are places in the text, `line` its line number from 1; 0
    stands for the file name and -1 for the title.
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
    kept: Sequence[AllowedWording] = (),
    name: str = "",
    title: str = "",
) -> tuple[Leak, ...]:
    """Return every leak in a document's text, title and file name, by line."""
    strings = recorded_strings(e for e in entities if e.policy != "keep")
    found = _in_text(blank_long_words(document), strings, entities, policy, kept)
    breaks = line_breaks(document)
    leaks = [
        _leak(document, breaks, *raw) for raw in (*find_long_words(document), *found)
    ]
    for line, text in ((0, name), (-1, title)):
        found = _in_strings(blank_long_words(text), strings, entities, kept)
        raw_leaks = (*find_long_words(text), *found)
        leaks.extend(replace(_leak(text, (), *raw), line=line) for raw in raw_leaks)
    return tuple(
        sorted(set(leaks), key=lambda leak: (leak.line, leak.start, leak.kind))
    )


def find_active_leaks(document: str) -> tuple[Leak, ...]:
    """Return as leaks all that is hidden in a document, or does something."""
    found = set(find_active_content(document))
    return tuple(
        Leak(0, 0, "HIDDEN", wording, reason, line)
        for line, wording, reason in sorted(found)
    )


def _in_text(
    document: str,
    strings: Sequence[RecordedString],
    entities: Sequence[KnownEntity],
    policy: Policy,
    kept: Sequence[AllowedWording],
) -> Iterator[RawLeak]:
    yield from find_wide_patterns(document, policy, entities, kept)
    if policy is Policy.PUBLIC:
        yield from find_uncommon_dates(document)
    if policy is not Policy.INTERNAL:
        yield from find_unreadable(document, kept)
    if policy is not Policy.INTERNAL:
        yield from _in_strings(document, strings, entities, kept)


def _in_strings(
    text: str,
    strings: Sequence[RecordedString],
    entities: Sequence[KnownEntity],
    kept: Sequence[AllowedWording],
) -> Iterator[RawLeak]:
    for found in _COMMENT.finditer(text):
        for start, end, kind, reason in _in_strings(found[1], strings, entities, kept):
            yield start + found.start(1), end + found.start(1), kind, reason
    skeleton = skeleton_of(text)
    yield from find_unaccounted(text, skeleton, strings, entities, kept)
    without_markup = _MARKUP_IN_WORD.sub(
        lambda mark: "\u2060" * len(mark.group()), text
    )
    if without_markup != text:
        yield from find_unaccounted(
            without_markup, skeleton_of(without_markup), strings, entities, kept
        )
    allowed = [wording.text for wording in kept]
    for entity in entities:
        allowed.append(entity.pseudonym)
        if entity.policy == "keep":
            allowed.extend((entity.name, *entity.aliases))
    yield from find_misspellings(text, skeleton, strings, allowed)
    yield from find_obfuscated_names(text, skeleton, strings)
    masked = [entity for entity in entities if entity.policy != "keep"]
    for start, end, kind, reason in _in_masked(text, masked):
        if text[start:end] not in allowed:
            yield start, end, kind, reason


def _in_masked(text: str, masked: Sequence[KnownEntity]) -> Iterator[RawLeak]:
    yield from find_initials(text, masked)
    yield from find_acronyms(text, masked)
    yield from find_lookalikes(text, masked)
    yield from find_initials_after_pseudonyms(text, masked)
    yield from find_spelled_out_numbers(text, masked)
    yield from find_birth_dates(text, masked)


def line_breaks(text: str) -> Sequence[int]:
    """Return where the lines of a text end, to find the line of a place."""
    return [found.start() for found in re.finditer("\n", text)]


def _leak(
    text: str, breaks: Sequence[int], start: int, end: int, kind: str, reason: str
) -> Leak:
    line = bisect_left(breaks, start) + 1
    return Leak(start, end, kind, text[start:end], reason, line)
