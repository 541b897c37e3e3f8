"""What a place or body is called for short: `Mossbank` for `Mossbank Nursery`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cspr_tui.domain.identifiers.free_text import is_english_word
from cspr_tui.domain.identifiers.pseudonyms import MASK, bare_name, name_parts
from cspr_tui.domain.identity import EntityType, KnownEntity

_KINDS = frozenset(
    (
        "school primary secondary infant infants junior academy college sixth form "
        "nursery preschool pre-school playgroup hospital infirmary clinic surgery "
        "practice medical health centre center hospice church chapel mosque temple "
        "borough council county district city town village service services team "
        "trust house home homes hotel hostel refuge charity foundation project "
        "association society university ltd limited"
    ).split()
)
_TYPES = frozenset(
    {EntityType.SCHOOL, EntityType.HOSPITAL, EntityType.ORG, EntityType.PLACE}
)


def with_short_names(entities: Iterable[KnownEntity]) -> tuple[KnownEntity, ...]:
    """Add to each masked place and body the name it goes by without its kind.

    Only one that could be nobody else's: no English word, no other entry's
    name, and no part of the name of a body that may be named.
    """
    held = tuple(entities)
    taken = set(_spoken_for(held))
    return tuple(_shortened(entity, taken) for entity in held)


def _spoken_for(entities: Iterable[KnownEntity]) -> Iterator[str]:
    for entity in entities:
        yield from (bare_name(text) for text in (entity.name, *entity.aliases))
        if entity.policy != MASK or entity.type is EntityType.PERSON:
            yield from name_parts(entity)


def _shortened(entity: KnownEntity, taken: set[str]) -> KnownEntity:
    """Return the entity with its short name, which is then taken."""
    if entity.policy != MASK or entity.type not in _TYPES or entity.role == "case":
        return entity
    short = _short(entity.name)
    if not short or bare_name(short) in taken:
        return entity
    taken.add(bare_name(short))
    return replace(entity, aliases=(*entity.aliases, short))


def _short(name: str) -> str:
    words = name.replace(",", " ").split()
    whole = len(words)
    while words and bare_name(words[-1]) in _KINDS:
        words.pop()
    if not words or len(words) == whole:
        return ""
    alone = len(words) == 1 and is_english_word(bare_name(words[0]))
    return "" if alone or bare_name(words[0]) == "the" else " ".join(words)
