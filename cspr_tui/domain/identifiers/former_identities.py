"""Former identities: names and numbers since corrected or removed from the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from cspr_tui.domain.history.change import Edit
from cspr_tui.domain.identifiers.free_text import without_ranks
from cspr_tui.domain.identifiers.pseudonyms import bare_name, name_parts
from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import Plain

_NAMES = ("forename", "middle_names", "surname", "name", "aliases")
_TYPES = {
    "people": EntityType.PERSON,
    "places": EntityType.PLACE,
    "coordinators": EntityType.PERSON,
}
_REFERENCES = frozenset({"ref", "local_ref", "sin_ref"})
_WORDS = {
    EntityType.PERSON: "another person",
    EntityType.PLACE: "another place",
    EntityType.REF: "another reference",
}


@dataclass(frozen=True, slots=True)
class _Former:
    """The earlier values of an entry's fields, as JSON data."""

    type: EntityType
    entry: str
    facts: Mapping[str, Plain]

    def texts(self, *fields: str) -> tuple[str, ...]:
        """Return the non-empty texts of those fields."""
        held = chain.from_iterable(_texts(self.facts.get(field)) for field in fields)
        return tuple(dict.fromkeys(held))


def former_identities(
    review: Review, partnership: Partnership, current: Sequence[KnownEntity]
) -> Iterator[KnownEntity]:
    """Yield people, places and numbers that only the histories still show.

    A text written before a correction can still hold the old name. What stands
    in the record today is not yielded again.
    """
    known = frozenset(chain.from_iterable(_marks(entity) for entity in current))
    words = {entity.id: entity.pseudonym for entity in current}
    seen: set[KnownEntity] = set()
    changes = (*review.history, *partnership.history)
    edits = chain.from_iterable(change.edits for change in changes)
    for former in chain.from_iterable(map(_formers, edits)):
        word = words.get(former.entry) or _WORDS[former.type]
        entity = _entity(former, known, word)
        empty = KnownEntity("", former.type, "", pseudonym=word)
        if entity not in {*seen, empty}:
            seen.add(entity)
            yield replace(entity, id=f"former-{len(seen)}")


def _formers(edit: Edit) -> Iterator[_Former]:
    """Yield what an edit removed that could identify someone."""
    place, _, rest = edit.path.partition("/")
    entry, _, field = rest.partition("/")
    facts = _facts(edit.old, field)
    if place in _REFERENCES:
        yield _Former(EntityType.REF, place, {"name": edit.old})
    elif place in _TYPES:
        yield _Former(_TYPES[place], entry, facts)
    elif place == "agencies":
        for officer in facts.get("officers") or ():
            yield _Former(EntityType.PERSON, "", officer)


def _facts(old: Plain, field: str) -> Mapping[str, Plain]:
    return old if isinstance(old, dict) else {field: old}


def _texts(plain: Plain) -> tuple[str, ...]:
    if isinstance(plain, list):
        return tuple(item for item in plain if isinstance(item, str) and item)
    return (plain,) if isinstance(plain, str) and plain else ()


def _marks(entity: KnownEntity) -> Iterator[object]:
    """Yield the names and numbers that are known today."""
    yield from name_parts(entity)
    yield from (bare_name(text) for text in (entity.name, *entity.aliases))
    yield from (entity.nhs, entity.ni, entity.upn, entity.dob)
    yield from (*entity.phones, *entity.emails, *entity.addresses)
    yield from (*entity.handles, *entity.vehicles)


def _is_new(text: str, known: frozenset[object]) -> bool:
    """Whether a name contains a word that no current name has."""
    return bare_name(text) not in known and not known.issuperset(
        bare_name(text).split()
    )


def _entity(former: _Former, known: frozenset[object], word: str) -> KnownEntity:
    """Return an entity, without an id, of the earlier values that are unknown today."""
    told = (" ".join(without_ranks(text)) for text in former.texts(*_NAMES))
    names = [text for text in told if _is_new(text, known)]

    def lost(*fields: str) -> tuple[str, ...]:
        return tuple(text for text in former.texts(*fields) if text not in known)

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
        phones=lost("phones", "phone"),
        emails=lost("emails", "email"),
        addresses=lost("addresses"),
        handles=lost("handles"),
        vehicles=lost("vehicles"),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
