"""What remains of a name: capitals of a body, look-alike letters, a lone initial."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.gate.dictionary_words import is_word
from cspr_tui.gate.misspellings import ACRONYMS
from cspr_tui.gate.skeleton import bare

Found = tuple[int, int, str, str]
_CAPITALS = re.compile(r"(?<![\w&/.-])(?:[A-Z]{3,8}|(?:[A-Z]\. ?){2,7}[A-Z])(?![\w&])")
_WORD = re.compile(r"[A-Za-z]{3,20}")
_LINKS = frozenset({"of", "the", "and", "for", "in", "at", "on"})
_UNNAMED = frozenset({EntityType.PERSON, EntityType.REF, EntityType.CODE})


def find_capitals(text: str, entities: Sequence[KnownEntity]) -> Iterator[Found]:
    """Yield capitals that stand for a body or place of the record."""
    owners: dict[str, str] = {}
    for entity in entities:
        if entity.type not in _UNNAMED:
            for letters in _first_letters((entity.name, *entity.aliases)):
                owners.setdefault(letters, entity.id)
    for found in _CAPITALS.finditer(text) if owners else ():
        letters = bare(found.group())
        if letters in owners:
            why = f"capitals of {owners[letters]}"
            yield found.start(), found.end(), "NAME_PART", why


def _first_letters(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        words = [bare(word) for word in re.split(r"[\s\-]+", text) if bare(word)]
        short = [word for word in words if word not in _LINKS]
        for taken in (words, short):
            letters = "".join(word[0] for word in taken)
            if len(letters) > 2 and letters not in ACRONYMS:
                yield letters


def find_alike(text: str, entities: Sequence[KnownEntity]) -> Iterator[Found]:
    """Yield words that look like a recorded name: l written for a capital I."""
    names: dict[str, str] = {}
    for entity in entities:
        if entity.type is EntityType.PERSON:
            texts = (entity.name, entity.forename, entity.surname, *entity.aliases)
            for word in " ".join(texts).split():
                if len(bare(word)) > 2 and "i" in bare(word):
                    names.setdefault(_shape(bare(word)), entity.id)
    for found in _WORD.finditer(text) if names else ():
        word = found.group().lower()
        if _shape(word) in names and not is_word(word):
            why = f"looks like a name of {names[_shape(word)]}"
            yield found.start(), found.end(), "NAME_PART", why


def _shape(word: str) -> str:
    return word.replace("i", "l")


def find_beside(text: str, entities: Sequence[KnownEntity]) -> Iterator[Found]:
    """Yield a lone initial right after a pseudonym, as in "Mother G."."""
    said = {
        e.pseudonym for e in entities if e.type is EntityType.PERSON and e.pseudonym
    }
    every = {entity.pseudonym for entity in entities}
    shape = "|".join(re.escape(name) for name in sorted(said, key=len, reverse=True))
    for found in re.finditer(rf"\b(?:{shape})[ .]([B-HJ-Z])\b", text) if said else ():
        if found.group() not in every:
            yield *found.span(1), "INITIALS", "an initial beside a pseudonym"
