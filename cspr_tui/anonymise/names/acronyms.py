"""Acronyms of recorded organisations and places: TVPS, M.G.H."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cspr_tui.anonymise.names.disambiguation import WITHHELD
from cspr_tui.anonymise.names.name_index import tokens_of
from cspr_tui.anonymise.names.recorded_places import NOT_PLACES
from cspr_tui.anonymise.names.run_together_names import ACRONYMS
from cspr_tui.anonymise.text.lexicon import proper_nouns
from cspr_tui.anonymise.text.normalised_text import NormalisedText
from cspr_tui.anonymise.text.span import TextSpan
from cspr_tui.domain.identity import KnownEntity

_LINK_WORDS = frozenset({"of", "the", "and", "for", "in", "at", "on"})
_CAPITALS = re.compile(r"(?<![\w.&/-])(?:[a-z]{3,8}|(?:[a-z]\. ?){2,7}[a-z]\.?)(?!\w)")


def find_acronyms(
    view: NormalisedText, entities: Iterable[KnownEntity]
) -> Iterator[TextSpan]:
    """Yield the acronyms of recorded organisations and places that must not be named."""
    index = _index(sorted(entities, key=lambda e: (e.id, e.name)))
    for found in _CAPITALS.finditer(view.text) if index else ():
        letters = "".join(c for c in found.group() if c.isalpha())
        entity = index.get(letters) or index.get(letters.removesuffix("s"))
        start, end = view.span(*found.span())
        capitals = "".join(c for c in view.source[start:end] if c.isalpha())
        if entity is None or not capitals.removesuffix("s").isupper():
            continue
        replacement = entity.pseudonym or WITHHELD
        reason = f"{entity.id}, its capitals"
        yield TextSpan(
            start, end, replacement, reason, entity.id, entity.type.value, 77
        )


def _index(entities: list[KnownEntity]) -> dict[str, KnownEntity]:
    index: dict[str, KnownEntity] = {}
    for entity in entities:
        if entity.policy != "keep" and entity.type not in NOT_PLACES:
            for acronym in _acronyms_of(entity):
                index.setdefault(acronym, entity)
    return index


def _acronyms_of(entity: KnownEntity) -> Iterator[str]:
    for text in (entity.name, *entity.aliases):
        words = tokens_of(text)
        significant = [word for word in words if word not in _LINK_WORDS]
        for chosen in (words, significant):
            letters = "".join(word[0] for word in chosen)
            is_common = letters in ACRONYMS or letters in proper_nouns()
            if len(letters) > 2 and not is_common:
                yield letters
