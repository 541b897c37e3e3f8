"""Who a token of a text may be: the parts of every recorded name, by token."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from cspr_tui.anonymise.text.lexicon import is_word
from cspr_tui.anonymise.text.normalised_text import fold
from cspr_tui.domain.identity import EntityType, KnownEntity

_TOKEN = re.compile(r"([^\W_]+(?:'(?!s\b)[^\W_]+)*)(?:'s\b)?")
# Small words inside names: never a name alone, always part of a longer one.
PARTICLES = frozenset(
    (
        "van von der den de del della di da dos du la le al el bin bint ibn abu ap "
        "ab mac mc ni nic ui st saint the of and und y"
    ).split()
)
# Read wrongly by a scanner, or written so by hand: what it looks like.
_LEET = (str.maketrans("0134578", "oleastb"), str.maketrans("0134578", "oieastb"))


@dataclass(frozen=True, slots=True)
class Part:
    """A token of somebody's name and which part of it: forename, surname, alias."""

    entity: KnownEntity
    role: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Whose name a word may be, and what it was taken for, so many slips off."""

    parts: tuple[Part, ...]
    known: str
    off: int = 0

    @property
    def ids(self) -> frozenset[str]:
        """The ids of those whose name it may be."""
        return frozenset(part.entity.id for part in self.parts)

    def roles(self, entity: str) -> frozenset[str]:
        """Which parts of that entity's name it may be."""
        return frozenset(p.role for p in self.parts if p.entity.id == entity)


_NOBODY = Hit((), "")


@dataclass
class Names:
    """Every recorded name of a person, by folded token."""

    parts: dict[str, list[Part]] = field(default_factory=dict)
    wholes: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    bearers: dict[tuple[str, ...], list[KnownEntity]] = field(default_factory=dict)
    people: list[KnownEntity] = field(default_factory=list)
    _hits: dict[str, Hit] = field(default_factory=dict)
    _by_id: dict[str, list[KnownEntity]] = field(default_factory=dict)
    _by_length: dict[int, list[str]] = field(default_factory=dict)

    def add(self, token: str, entity: KnownEntity, role: str) -> None:
        """Note a token of a person's name."""
        if len(token) < 2 or token.isdigit() or token in PARTICLES:
            return
        held = self.parts.setdefault(token, [])
        if Part(entity, role) not in held:
            held.append(Part(entity, role))

    def add_whole(self, tokens: tuple[str, ...], entity: KnownEntity) -> None:
        """Note a name of several tokens, to be found as a whole."""
        bearers = self.bearers.setdefault(tokens, [])
        if entity not in bearers:
            bearers.append(entity)
        held = self.wholes.setdefault(tokens[0], [])
        if tokens not in held:
            held.append(tokens)
            held.sort(key=lambda whole: (-len(whole), whole))

    def hit(self, token: str) -> Hit:
        """Return whose name a token is: as recorded, in the plural, or with slips."""
        if token not in self._hits:
            self._hits[token] = self._look_up(token)
        return self._hits[token]

    def _look_up(self, token: str) -> Hit:
        if token in self.parts:
            return Hit(tuple(self.parts[token]), token)
        for form in _other_forms(token):
            if form in self.parts and not is_word(token):
                return Hit(tuple(self.parts[form]), form, 1)
        for form in _look_alikes(token):
            if form in self.parts and not is_word(token):
                return Hit(tuple(self.parts[form]), form)
        return self._nearest(token)

    def _nearest(self, token: str) -> Hit:
        """None under five letters, one slip up to seven, two from eight on."""
        if len(token) < 4 or is_word(token) or not token.isalpha():
            return _NOBODY
        found = []
        for length in range(len(token) - 2, len(token) + 3):
            radius = _radius(len(token), length)
            for known in self._by_length.get(length, ()) if radius else ():
                distance = OSA.distance(token, known, score_cutoff=radius)
                if distance <= radius and _is_slip(token, known, distance):
                    found.append((distance, known))
        if not found:
            return _NOBODY
        least = min(found)[0]
        near = sorted(known for distance, known in found if distance == least)
        parts = tuple(part for known in near for part in self.parts[known])
        return Hit(parts, near[0], least)

    def of(self, ids: Iterable[str]) -> list[KnownEntity]:
        """Return the people with these ids, in the order of their ids."""
        if not self._by_id:
            for entity in self.people:
                self._by_id.setdefault(entity.id, []).append(entity)
        return [entity for one in sorted(ids) for entity in self._by_id[one]]

    def settle(self) -> None:
        """Index what slips are measured against, and fix the order."""
        for token in sorted(self.parts):
            self.parts[token].sort(key=lambda part: (part.entity.id, part.role))
            if len(token) >= 4:
                self._by_length.setdefault(len(token), []).append(token)
        for bearers in self.bearers.values():
            bearers.sort(key=lambda entity: entity.id)


def _radius(length: int, known: int) -> int:
    """Return how many slips may lie between a word and a name of these lengths."""
    if length < 5:
        return int(known == 5)
    return 2 if max(length, known) > 7 else 1


def _is_slip(token: str, known: str, distance: int) -> bool:
    """Whether a difference is one of writing: short names keep their first letter."""
    short = is_word(known) or len(known) < 6 or distance > 1
    return token[0] == known[0] or not short


def _other_forms(token: str) -> Iterator[str]:
    for table in _LEET:
        if not token.isalpha() and not token.isdigit():
            yield token.translate(table)
    if "rn" in token:
        yield token.replace("rn", "m")
    if token.endswith("es") and len(token) > 5:
        yield token[:-2]
    if token.endswith("s") and len(token) > 4:
        yield token[:-1]


def _look_alikes(token: str) -> Iterator[str]:
    """Yield a word with one l read as the capital I it looks like, or the other way.

    A short name said twice, as children do, is the name too: Momo.
    """
    if len(token) < 3:
        return
    if token[: len(token) // 2] * 2 == token:
        yield token[: len(token) // 2]
    for at, letter in enumerate(token):
        if letter in "li":
            other = "i" if letter == "l" else "l"
            yield f"{token[:at]}{other}{token[at + 1 :]}"


def names_of(entities: Iterable[KnownEntity]) -> Names:
    """Index the names of all people that must not leave."""
    names = Names()
    for entity in sorted(entities, key=lambda e: (e.id, e.name)):
        if entity.policy != "keep" and entity.type is EntityType.PERSON:
            names.people.append(entity)
            _add_person(names, entity)
    names.settle()
    return names


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """Return what each forename is also called, from long to short and back."""
    packed = (Path(__file__).parent / "short.txt").read_text(encoding="utf-8")
    forms: dict[str, set[str]] = {}
    for line in packed.splitlines():
        full, *shorts = line.split()
        for short in shorts:
            forms.setdefault(full, set()).add(short)
            forms.setdefault(short, set()).add(full)
    return {name: frozenset(others) for name, others in forms.items()}


@lru_cache(maxsize=8192)
def tokens_of(text: str) -> tuple[str, ...]:
    """Return the folded tokens of a name."""
    return tuple(token.replace("'", "") for token in _TOKEN.findall(fold(text)))


def given_names(entity: KnownEntity) -> tuple[str, str, str]:
    """Return forename, middle names and surname, from the full name if need be."""
    if entity.forename or entity.surname:
        return entity.forename, entity.middle, entity.surname
    words = [w for w in entity.name.split() if fold(w).strip(".") not in _TITLED]
    if len(words) < 2:
        return "", "", " ".join(words)
    start = next((n for n, w in enumerate(words) if n and fold(w) in PARTICLES), -1)
    return words[0], " ".join(words[1:start]), " ".join(words[start:])


_TITLED = frozenset("mr mrs ms miss mx dr prof professor sir revd rev".split())


def _add_person(names: Names, entity: KnownEntity) -> None:
    given = zip(
        ("forename", "middle name", "surname"), given_names(entity), strict=True
    )
    for role, text in given:
        for token in tokens_of(text):
            names.add(token, entity, role)
        names.add("".join(tokens_of(text)), entity, role)
        if len(tokens_of(text)) > 1:
            names.add_whole(tokens_of(text), entity)
    first = tokens_of(given_names(entity)[0])[:1]
    for short in sorted(_short_forms().get("".join(first), ())):
        names.add(short, entity, "short form")
    _add_wholes(names, entity)


def _add_wholes(names: Names, entity: KnownEntity) -> None:
    """Add every wording in full, and what part of it is not yet the person's."""
    for text in (entity.name, *entity.aliases):
        tokens = tuple(t for t in tokens_of(text) if t not in _TITLED)
        if len(tokens) > 1:
            names.add_whole(tokens, entity)
        for token in tokens:
            if all(p.entity != entity for p in names.parts.get(token, ())):
                names.add(token, entity, "alias")
