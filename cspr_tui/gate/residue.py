"""Traces of a name: an organisation's acronym, look-alike letters, a single initial."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.gate.dictionary_words import is_dictionary_word
from cspr_tui.gate.misspellings import ACRONYMS
from cspr_tui.gate.raw_leak import RawLeak
from cspr_tui.gate.skeleton import skeleton_text

_CAPITALS = re.compile(r"(?<![\w&/.-])(?:[A-Z]{3,8}|(?:[A-Z]\. ?){2,7}[A-Z])(?![\w&])")
_WORD = re.compile(r"[A-Za-z]{3,20}")
_LINKS = frozenset({"of", "the", "and", "for", "in", "at", "on"})
_WITHOUT_ACRONYM = frozenset({EntityType.PERSON, EntityType.REF, EntityType.CODE})


def find_acronyms(text: str, entities: Sequence[KnownEntity]) -> Iterator[RawLeak]:
    """Yield acronyms of recorded organisations and places."""
    owners: dict[str, str] = {}
    for entity in entities:
        if entity.type not in _WITHOUT_ACRONYM:
            for letters in _first_letters((entity.name, *entity.aliases)):
                owners.setdefault(letters, entity.id)
    for found in _CAPITALS.finditer(text) if owners else ():
        letters = skeleton_text(found.group())
        if letters in owners:
            reason = f"capitals of {owners[letters]}"
            yield found.start(), found.end(), "NAME_PART", reason


def _first_letters(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        words = [
            skeleton_text(word)
            for word in re.split(r"[\s\-]+", text)
            if skeleton_text(word)
        ]
        significant = [word for word in words if word not in _LINKS]
        for chosen in (words, significant):
            letters = "".join(word[0] for word in chosen)
            if len(letters) > 2 and letters not in ACRONYMS:
                yield letters


def find_lookalikes(text: str, entities: Sequence[KnownEntity]) -> Iterator[RawLeak]:
    """Yield words that look like a recorded name because l is written for a capital I."""
    names: dict[str, str] = {}
    for entity in entities:
        if entity.type is EntityType.PERSON:
            texts = (entity.name, entity.forename, entity.surname, *entity.aliases)
            for word in " ".join(texts).split():
                if len(skeleton_text(word)) > 2 and "i" in skeleton_text(word):
                    names.setdefault(_with_l_for_i(skeleton_text(word)), entity.id)
    for found in _WORD.finditer(text) if names else ():
        word = found.group().lower()
        if _with_l_for_i(word) in names and not is_dictionary_word(word):
            reason = f"looks like a name of {names[_with_l_for_i(word)]}"
            yield found.start(), found.end(), "NAME_PART", reason


def _with_l_for_i(word: str) -> str:
    return word.replace("i", "l")


def find_initials_after_pseudonyms(
    text: str, entities: Sequence[KnownEntity]
) -> Iterator[RawLeak]:
    """Yield a single initial right after a pseudonym, as in "Mother G."."""
    pseudonyms = {
        e.pseudonym for e in entities if e.type is EntityType.PERSON and e.pseudonym
    }
    all_pseudonyms = {entity.pseudonym for entity in entities}
    pattern = "|".join(
        re.escape(name) for name in sorted(pseudonyms, key=len, reverse=True)
    )
    for found in (
        re.finditer(rf"\b(?:{pattern})[ .]([B-HJ-Z])\b", text) if pseudonyms else ()
    ):
        if found.group() not in all_pseudonyms:
            yield *found.span(1), "INITIALS", "an initial beside a pseudonym"
