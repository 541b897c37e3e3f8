"""Names and numbers that the record held once: corrected, moved or taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from cspr_tui.domain.encoding import Plain
from cspr_tui.domain.history import Edit
from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.domain.pseudonyms import folded, name_parts
from cspr_tui.domain.review import Review

_NAMES = ("forename", "middle_names", "surname", "name", "aliases")
_TYPES = {"people": EntityType.PERSON, "places": EntityType.PLACE}
_REFERENCES = frozenset({"ref", "local_ref", "sin_ref"})
_WORDS = {
    EntityType.PERSON: "another person",
    EntityType.PLACE: "another place",
    EntityType.REF: "another reference",
}


@dataclass(frozen=True, slots=True)
class _Former:
    """What an entry's facts once were, as plain data."""

    type: EntityType
    entry: str
    facts: Mapping[str, Plain]

    def texts(self, *fields: str) -> tuple[str, ...]:
        """Return the texts of those fields, empty ones aside."""
        held = chain.from_iterable(_texts(self.facts.get(field)) for field in fields)
        return tuple(dict.fromkeys(held))


def former_identities(
    review: Review, current: Sequence[KnownEntity]
) -> Iterator[KnownEntity]:
    """Yield what the history shows of people, places and numbers no longer there.

    A text written before a correction can still hold the old name. What stands
    in the record today is not yielded again.
    """
    known = frozenset(chain.from_iterable(_marks(entity) for entity in current))
    words = {entity.id: entity.pseudonym for entity in current}
    seen: set[KnownEntity] = set()
    for change in review.history:
        for former in filter(None, map(_former, change.edits)):
            word = words.get(former.entry) or _WORDS[former.type]
            entity = _entity(former, known, word)
            empty = KnownEntity("", former.type, "", pseudonym=word)
            if entity not in {*seen, empty}:
                seen.add(entity)
                yield replace(entity, id=f"former-{len(seen)}")


def _former(edit: Edit) -> _Former | None:
    """Return what an edit did away with, if it could identify someone."""
    place, _, rest = edit.path.partition("/")
    entry, _, field = rest.partition("/")
    if place in _REFERENCES:
        return _Former(EntityType.REF, place, {"name": edit.old})
    if place not in _TYPES or edit.old is None:
        return None
    facts = edit.old if isinstance(edit.old, Mapping) else {field: edit.old}
    return _Former(_TYPES[place], entry, facts)


def _texts(plain: Plain) -> tuple[str, ...]:
    if isinstance(plain, list):
        return tuple(item for item in plain if isinstance(item, str) and item)
    return (plain,) if isinstance(plain, str) and plain else ()


def _marks(entity: KnownEntity) -> Iterator[object]:
    """Yield what is looked for, or may be named, already."""
    yield from name_parts(entity)
    yield from (folded(text) for text in (entity.name, *entity.aliases))
    yield from (entity.nhs, entity.ni, entity.upn, entity.dob)
    yield from (*entity.phones, *entity.emails, *entity.addresses)
    yield from (*entity.handles, *entity.vehicles)


def _is_new(text: str, known: frozenset[object]) -> bool:
    """Whether a name has a word that no name of today has."""
    return folded(text) not in known and not known.issuperset(folded(text).split())


def _entity(former: _Former, known: frozenset[object], word: str) -> KnownEntity:
    """Return what of those facts is not known today, under no name yet."""
    names = [text for text in former.texts(*_NAMES) if _is_new(text, known)]

    def lost(field: str) -> tuple[str, ...]:
        return tuple(text for text in former.texts(field) if text not in known)

    born = _day("".join(former.texts("dob")))
    return KnownEntity(
        id="",
        type=former.type,
        name=names[0] if names else "",
        aliases=tuple(names[1:]),
        pseudonym=word,
        dob=None if born in known else born,
        nhs="".join(lost("nhs")),
        ni="".join(lost("ni")),
        upn="".join(lost("upn")),
        phones=lost("phones"),
        emails=lost("emails"),
        addresses=lost("addresses"),
        handles=lost("handles"),
        vehicles=lost("vehicles"),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
