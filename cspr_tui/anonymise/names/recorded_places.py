"""Recorded schools, homes, surgeries, places and areas, whole or by their first words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from cspr_tui.anonymise.names.disambiguation import WITHHELD
from cspr_tui.anonymise.names.name_index import PARTICLES, tokens_of
from cspr_tui.anonymise.names.tokens import Reading, Token, adjacent, begins_sentence
from cspr_tui.anonymise.text.lexicon import is_word
from cspr_tui.anonymise.text.localities import as_area, is_area_name
from cspr_tui.anonymise.text.span import Span
from cspr_tui.domain.identity import EntityType, KnownEntity

# What many such names have in common; alone it names nothing.
GENERIC = frozenset(
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
SKIPPED = frozenset({EntityType.PERSON, EntityType.REF, EntityType.CODE})
# What often has the name of the place it is in.
_NAMED_AFTER = frozenset({EntityType.SCHOOL, EntityType.HOSPITAL, EntityType.ORG})
Phrases = dict[str, list[tuple[tuple[str, ...], KnownEntity]]]


def find_things(reading: Reading, entities: Iterable[KnownEntity]) -> Iterator[Span]:
    """Yield every mention of a thing that is on record and must not leave."""
    masked = [e for e in entities if e.policy != "keep" and e.type not in SKIPPED]
    phrases = _phrases(sorted(masked, key=lambda e: (e.id, e.name)))
    at, tokens, total = 0, reading.tokens, len(reading.tokens)
    while at < total:
        begins = tokens[at].is_capital or tokens[at].text in phrases
        found = _longest(reading, at, phrases) if begins else None
        if found is None:
            at += 1
            continue
        size, entity = found
        span = _judged(reading, at, size, entity)
        if span is not None:
            yield span
        at += size


def _phrases(entities: Iterable[KnownEntity]) -> Phrases:
    """Return the wordings to look for, by their first word, longest first."""
    phrases: Phrases = {}
    for entity in entities:
        for text in (entity.name, *entity.aliases):
            tokens = tokens_of(text)
            for cut in _both_numbers(_cuts(tokens)):
                phrases.setdefault(cut[0], []).append((cut, entity))
    for held in phrases.values():
        held.sort(key=lambda item: (-len(item[0]), item[0], item[1].id))
    return phrases


def _both_numbers(cuts: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield names, and those of several words in the other number too."""
    for cut in cuts:
        yield cut
        *lead, last = cut
        if lead and last not in GENERIC:
            yield (*lead, last[:-1] if last.endswith("s") else f"{last}s")


def _cuts(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a name, and its beginnings that still name something."""
    if tokens[:1] == ("the",):
        tokens = tokens[1:]
    if not tokens:
        return
    yield tokens
    own = [n for n, token in enumerate(tokens) if token not in GENERIC]
    if own:
        for end in range(own[-1] + 1, len(tokens)):
            yield tokens[:end]
    if len(own) > 2:
        # Two words of its own still name it: the Teal Vale scheme.
        yield from (tokens[: end + 1] for end in own[1:-1])
    if len(own) == 1 and own[0] > 0 and len(tokens[own[0]]) > 3:
        yield tokens[own[0] :]


def _longest(
    reading: Reading, at: int, phrases: Phrases
) -> tuple[int, KnownEntity] | None:
    token = reading.tokens[at]
    held = phrases.get(token.text)
    if held is None:
        held = _misspelt(token, phrases) if token.is_capital and phrases else []
    for phrase, entity in held:
        run = reading.tokens[at : at + len(phrase)]
        same = tuple(word.text for word in run[1:]) == phrase[1:]
        if same and len(run) == len(phrase) and adjacent(reading.view, run):
            return _with_generic(reading, at, len(phrase)), entity
    return None


def _misspelt(
    token: Token, phrases: Phrases
) -> list[tuple[tuple[str, ...], KnownEntity]]:
    if len(token.text) < 6 or is_word(token.text):
        return []
    near = [
        known
        for known in phrases
        if len(known) > 5 and OSA.distance(token.text, known, score_cutoff=1) <= 1
    ]
    return phrases[min(near)] if near else []


def _with_generic(reading: Reading, at: int, size: int) -> int:
    """Return how many words the name has with the common words that follow."""
    while at + size < len(reading.tokens):
        run = reading.tokens[at + size - 1 : at + size + 1]
        common = run[1].text in GENERIC - PARTICLES and run[1].is_capital
        if (
            not common
            or not adjacent(reading.view, run)
            or not _same_line(reading, at + size)
        ):
            break
        size += 1
    return size


def _same_line(reading: Reading, at: int) -> bool:
    between = reading.view.text[reading.tokens[at - 1].end : reading.tokens[at].start]
    return between in {" ", "-", "\n"}


def _judged(reading: Reading, at: int, size: int, entity: KnownEntity) -> Span | None:
    run = reading.tokens[at : at + size]
    start, end = reading.view.span(run[0].start, run[-1].end)
    said = entity.pseudonym or WITHHELD
    kind = entity.type.value
    own = [word for word in run if word.text not in GENERIC]
    plain = all(is_word(word.text) for word in own)
    if plain and not any(word.is_capital for word in own):
        return None
    doubtful = begins_sentence(reading.view, run[0]) or reading.before(at) in {
        "the",
        "a",
    }
    if plain and size == 1 and doubtful:
        doubt = f"{entity.id}, or only the word?"
        return Span(start, end, None, doubt, entity.id, "NAME_OR_WORD", 20)
    if entity.type in _NAMED_AFTER and is_area_name((w.text for w in run), GENERIC):
        said = as_area(reading.view.text, run[0].start, run[-1].end) or said
    return Span(start, end, said, f"{entity.id}, name", entity.id, kind, 82)
