"""Recorded bodies and places cut down to their capitals: TVPS, M.G.H."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspr_tui.anonymise.names.disambiguation import WITHHELD
from cspr_tui.anonymise.names.name_index import tokens_of
from cspr_tui.anonymise.names.recorded_places import SKIPPED
from cspr_tui.anonymise.names.run_together_names import ACRONYMS
from cspr_tui.anonymise.text.lexicon import proper
from cspr_tui.anonymise.text.normalised_text import View
from cspr_tui.anonymise.text.span import Span
from cspr_tui.domain.identity import KnownEntity

_SMALL = frozenset({"of", "the", "and", "for", "in", "at", "on"})
_CAPITALS = re.compile(r"(?<![\w.&/-])(?:[a-z]{3,8}|(?:[a-z]\. ?){2,7}[a-z]\.?)(?!\w)")


def find_acronyms(view: View, entities: Iterable[KnownEntity]) -> Iterator[Span]:
    """Yield the capitals of recorded bodies and places that must not be named."""
    index = _index(sorted(entities, key=lambda e: (e.id, e.name)))
    for found in _CAPITALS.finditer(view.text) if index else ():
        letters = "".join(c for c in found.group() if c.isalpha())
        entity = index.get(letters) or index.get(letters.removesuffix("s"))
        start, end = view.span(*found.span())
        capitals = "".join(c for c in view.source[start:end] if c.isalpha())
        if entity is None or not capitals.removesuffix("s").isupper():
            continue
        said = entity.pseudonym or WITHHELD
        why = f"{entity.id}, its capitals"
        yield Span(start, end, said, why, entity.id, entity.type.value, 77)


def _index(entities: list[KnownEntity]) -> dict[str, KnownEntity]:
    index: dict[str, KnownEntity] = {}
    for entity in entities:
        if entity.policy != "keep" and entity.type not in SKIPPED:
            for form in _forms(entity):
                index.setdefault(form, entity)
    return index


def _forms(entity: KnownEntity) -> Iterator[str]:
    for text in (entity.name, *entity.aliases):
        words = tokens_of(text)
        plain = [word for word in words if word not in _SMALL]
        for taken in (words, plain):
            letters = "".join(word[0] for word in taken)
            known = letters in ACRONYMS or letters in proper()
            if len(letters) > 2 and not known:
                yield letters
