"""Names that may stay in a report: partners, police, the lead reviewer, pseudonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import ahocorasick

from cspr_tui.anonymise.names.name_index import tokens_of
from cspr_tui.anonymise.names.tokens import Token, may_be_one_name
from cspr_tui.anonymise.text.normalised_text import NormalisedText, fold
from cspr_tui.anonymise.text.span import TextSpan
from cspr_tui.domain.identity import EntityType, KnownEntity

ALLOWED = "KEPT"


def find_allowed_names(
    view: NormalisedText, tokens: list[Token], entities: Iterable[KnownEntity]
) -> Iterator[TextSpan]:
    """Yield where allowed names stand, so that no other rule replaces them."""
    phrases: dict[str, dict[tuple[str, ...], str]] = {}
    for entity in sorted(entities, key=lambda e: e.id):
        for phrase in _phrases(entity):
            phrases.setdefault(phrase[0], {}).setdefault(phrase, entity.id)
    yield from _allowed_contacts(view, entities)
    for at, token in enumerate(tokens):
        for phrase, entity_id in phrases.get(token.text, {}).items():
            words = tokens[at : at + len(phrase)]
            matches = tuple(word.text for word in words) == phrase
            if matches and words[0].is_capital and may_be_one_name(view, words):
                start, end = view.span(words[0].start, words[-1].end)
                reason = f"{entity_id} may be named"
                yield TextSpan(start, end, None, reason, entity_id, ALLOWED, 85)


def _allowed_contacts(
    view: NormalisedText, entities: Iterable[KnownEntity]
) -> Iterator[TextSpan]:
    """Yield e-mail addresses and numbers of allowed people, and set phrases."""
    for entity in entities:
        contacts = (*entity.emails, *entity.phones) if entity.policy == "keep" else ()
        for contact in contacts:
            for found in re.finditer(re.escape(fold(contact)), view.text):
                start, end = view.span(*found.span())
                reason = f"{entity.id} may be reached"
                yield TextSpan(start, end, None, reason, entity.id, ALLOWED, 94)
    for first, last in _phrases_in(view.text):
        start, end = view.span(first, last)
        if view.source[start : start + 1].isupper() or "-" in view.text[first:last]:
            yield TextSpan(start, end, None, "no person is meant", "", ALLOWED, 88)


def _phrases_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a set phrase stands, the longest of those that begin together."""
    found = ((last + 1 - size, -size) for last, size in _set_phrases().iter(text))
    at = 0
    for start, negative_size in sorted(found):
        end = start - negative_size
        is_whole = not _is_word_character(
            text[start - 1 : start]
        ) and not _is_word_character(text[end : end + 1])
        if start >= at and is_whole:
            yield start, end
            at = end


def _is_word_character(sign: str) -> bool:
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
