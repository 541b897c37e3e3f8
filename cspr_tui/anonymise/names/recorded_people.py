"""Finding recorded people in a text: whole names, parts, initials, misspellings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from cspr_tui.anonymise.names.disambiguation import A_RELATIVE, meant, wording
from cspr_tui.anonymise.names.evidence import Verdict, verdict
from cspr_tui.anonymise.names.lone_initials import dot_after, with_initial
from cspr_tui.anonymise.names.name_boundaries import Run, run_at
from cspr_tui.anonymise.names.name_index import given_names, tokens_of
from cspr_tui.anonymise.names.surnames import couple_from, of_couple, of_one, shared
from cspr_tui.anonymise.names.tokens import Reading, adjacent, touching
from cspr_tui.anonymise.text.lexicon import KIN, TITLES, forenames, is_word, proper
from cspr_tui.anonymise.text.span import Span
from cspr_tui.domain.identity import KnownEntity

NAME, WHOLE = 80, 90


def find_people(reading: Reading) -> Iterator[Span]:
    """Yield a span for each recorded name, whole, in part or slightly misspelt."""
    at, tokens, total = 0, reading.tokens, len(reading.tokens)
    beginnings = {word for word in reading.words if _may_begin(reading, word)}
    while at < total:
        if tokens[at].text not in beginnings:
            at += 1
            continue
        run = run_at(reading, at)
        if run is None:
            at += 1
            continue
        span = _judged(reading, run)
        if span is not None:
            yield span
        at = run.last + 1


def _may_begin(reading: Reading, word: str) -> bool:
    """Whether a name can begin with a word at all; most words are soon passed by."""
    names = reading.names
    return len(word) == 1 or word in names.wholes or bool(names.hit(word).parts)


def _judged(reading: Reading, run: Run) -> Span | None:
    first = run.last if run.last == run.first else run.first
    if _is_surname_after_initial(reading, run):
        return _of_initial(reading, run)
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


def _is_surname_after_initial(reading: Reading, run: Run) -> bool:
    """Whether a surname of several words has an initial before it."""
    surname = all("surname" in hit.roles(i) for hit in run.hits for i in run.ids)
    return len(run.hits) > 1 and surname and len(reading.text_at(run.first)) == 1


def _of_initial(reading: Reading, run: Run) -> Span | None:
    """Judge an initial with a surname: whose it is, or a relative's."""
    token = reading.tokens[run.first]
    dotted = reading.view.text[token.end : token.end + 1] == "."
    word = is_word(reading.text_at(run.last))
    people = _bearers(reading, run)
    same = [e for e in people if given_names(e)[0][:1].lower() == token.text]
    article = token.text in {"a", "i"}
    if (word or article) and not dotted and not same:
        return _judged(reading, Run(run.last, run.last, run.hits, run.ids))
    if word and not dotted and article:
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
            not _is_strange(reading, near, run)
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


def _is_strange(reading: Reading, near: int, run: Run) -> bool:
    """Whether a word beside a recorded one is the other part of a name."""
    token = reading.tokens[near]
    if not token.is_capital or not token.text.isalpha() or len(token.text) < 3:
        return False
    if token.text in proper() | TITLES | KIN:
        return False
    if near < run.first and _alike(reading, near, run):
        return True
    return not is_word(token.text) or token.text in forenames()


def _alike(reading: Reading, at: int, run: Run) -> frozenset[str]:
    """Return those of a run's people who have a name much like the word."""
    word = reading.text_at(at)
    found = set()
    for entity in _bearers(reading, run):
        others = [t for text in (entity.name, *entity.aliases) for t in tokens_of(text)]
        if any(_resembles(word, other) for other in others):
            found.add(entity.id)
    return frozenset(found)


def _resembles(word: str, other: str) -> bool:
    if len(word) > 2 and other.startswith(word):
        return True
    allowed = 1 if max(len(word), len(other)) < 7 else 2 if len(other) < 10 else 3
    return len(other) > 2 and OSA.distance(word, other) <= allowed


def _bearers(reading: Reading, run: Run) -> list[KnownEntity]:
    return reading.names.of(run.ids)


def _named(reading: Reading, run: Run) -> Span:
    bearers = _bearers(reading, run)
    run, bearers = with_initial(reading, run, bearers)
    if not bearers:
        return _span(reading, run, "a named person", "", "a name and an initial")
    people = meant(reading, bearers, run.first, run.last)
    said = wording(people)
    reason = "full name" if run.whole else _why(run)
    pair = couple_from(reading, run.first)
    if pair < run.first:
        both = Run(pair, run.last, run.hits, run.ids, whole=run.whole)
        return _span(reading, both, of_couple(said), "", f"{reason} of a couple")
    if said != A_RELATIVE or len(people) == 1:
        signs, said = of_one(reading, run, said)
        why = f"{people[0].id}, {reason}"
        span = _span(reading, run, said, people[0].id, why)
        return replace(span, end=span.end + signs)
    last, signs, said = shared(reading, run)
    longer = Run(run.first, last, run.hits, run.ids, whole=run.whole)
    span = _span(reading, longer, said, "", f"{reason} of {len(people)} people")
    return replace(span, end=span.end + signs)


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
    last = reading.tokens[run.last]
    return reading.view.span(
        reading.tokens[first].start, last.end + dot_after(reading, run)
    )


def _doubt(reading: Reading, run: Run) -> Span:
    start, end = reading.view.span(
        reading.tokens[run.first].start, reading.tokens[run.last].end
    )
    entity = min(run.ids)
    said = f"{_why(run)} of {entity}, or only the word?"
    return Span(start, end, None, said, entity, "NAME_OR_WORD", 20)
