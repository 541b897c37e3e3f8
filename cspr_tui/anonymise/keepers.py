"""Names that may stay: partners, police, the lead reviewer, and pseudonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from cspr_tui.anonymise.names import tokens_of
from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.tokens import Token, adjacent
from cspr_tui.anonymise.view import View, fold
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
    for found in _set_phrases().finditer(view.text):
        start, end = view.span(*found.span())
        if view.source[start : start + 1].isupper() or "-" in found[0]:
            yield Span(start, end, None, "no person is meant", "", KEPT, 88)


@cache
def _set_phrases() -> re.Pattern[str]:
    phrases = (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8")
    lines = sorted(filter(None, phrases.splitlines()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, lines))})(?!\w)")


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
