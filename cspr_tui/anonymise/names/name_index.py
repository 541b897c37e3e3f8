"""An index of every recorded person's names, to look up whom a word may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from cspr_tui.anonymise.text.lexicon import is_english_word
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
class NamePart:
    """One word of a person's name; `role` says which part: forename, surname, alias."""

    entity: KnownEntity
    role: str


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The people whose name a word may be.

    `known` is the recorded spelling that it matched, `edits` the number of
    spelling mistakes between the two (0: exact).
    """

    parts: tuple[NamePart, ...]
    known: str
    edits: int = 0

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the people whose name it may be."""
        return frozenset(part.entity.id for part in self.parts)

    def roles(self, entity: str) -> frozenset[str]:
        """Return which parts of one person's name it may be: forename, surname, alias."""
        return frozenset(p.role for p in self.parts if p.entity.id == entity)


_NO_MATCH = NameMatch((), "")


@dataclass
class NameIndex:
    """Every recorded name of the people to be masked, by normalised word.

    `parts` holds single words of names, `full_names` names of several words by
    their first one, `people_by_name` whose each full name is.
    """

    parts: dict[str, list[NamePart]] = field(default_factory=dict)
    full_names: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    people_by_name: dict[tuple[str, ...], list[KnownEntity]] = field(
        default_factory=dict
    )
    people: list[KnownEntity] = field(default_factory=list)
    _matches: dict[str, NameMatch] = field(default_factory=dict)
    _by_id: dict[str, list[KnownEntity]] = field(default_factory=dict)
    _by_length: dict[int, list[str]] = field(default_factory=dict)

    def add(self, token: str, entity: KnownEntity, role: str) -> None:
        """Add one word of a person's name."""
        if len(token) < 2 or token.isdigit() or token in PARTICLES:
            return
        entries = self.parts.setdefault(token, [])
        if NamePart(entity, role) not in entries:
            entries.append(NamePart(entity, role))

    def add_full_name(self, tokens: tuple[str, ...], entity: KnownEntity) -> None:
        """Add a name of several words, to be found as a whole."""
        people = self.people_by_name.setdefault(tokens, [])
        if entity not in people:
            people.append(entity)
        entries = self.full_names.setdefault(tokens[0], [])
        if tokens not in entries:
            entries.append(tokens)
            entries.sort(key=lambda whole: (-len(whole), whole))

    def match(self, token: str) -> NameMatch:
        """Return whose name a word is: as recorded, in the plural, or misspelt."""
        if token not in self._matches:
            self._matches[token] = self._find(token)
        return self._matches[token]

    def _find(self, token: str) -> NameMatch:
        if token in self.parts:
            return NameMatch(tuple(self.parts[token]), token)
        for form in _variant_spellings(token):
            if form in self.parts and not is_english_word(token):
                return NameMatch(tuple(self.parts[form]), form, 1)
        for form in _lookalikes(token):
            if form in self.parts and not is_english_word(token):
                return NameMatch(tuple(self.parts[form]), form)
        return self._nearest(token)

    def _nearest(self, token: str) -> NameMatch:
        """Match a misspelt word: one edit is allowed up to seven letters, then two."""
        if len(token) < 4 or is_english_word(token) or not token.isalpha():
            return _NO_MATCH
        found = []
        for length in range(len(token) - 2, len(token) + 3):
            allowed = _allowed_edits(len(token), length)
            for known in self._by_length.get(length, ()) if allowed else ():
                distance = OSA.distance(token, known, score_cutoff=allowed)
                if distance <= allowed and _is_misspelling(token, known, distance):
                    found.append((distance, known))
        if not found:
            return _NO_MATCH
        least = min(found)[0]
        near = sorted(known for distance, known in found if distance == least)
        parts = tuple(part for known in near for part in self.parts[known])
        return NameMatch(parts, near[0], least)

    def people_with(self, ids: Iterable[str]) -> list[KnownEntity]:
        """Return the people with these ids, in the order of their ids."""
        if not self._by_id:
            for entity in self.people:
                self._by_id.setdefault(entity.id, []).append(entity)
        return [entity for one in sorted(ids) for entity in self._by_id[one]]

    def sort(self) -> None:
        """Sort all entries, so that results never depend on the order of the record."""
        for token in sorted(self.parts):
            self.parts[token].sort(key=lambda part: (part.entity.id, part.role))
            if len(token) >= 4:
                self._by_length.setdefault(len(token), []).append(token)
        for people in self.people_by_name.values():
            people.sort(key=lambda entity: entity.id)


def _allowed_edits(length: int, known: int) -> int:
    """Return how many edits may lie between a word and a name of these lengths."""
    if length < 5:
        return int(known == 5)
    return 2 if max(length, known) > 7 else 1


def _is_misspelling(token: str, known: str, distance: int) -> bool:
    """Whether a difference is one of writing: short names keep their first letter."""
    short = is_english_word(known) or len(known) < 6 or distance > 1
    return token[0] == known[0] or not short


def _variant_spellings(token: str) -> Iterator[str]:
    for table in _LEET:
        if not token.isalpha() and not token.isdigit():
            yield token.translate(table)
    if "rn" in token:
        yield token.replace("rn", "m")
    if token.endswith("es") and len(token) > 5:
        yield token[:-2]
    if token.endswith("s") and len(token) > 4:
        yield token[:-1]


def _lookalikes(token: str) -> Iterator[str]:
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


def index_names(entities: Iterable[KnownEntity]) -> NameIndex:
    """Index the names of all people who must not be named in a report."""
    names = NameIndex()
    for entity in sorted(entities, key=lambda e: (e.id, e.name)):
        if entity.policy != "keep" and entity.type is EntityType.PERSON:
            names.people.append(entity)
            _add_person(names, entity)
    names.sort()
    return names


@cache
def _short_forms() -> dict[str, frozenset[str]]:
    """Return what each forename is also called, from long to short and back."""
    lines = (Path(__file__).parent / "short.txt").read_text(encoding="utf-8")
    forms: dict[str, set[str]] = {}
    for line in lines.splitlines():
        full, *shorts = line.split()
        for short in shorts:
            forms.setdefault(full, set()).add(short)
            forms.setdefault(short, set()).add(full)
    return {name: frozenset(others) for name, others in forms.items()}


@lru_cache(maxsize=8192)
def tokens_of(text: str) -> tuple[str, ...]:
    """Return the normalised words of a name: "O'Neil-Shaw" is ("oneil", "shaw")."""
    return tuple(token.replace("'", "") for token in _TOKEN.findall(fold(text)))


def given_names(entity: KnownEntity) -> tuple[str, str, str]:
    """Return forename, middle names and surname; split the full name if they are empty."""
    if entity.forename or entity.surname:
        return entity.forename, entity.middle, entity.surname
    words = [w for w in entity.name.split() if fold(w).strip(".") not in _TITLES]
    if len(words) < 2:
        return "", "", " ".join(words)
    start = next((n for n, w in enumerate(words) if n and fold(w) in PARTICLES), -1)
    return words[0], " ".join(words[1:start]), " ".join(words[start:])


_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir revd rev".split())


def _add_person(names: NameIndex, entity: KnownEntity) -> None:
    parts = zip(
        ("forename", "middle name", "surname"), given_names(entity), strict=True
    )
    for role, text in parts:
        for token in tokens_of(text):
            names.add(token, entity, role)
        names.add("".join(tokens_of(text)), entity, role)
        if len(tokens_of(text)) > 1:
            names.add_full_name(tokens_of(text), entity)
    first = tokens_of(given_names(entity)[0])[:1]
    for short in sorted(_short_forms().get("".join(first), ())):
        names.add(short, entity, "short form")
    _add_full_names(names, entity)


def _add_full_names(names: NameIndex, entity: KnownEntity) -> None:
    """Add every wording in full, and what part of it is not yet the person's."""
    for text in (entity.name, *entity.aliases):
        tokens = tuple(t for t in tokens_of(text) if t not in _TITLES)
        if len(tokens) > 1:
            names.add_full_name(tokens, entity)
        for token in tokens:
            if all(p.entity != entity for p in names.parts.get(token, ())):
                names.add(token, entity, "alias")
