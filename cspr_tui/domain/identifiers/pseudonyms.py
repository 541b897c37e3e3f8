"""Pseudonyms, made from roles or chosen by the family, never like a real name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from string import ascii_uppercase

from cspr_tui.domain.identity import EntityType, KnownEntity

MASK, KEEP = "mask", "keep"
_PARTS = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[^\W_]+(?:[ '\u2019-][^\W_]+)*")
_LETTERS = {
    **dict.fromkeys("bfpv", "1"),
    **dict.fromkeys("cgjkqsxz", "2"),
    **dict.fromkeys("dt", "3"),
    "l": "4",
    **dict.fromkeys("mn", "5"),
    "r": "6",
}
# What each is called first, and what next where that is part of somebody's name.
_WORDINGS = {
    "subject_child": ("Child", "Young Person", "Subject"),
    "mother": ("Mother", "Birth Mother", "First Parent"),
    "father": ("Father", "Birth Father", "Second Parent"),
    "step_parent": ("Step-Parent", "Parent by Marriage"),
    "parents_partner": ("Parent's Partner", "Adult Partner", "Household Adult"),
    "sibling": ("Sibling", "Brother or Sister", "Other Young Person"),
    "other_kin": ("Relative", "Family Member", "Kin"),
    "significant_friend": ("Family Friend", "Acquaintance"),
    "practitioner": ("Practitioner", "Professional", "Worker"),
    "other": ("Person", "Individual", "Adult"),
    "school": ("School", "Place of Learning", "Setting"),
    "hospital": ("Hospital", "Health Setting"),
    "surgery": ("GP Practice", "Surgery"),
    "nursery": ("Nursery", "Early Years Setting"),
    "place": ("Place", "Locality"),
    "area": ("Other Area", "Locality"),
    "address": ("Address", "Dwelling"),
    "organisation": ("Organisation", "Body"),
    "agency": ("Agency", "Service"),
    "reference": ("Reference", "Record Number"),
    "case": ("Case", "Matter"),
}
# Called by the bare word where there is only one of them.
_ALONE = frozenset(
    (
        "subject_child mother father parents_partner maternal_grandmother "
        "maternal_grandfather paternal_grandmother paternal_grandfather step_parent "
        "foster_carer adopter special_guardian aunt uncle significant_friend case"
    ).split()
)


_ROLE_WORDS = frozenset(
    word
    for wordings in _WORDINGS.values()
    for wording in wordings
    for word in _PARTS.findall(wording.casefold())
)


@dataclass(frozen=True, slots=True)
class _Real:
    """The real names, which no pseudonym may contain."""

    parts: frozenset[str]
    wholes: frozenset[str]

    def clashes(self, text: str) -> bool:
        """Whether a wording is or contains somebody's real name."""
        plain = bare_name(text)
        words = _PARTS.findall(plain)
        return plain in self.wholes or bool(self.parts & {*words, "".join(words)})


def _real(entities: Iterable[KnownEntity]) -> _Real:
    held = tuple(entities)
    people = [entity for entity in held if entity.type is EntityType.PERSON]
    parts = frozenset(part for person in people for part in name_parts(person))
    wholes = {bare_name(text) for e in held for text in (e.name, *e.aliases)}
    return _Real(parts, frozenset(wholes))


def pseudonymous(entities: Sequence[KnownEntity]) -> tuple[KnownEntity, ...]:
    """Return the entities, each that is to be masked with a pseudonym.

    What stands in `pseudonym` is what the family chose and goes first; roles
    follow, numbered in the order given. No pseudonym holds a part of any real
    name, an initial of its own or a word that sounds like one, and no two are
    alike.
    """
    real = _real(entities)
    taken: set[str] = set()
    masked = [e for e in entities if e.policy == MASK and (e.name or e.aliases)]
    chosen = {e.id: e.pseudonym for e in masked if _is_free(e, real, taken)}
    left = [entity for entity in masked if entity.id not in chosen]
    given = chosen | dict(_from_roles(left, real, taken))
    return tuple(replace(e, pseudonym=given.get(e.id, "")) for e in entities)


def refused(entities: Iterable[KnownEntity]) -> Iterator[tuple[KnownEntity, str]]:
    """Yield entities whose chosen pseudonym cannot be used, each with the reason."""
    held = tuple(entities)
    real = _real(held)
    for entity in held:
        why = _why_unusable(entity, real) if entity.pseudonym else ""
        if why and entity.policy == MASK:
            yield entity, why


def _is_free(entity: KnownEntity, real: _Real, taken: set[str]) -> bool:
    wanted = bare_name(entity.pseudonym)
    if not wanted or wanted in taken or _why_unusable(entity, real):
        return False
    taken.add(wanted)
    return True


def _why_unusable(entity: KnownEntity, real: _Real) -> str:
    """Return why a chosen pseudonym cannot be used, empty if it can."""
    if _PLAIN.fullmatch(entity.pseudonym) is None:
        return "it holds more than letters, digits, hyphens and single spaces"
    if real.clashes(entity.pseudonym):
        return "it holds a real name of somebody in the file"
    words = set(_PARTS.findall(bare_name(entity.pseudonym))) - _ROLE_WORDS
    if _initials(entity) & words:
        return "it holds the person's own initial"
    own = {sound_of(part) for part in name_parts(entity) if len(part) > 2}
    if own & {sound_of(word) for word in words if len(word) > 2}:
        return "it sounds like the person's own name"
    return ""


def _initials(entity: KnownEntity) -> set[str]:
    letters = [word[0] for word in _PARTS.findall(bare_name(entity.name))]
    first_and_last = "".join((*letters[:1], *letters[-1:]))
    return {*letters, "".join(letters), first_and_last} - {""}


def _from_roles(
    entities: Sequence[KnownEntity], real: _Real, taken: set[str]
) -> Iterator[tuple[str, str]]:
    words = [_wording(entity, real) for entity in entities]
    size = Counter(words)
    for entity, word in zip(entities, words, strict=True):
        bare = (word,) if size[word] == 1 and entity.role in _ALONE else ()
        turns = chain(bare, _lettered(entity, word), _numbered(word))
        given = next(turn for turn in turns if bare_name(turn) not in taken)
        taken.add(bare_name(given))
        yield entity.id, given


def _lettered(entity: KnownEntity, word: str) -> Iterator[str]:
    """Yield a child's wording with each letter that is no initial of its own."""
    if entity.role == "subject_child":
        own = _initials(entity) | {alias[:1].casefold() for alias in entity.aliases}
        free = (letter for letter in ascii_uppercase if letter.casefold() not in own)
        yield from (f"{word} {letter}" for letter in free)


def _numbered(word: str) -> Iterator[str]:
    return (f"{word} {number}" for number in count(1))


def _wording(entity: KnownEntity, real: _Real) -> str:
    """Return the first wording of a role in which no real name stands."""
    label = entity.role.replace("_", " ").title()
    wordings = (*_WORDINGS.get(entity.role, (label,)), f"{label} Concerned", "Entry")
    return next((w for w in wordings if not real.clashes(w)), "Subject of Record")


def name_parts(entity: KnownEntity) -> Iterator[str]:
    """Yield the folded words of all an entity's names, those of two letters on."""
    given = (entity.forename, entity.middle, entity.surname)
    for text in (*given, entity.name, *entity.aliases):
        for part in _PARTS.findall(bare_name(text)):
            if len(part) > 1 and not part.isdigit():
                yield part


def bare_name(text: str) -> str:
    """Return a text in lower case, accents and apostrophes taken off."""
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.casefold().replace("'", "").replace("\u2019", "").split())


def sound_of(word: str) -> str:
    """Return the Soundex key of a word: alike for names that sound alike."""
    letters = [c for c in bare_name(word) if c.isalpha()]
    if not letters:
        return ""
    key, last = letters[0], _LETTERS.get(letters[0], "")
    for letter in letters[1:]:
        code = _LETTERS.get(letter, "")
        if code and code != last:
            key += code
        last = last if letter in "hw" else code
    return key[:4].ljust(4, "0")
