"""Finding recorded people in a text: whole names, parts, initials, misspellings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from cspr_tui.anonymise.bearer import A_RELATIVE, meant, wording
from cspr_tui.anonymise.evidence import Verdict, verdict
from cspr_tui.anonymise.lexicon import (
    FUNCTION_WORDS,
    TITLES,
    forenames,
    is_word,
    proper,
)
from cspr_tui.anonymise.names import PARTICLES, Hit, given_names, tokens_of
from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.tokens import Reading, Token, adjacent, touching
from cspr_tui.domain.identity import KnownEntity

NAME, WHOLE = 80, 90
# How many words one name can have.
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Words from `first` to `last` that make one name, and whose it may be."""

    first: int
    last: int
    hits: tuple[Hit, ...]
    ids: frozenset[str]
    whole: bool = False


def find_people(reading: Reading) -> Iterator[Span]:
    """Yield a span for each recorded name, whole, in part or slightly misspelt."""
    at = 0
    while at < len(reading.tokens):
        run = _whole(reading, at) or _run(reading, at)
        if run is None:
            at += 1
            continue
        span = _judged(reading, run)
        if span is not None:
            yield span
        at = run.last + 1


def _whole(reading: Reading, at: int) -> Run | None:
    for name in reading.names.wholes.get(reading.text_at(at), ()):
        words = reading.tokens[at : at + len(name)]
        if tuple(w.text for w in words) != name or not adjacent(reading.view, words):
            continue
        ids = frozenset(e.id for e in reading.names.bearers[name])
        if _is_named(words):
            longer = _run(reading, at)
            last = at + len(name) - 1
            if longer is not None and longer.ids & ids:
                last = max(last, longer.last)
            return Run(at, last, (), ids, whole=True)
    return None


def _is_named(words: list[Token]) -> bool:
    """Whether a whole name is meant: in any case, unless it reads as a phrase."""
    if any(word.is_capital for word in words[:1] + words[-1:]):
        return True
    return words[0].text not in FUNCTION_WORDS


def _run(reading: Reading, at: int) -> Run | None:
    """Return the longest name beginning at a word, initials and slips included."""
    first = _after_initials(reading, at)
    hit = reading.names.hit(reading.text_at(first))
    if not hit.parts:
        return None
    hits, ids, last = [hit], hit.ids, first
    for step in range(first + 1, min(first + _LONGEST, len(reading.tokens))):
        words = reading.tokens[last : step + 1]
        if not adjacent(reading.view, words) or step - last > 3:
            break
        found = reading.names.hit(reading.text_at(step))
        shared = found.ids & ids
        if shared and _continues(reading, words, hits[-1], found, shared):
            hits, ids, last = [*hits, found], shared, step
        elif not _may_be_between(reading.tokens[step]):
            break
    return Run(at, last, tuple(hits), ids)


def _continues(
    reading: Reading,
    words: list[Token],
    before: Hit,
    found: Hit,
    shared: frozenset[str],
) -> bool:
    """Whether a second part belongs to the name, and is no new mention of it."""
    between = reading.view.text[words[0].end : words[-1].start]
    if "," in between:
        reverse = any(
            "surname" in before.roles(i) and "surname" not in found.roles(i)
            for i in shared
        )
        return reverse and words[-1].is_capital
    if "'s" in between or (
        ". " in between and len(words) == 2 and len(words[0].text) > 1
    ):
        return False
    if words[-1].text == words[0].text and is_word(words[0].text):
        return False
    return words[-1].is_capital or not is_word(words[-1].text) or _flat(words)


def _flat(words: list[Token]) -> bool:
    return not words[0].is_capital


def _may_be_between(token: Token) -> bool:
    """Whether a word can stand inside a name without being recorded."""
    if token.text in PARTICLES - {"and", "of", "the", "und", "y"}:
        return True
    strange = token.is_capital and not is_word(token.text)
    return strange or (len(token.text) == 1 and token.is_capital)


def _after_initials(reading: Reading, at: int) -> int:
    """Return the place of the word that the initials at a place belong to."""
    step = at
    while step < at + 3 and _is_initial(reading, step):
        step += 1
    if step == at or step >= len(reading.tokens):
        return at
    while reading.text_at(step) in PARTICLES and step < at + 5:
        step += 1
    if step >= len(reading.tokens):
        return at
    words = reading.tokens[at : step + 1]
    joined = adjacent(reading.view, words) and words[-1].is_capital
    return step if joined and len(words[-1].text) > 1 else at


def _is_initial(reading: Reading, at: int) -> bool:
    if at >= len(reading.tokens):
        return False
    token = reading.tokens[at]
    if len(token.text) != 1 or not token.is_capital or not token.text.isalpha():
        return False
    return reading.before(at) not in {"child", "baby", "family", "person", "adult"}


def _judged(reading: Reading, run: Run) -> Span | None:
    first = run.last if run.last == run.first else run.first
    if run.whole or len(run.hits) > 1:
        surname = all("surname" in h.roles(i) for h in run.hits for i in run.ids)
        alone = surname or (run.whole and len(_bearers(reading, run)) > 1)
        return (alone and _relative(reading, run)) or _named(reading, run)
    if run.first < run.last:
        return _of_initial(reading, run)
    judged = verdict(reading, first, run.hits[0])
    relative = _relative(reading, run)
    if relative is not None and (judged is Verdict.NAME or relative.entity):
        return relative
    if judged is Verdict.NAME:
        return _named(reading, run)
    return _doubt(reading, run) if judged is Verdict.DOUBT else None


def _of_initial(reading: Reading, run: Run) -> Span | None:
    """Judge an initial with a surname: whose it is, or a relative's."""
    token = reading.tokens[run.first]
    dotted = reading.view.text[token.end : token.end + 1] == "."
    word = is_word(reading.text_at(run.last))
    people = [e for e in reading.names.people if e.id in run.ids]
    same = [e for e in people if given_names(e)[0][:1].lower() == token.text]
    if word and not dotted and not same:
        return _judged(reading, Run(run.last, run.last, run.hits, run.ids))
    if word and not dotted and token.text in {"a", "i"}:
        return _doubt(reading, run)
    if not same:
        return _span(reading, run, A_RELATIVE, "", "initial and surname")
    ids = frozenset(e.id for e in same)
    return _named(reading, Run(run.first, run.last, run.hits, ids))


def _relative(reading: Reading, run: Run) -> Span | None:
    """Return one span for a name of which only one word is on record."""
    for near, other in ((run.first - 1, run.first), (run.last + 1, run.last)):
        if not 0 <= near < len(reading.tokens) or not _touch(reading, near, other):
            continue
        if (
            not _is_strange(reading, near)
            or reading.names.hit(reading.text_at(near)).parts
        ):
            continue
        both = Run(min(run.first, near), max(run.last, near), run.hits, run.ids)
        like = _alike(reading, near, run)
        if like:
            return _named(reading, Run(both.first, both.last, both.hits, like))
        surname = near < other
        said = A_RELATIVE if surname else "a named person"
        return _span(reading, both, said, "", "a recorded and an unknown name")
    return None


def _touch(reading: Reading, near: int, other: int) -> bool:
    low, high = sorted((near, other))
    return touching(reading.view, reading.tokens[low], reading.tokens[high])


def _is_strange(reading: Reading, at: int) -> bool:
    token = reading.tokens[at]
    if not token.is_capital or not token.text.isalpha() or len(token.text) < 3:
        return False
    ordinary = is_word(token.text) and token.text not in forenames()
    return not ordinary and token.text not in proper() | TITLES


def _alike(reading: Reading, at: int, run: Run) -> frozenset[str]:
    """Return those of a run's people who have a name much like the word."""
    word = reading.text_at(at)
    found = set()
    for entity in reading.names.people:
        if entity.id not in run.ids:
            continue
        others = [t for text in (entity.name, *entity.aliases) for t in tokens_of(text)]
        if any(_resembles(word, other) for other in others):
            found.add(entity.id)
    return frozenset(found)


def _resembles(word: str, other: str) -> bool:
    allowed = 1 if max(len(word), len(other)) < 7 else 2 if len(other) < 10 else 3
    return len(other) > 2 and OSA.distance(word, other) <= allowed


def _bearers(reading: Reading, run: Run) -> list[KnownEntity]:
    return [e for e in reading.names.people if e.id in run.ids]


def _named(reading: Reading, run: Run) -> Span:
    bearers = _bearers(reading, run)
    people = meant(reading, bearers, run.first, run.last)
    said = wording(people)
    reason = "full name" if run.whole else _why(run)
    if said != A_RELATIVE or len(people) == 1:
        return _span(reading, run, said, people[0].id, f"{people[0].id}, {reason}")
    why = f"{reason} of {len(people)} people"
    follows = reading.after(run.last)
    if follows == "family":
        longer = Run(run.first, run.last + 1, run.hits, run.ids, whole=run.whole)
        return _span(reading, longer, "family", "", why)
    plural = reading.text_at(run.last) not in reading.names.parts
    after_the = reading.before(run.first) == "the"
    shared = "family" if after_the and plural else "family's" if after_the else said
    return _span(reading, run, shared, "", why)


def _why(run: Run) -> str:
    if not run.hits:
        return "full name"
    off = sum(hit.off for hit in run.hits)
    roles = sorted({part.role for hit in run.hits for part in hit.parts})
    return f"{' and '.join(roles)}, {off} off" if off else " and ".join(roles)


def _span(reading: Reading, run: Run, said: str, entity: str, reason: str) -> Span:
    start, end = _place(reading, run)
    weight = WHOLE if run.whole else NAME
    return Span(start, end, said, reason, entity, "PERSON", weight)


def _place(reading: Reading, run: Run) -> tuple[int, int]:
    """Return the source span of a run, with the titles before it."""
    first = run.first
    while first and reading.text_at(first - 1) in TITLES:
        words = reading.tokens[first - 1 : first + 1]
        if not adjacent(reading.view, words) or not words[0].is_capital:
            break
        first -= 1
    return reading.view.span(reading.tokens[first].start, reading.tokens[run.last].end)


def _doubt(reading: Reading, run: Run) -> Span:
    start, end = reading.view.span(
        reading.tokens[run.first].start, reading.tokens[run.last].end
    )
    entity = min(run.ids)
    said = f"{_why(run)} of {entity}, or only the word?"
    return Span(start, end, None, said, entity, "NAME_OR_WORD", 20)
