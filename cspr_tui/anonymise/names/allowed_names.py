"""Names that may stay: partners, police, the lead reviewer, and pseudonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import ahocorasick

from cspr_tui.anonymise.names.name_index import tokens_of
from cspr_tui.anonymise.names.tokens import Token, adjacent
from cspr_tui.anonymise.text.normalised_text import View, fold
from cspr_tui.anonymise.text.span import Span
from cspr_tui.domain.identity import EntityType, KnownEntity

KEPT = "KEPT"


def find_kept(
    view: View, tokens: list[Token], entities: Iterable[KnownEntity]
) -> Iterator[Span]:
    """Yield the places of names that may stay, so that nothing else claims them."""
    phrases: dict[str, dict[tuple[str, ...], str]] = {}
    for entity in sorted(entities, key=lambda e: e.id):
        for phrase in _phrases(entity):
            phrases.setdefault(phrase[0], {}).setdefault(phrase, entity.id)
    yield from _kept_marks(view, entities)
    for at, token in enumerate(tokens):
        for phrase, entity_id in phrases.get(token.text, {}).items():
            run = tokens[at : at + len(phrase)]
            same = tuple(word.text for word in run) == phrase
            if same and run[0].is_capital and adjacent(view, run):
                start, end = view.span(run[0].start, run[-1].end)
                said = f"{entity_id} may be named"
                yield Span(start, end, None, said, entity_id, KEPT, 85)


def _kept_marks(view: View, entities: Iterable[KnownEntity]) -> Iterator[Span]:
    """Yield the e-mail addresses and numbers of those who may be named."""
    for entity in entities:
        marks = (*entity.emails, *entity.phones) if entity.policy == "keep" else ()
        for mark in marks:
            for found in re.finditer(re.escape(fold(mark)), view.text):
                start, end = view.span(*found.span())
                said = f"{entity.id} may be reached"
                yield Span(start, end, None, said, entity.id, KEPT, 94)
    for first, last in _said(view.text):
        start, end = view.span(first, last)
        if view.source[start : start + 1].isupper() or "-" in view.text[first:last]:
            yield Span(start, end, None, "no person is meant", "", KEPT, 88)


def _said(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a set phrase stands, the longest of those that begin together."""
    found = ((last + 1 - size, -size) for last, size in _set_phrases().iter(text))
    at = 0
    for start, less in sorted(found):
        end = start - less
        whole = not _is_part(text[start - 1 : start]) and not _is_part(
            text[end : end + 1]
        )
        if start >= at and whole:
            yield start, end
            at = end


def _is_part(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


@cache
def _set_phrases() -> ahocorasick.Automaton:
    phrases = (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8")
    automaton = ahocorasick.Automaton()
    for line in filter(None, phrases.splitlines()):
        automaton.add_word(line, len(line))
    automaton.make_automaton()
    return automaton


def _phrases(entity: KnownEntity) -> Iterator[tuple[str, ...]]:
    if entity.policy != "keep":
        yield from filter(None, [tokens_of(entity.pseudonym)])
        return
    names = [entity.name, *entity.aliases]
    if entity.type is EntityType.PERSON and entity.surname:
        names.append(entity.surname)
    for name in names:
        tokens = tokens_of(name)
        if tokens:
            yield tokens
