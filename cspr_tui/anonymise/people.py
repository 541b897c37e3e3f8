"""Finding recorded names in a text, and how much speaks for each find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cspr_tui.anonymise.lexicon import MONTHS, is_word
from cspr_tui.anonymise.names import Names, Part
from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.tokens import Token, adjacent, begins_sentence
from cspr_tui.anonymise.view import View
from cspr_tui.domain.identity import EntityType, KnownEntity

TITLES = frozenset(
    (
        "mr mrs ms miss dr doctor pc dc ds di dci sgt insp prof professor sir lady "
        "revd rev fr cllr nurse"
    ).split()
)
_FEMALE = frozenset({"mrs", "ms", "miss", "lady"})
_MALE = frozenset({"mr", "sir", "fr"})
_WOMEN = ("mother", "aunt", "sister", "daughter", "niece")
_MEN = ("father", "uncle", "brother", "son", "nephew")
_AFTER = frozenset(
    (
        "said was is told had has lived lives went came did would could asked rang "
        "called felt and who stayed moved drew began attended disclosed reported "
        "refused died were"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text being read: its view, its words, and the names to look for."""

    view: View
    tokens: list[Token]
    names: Names

    def text_at(self, at: int) -> str:
        """Return the folded word at a place, empty beyond the ends."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def span(self, run: list[Token], at: int = 0) -> tuple[int, int]:
        """Return the source span of some words; of a title before them too."""
        first = run[0]
        if at and self.text_at(at - 1) in TITLES:
            title = self.tokens[at - 1]
            first = title if adjacent(self.view, [title, first]) else first
        return self.view.span(first.start, run[-1].end)


def find_names(reading: Reading) -> Iterator[Span]:
    """Yield a span for each recorded name, whole, in part or slightly misspelt."""
    at = 0
    while at < len(reading.tokens):
        taken, span = _phrase(reading, at) or _single(reading, at)
        if span is not None:
            yield span
        at += taken


def _phrase(reading: Reading, at: int) -> tuple[int, Span] | None:
    for phrase, entity in reading.names.phrases.get(reading.text_at(at), ()):
        run = reading.tokens[at : at + len(phrase)]
        same = tuple(token.text for token in run) == phrase
        if same and adjacent(reading.view, run) and _is_named(run, entity):
            return len(phrase), _span(reading, at, run, entity, "full name")
    return None


def _is_named(run: list[Token], entity: KnownEntity) -> bool:
    """Whether a whole name is meant: in any case, unless it is all common words."""
    if entity.type is not EntityType.PERSON or not all(is_word(t.text) for t in run):
        return True
    return any(token.is_capital for token in run)


def _single(reading: Reading, at: int) -> tuple[int, Span | None]:
    found, reason = _parts(reading, reading.text_at(at))
    if not found:
        return 1, None
    run = _run(reading, at, found)
    if len(run) == 1 and not _speaks_for(reading, at, found[0].entity):
        return 1, _doubt(reading, run, found, reason)
    return len(run), _decided(reading, at, run, found, reason)


def _parts(reading: Reading, text: str) -> tuple[list[Part], str]:
    """Return whose name the word is, and which part of it or how far off."""
    held = reading.names.parts.get(text)
    if held:
        return held, held[0].role
    near = reading.names.near(text)
    if near is None:
        return [], ""
    held = reading.names.parts[near[0]]
    return held, f"{held[0].role}, {near[1]} off"


def _run(reading: Reading, at: int, found: list[Part]) -> list[Token]:
    """Return the word and those after it that are parts of the same person."""
    people = {part.entity.id for part in found}
    run = [reading.tokens[at]]
    for token in reading.tokens[at + 1 : at + 5]:
        between = reading.view.text[run[-1].end : token.start]
        if "," in between or not adjacent(reading.view, [run[-1], token]):
            break
        held = reading.names.parts.get(token.text, ())
        shared = people & {part.entity.id for part in held}
        if not shared and not (len(token.text) == 1 and token.is_capital):
            break
        people = shared or people
        run.append(token)
    while len(run) > 1 and len(run[-1].text) == 1:
        run.pop()
    return run


def _decided(
    reading: Reading, at: int, run: list[Token], found: list[Part], reason: str
) -> Span:
    people = _meant(reading, at, run, found)
    if len({person.pseudonym for person in people}) == 1:
        return _span(reading, at, run, people[0], reason)
    start, end = reading.span(run, at)
    said = f"{reason} of {len(people)} people"
    return Span(start, end, "a family member", said, "", "PERSON", 70)


def _meant(
    reading: Reading, at: int, run: list[Token], found: list[Part]
) -> list[KnownEntity]:
    """Return who of those with that name is meant: by the other parts, by title."""
    people = {part.entity.id: part.entity for part in found}
    for token in run[1:]:
        held = {part.entity.id for part in reading.names.parts.get(token.text, ())}
        people = {key: e for key, e in people.items() if key in held} or people
    title = reading.text_at(at - 1)
    wanted = _WOMEN if title in _FEMALE else _MEN if title in _MALE else ()
    titled = [e for e in people.values() if wanted and e.relation.endswith(wanted)]
    chosen = titled if len(titled) == 1 else list(people.values())
    return sorted(chosen, key=lambda e: e.id)


def _speaks_for(reading: Reading, at: int, entity: KnownEntity) -> bool:
    """Whether a single word is a name here, and not the word it also is."""
    token = reading.tokens[at]
    if not is_word(token.text):
        return True
    if not token.is_capital or entity.type is not EntityType.PERSON:
        return token.is_capital
    owns = reading.view.text[token.end : token.end + 2] == "'s"
    if owns or reading.text_at(at - 1) in TITLES:
        return True
    if token.text in MONTHS or begins_sentence(reading.view, token):
        return reading.text_at(at + 1) in _AFTER
    return True


def _doubt(
    reading: Reading, run: list[Token], found: list[Part], reason: str
) -> Span | None:
    if not run[0].is_capital:
        return None
    start, end = reading.span(run)
    entity = min(part.entity.id for part in found)
    said = f"{reason} of {entity}, or only the word?"
    return Span(start, end, None, said, entity, "NAME_OR_WORD", 20)


def _span(
    reading: Reading, at: int, run: list[Token], entity: KnownEntity, reason: str
) -> Span:
    weight = 90 if reason == "full name" else 80
    start, end = reading.span(run, at)
    said = f"{entity.id}, {reason}"
    kind = entity.type.value
    return Span(start, end, entity.pseudonym, said, entity.id, kind, weight)
