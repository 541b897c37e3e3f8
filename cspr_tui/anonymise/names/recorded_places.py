"""Recorded schools, homes, surgeries and areas in a text, in full or shortened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from cspr_tui.anonymise.names.disambiguation import WITHHELD
from cspr_tui.anonymise.names.name_index import PARTICLES, tokens_of
from cspr_tui.anonymise.names.tokens import (
    Token,
    TokenisedText,
    begins_sentence,
    may_be_one_name,
)
from cspr_tui.anonymise.text.lexicon import is_english_word
from cspr_tui.anonymise.text.localities import area_wording, is_area_name
from cspr_tui.anonymise.text.span import TextSpan
from cspr_tui.domain.identity import EntityType, KnownEntity

# What many such names have in common; alone it names nothing.
GENERIC_WORDS = frozenset(
    (
        "school primary secondary infant infants junior juniors academy college nursery "
        "preschool high grammar community special catholic rc ce church of the and for "
        "st saint surgery practice medical centre center health hospital infirmary "
        "general royal house home homes lodge hall court park road street lane avenue "
        "estate club youth family hub children childrens trust ltd limited service "
        "services group team council ward unit clinic hostel refuge society "
        "association partnership city town north south east west upper lower great "
        "little new old police constabulary nhs foundation university care day"
    ).split()
)
NOT_PLACES = frozenset({EntityType.PERSON, EntityType.REF, EntityType.CODE})
# What often has the name of the place it is in.
_NAMED_AFTER_PLACES = frozenset(
    {EntityType.SCHOOL, EntityType.HOSPITAL, EntityType.ORG}
)
PlacePhrases = dict[str, list[tuple[tuple[str, ...], KnownEntity]]]


def find_recorded_places(
    doc: TokenisedText, entities: Iterable[KnownEntity]
) -> Iterator[TextSpan]:
    """Yield every mention of a recorded place or organisation that must be masked.

    "Teal Vale Primary School" is found as "Teal Vale Primary" and "Teal Vale" too.
    """
    places = [e for e in entities if e.policy != "keep" and e.type not in NOT_PLACES]
    phrases = _phrases(sorted(places, key=lambda e: (e.id, e.name)))
    at, tokens, total = 0, doc.tokens, len(doc.tokens)
    while at < total:
        may_begin = tokens[at].is_capital or tokens[at].text in phrases
        found = _longest_place_at(doc, at, phrases) if may_begin else None
        if found is None:
            at += 1
            continue
        size, entity = found
        span = _judge(doc, at, size, entity)
        if span is not None:
            yield span
        at += size


def _phrases(entities: Iterable[KnownEntity]) -> PlacePhrases:
    """Return the wordings to look for, by their first word, longest first."""
    phrases: PlacePhrases = {}
    for entity in entities:
        for text in (entity.name, *entity.aliases):
            tokens = tokens_of(text)
            for name in _singular_and_plural(_shortened_names(tokens)):
                phrases.setdefault(name[0], []).append((name, entity))
    for candidates in phrases.values():
        candidates.sort(key=lambda item: (-len(item[0]), item[0], item[1].id))
    return phrases


def _singular_and_plural(names: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield names, and those of several words in the other number too."""
    for name in names:
        yield name
        *lead, last = name
        if lead and last not in GENERIC_WORDS:
            yield (*lead, last[:-1] if last.endswith("s") else f"{last}s")


def _shortened_names(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a name, and its beginnings that still name something."""
    if tokens[:1] == ("the",):
        tokens = tokens[1:]
    if not tokens:
        return
    yield tokens
    own_words = [n for n, token in enumerate(tokens) if token not in GENERIC_WORDS]
    if own_words:
        for end in range(own_words[-1] + 1, len(tokens)):
            yield tokens[:end]
    if len(own_words) > 2:
        # Two words of its own still name it: the Teal Vale scheme.
        yield from (tokens[: end + 1] for end in own_words[1:-1])
    if len(own_words) == 1 and own_words[0] > 0 and len(tokens[own_words[0]]) > 3:
        yield tokens[own_words[0] :]


def _longest_place_at(
    doc: TokenisedText, at: int, phrases: PlacePhrases
) -> tuple[int, KnownEntity] | None:
    token = doc.tokens[at]
    candidates = phrases.get(token.text)
    if candidates is None:
        candidates = (
            _misspelt_places(token, phrases) if token.is_capital and phrases else []
        )
    for phrase, entity in candidates:
        words = doc.tokens[at : at + len(phrase)]
        is_same = tuple(word.text for word in words[1:]) == phrase[1:]
        if is_same and len(words) == len(phrase) and may_be_one_name(doc.view, words):
            return _with_generic_words(doc, at, len(phrase)), entity
    return None


def _misspelt_places(
    token: Token, phrases: PlacePhrases
) -> list[tuple[tuple[str, ...], KnownEntity]]:
    if len(token.text) < 6 or is_english_word(token.text):
        return []
    similar = [
        known
        for known in phrases
        if len(known) > 5 and OSA.distance(token.text, known, score_cutoff=1) <= 1
    ]
    return phrases[min(similar)] if similar else []


def _with_generic_words(doc: TokenisedText, at: int, size: int) -> int:
    """Return how many words the name has with the common words that follow."""
    while at + size < len(doc.tokens):
        words = doc.tokens[at + size - 1 : at + size + 1]
        common = words[1].text in GENERIC_WORDS - PARTICLES and words[1].is_capital
        if (
            not common
            or not may_be_one_name(doc.view, words)
            or not _same_line(doc, at + size)
        ):
            break
        size += 1
    return size


def _same_line(doc: TokenisedText, at: int) -> bool:
    between = doc.view.text[doc.tokens[at - 1].end : doc.tokens[at].start]
    return between in {" ", "-", "\n"}


def _judge(
    doc: TokenisedText, at: int, size: int, entity: KnownEntity
) -> TextSpan | None:
    words = doc.tokens[at : at + size]
    start, end = doc.view.span(words[0].start, words[-1].end)
    replacement = entity.pseudonym or WITHHELD
    kind = entity.type.value
    own_words = [word for word in words if word.text not in GENERIC_WORDS]
    are_all_words = all(is_english_word(word.text) for word in own_words)
    if are_all_words and not any(word.is_capital for word in own_words):
        return None
    is_doubtful = begins_sentence(doc.view, words[0]) or doc.before(at) in {
        "the",
        "a",
    }
    if are_all_words and size == 1 and is_doubtful:
        reason = f"{entity.id}, or only the word?"
        return TextSpan(start, end, None, reason, entity.id, "NAME_OR_WORD", 20)
    if entity.type in _NAMED_AFTER_PLACES and is_area_name(
        (w.text for w in words), GENERIC_WORDS
    ):
        replacement = (
            area_wording(doc.view.text, words[0].start, words[-1].end) or replacement
        )
    return TextSpan(start, end, replacement, f"{entity.id}, name", entity.id, kind, 82)
