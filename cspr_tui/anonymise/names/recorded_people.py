"""Recorded people in a text: full names, parts of names, initials, misspellings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from cspr_tui.anonymise.names.disambiguation import (
    FAMILY_MEMBER,
    likely_people,
    shared_pseudonym,
)
from cspr_tui.anonymise.names.evidence import NameVerdict, judge_word
from cspr_tui.anonymise.names.lone_initials import dot_length_after, with_initial
from cspr_tui.anonymise.names.name_boundaries import NameRun, name_at
from cspr_tui.anonymise.names.name_index import given_names, tokens_of
from cspr_tui.anonymise.names.surnames import (
    couple_start,
    couple_wording,
    one_persons_surname,
    shared_surname,
)
from cspr_tui.anonymise.names.tokens import (
    TokenisedText,
    in_one_phrase,
    may_be_one_name,
)
from cspr_tui.anonymise.text.lexicon import (
    KIN_WORDS,
    TITLES,
    forenames,
    is_english_word,
    proper_nouns,
)
from cspr_tui.anonymise.text.span import TextSpan
from cspr_tui.domain.identity import KnownEntity

PART_WEIGHT, FULL_NAME_WEIGHT = 80, 90


def find_recorded_people(doc: TokenisedText) -> Iterator[TextSpan]:
    """Yield a span for each recorded person's name: in full, in part or misspelt."""
    at, tokens, total = 0, doc.tokens, len(doc.tokens)
    first_words = {is_a_word for is_a_word in doc.words if _may_begin(doc, is_a_word)}
    while at < total:
        if tokens[at].text not in first_words:
            at += 1
            continue
        run = name_at(doc, at)
        if run is None:
            at += 1
            continue
        span = _judge(doc, run)
        if span is not None:
            yield span
        at = run.last + 1


def _may_begin(doc: TokenisedText, is_a_word: str) -> bool:
    """Whether a name can begin with a word at all; most words are soon passed by."""
    names = doc.names
    return (
        len(is_a_word) == 1
        or is_a_word in names.full_names
        or bool(names.match(is_a_word).parts)
    )


def _judge(doc: TokenisedText, run: NameRun) -> TextSpan | None:
    first = run.last if run.last == run.first else run.first
    if _is_surname_after_initial(doc, run):
        return _judge_initial_and_surname(doc, run)
    if run.is_full_name or len(run.matches) > 1:
        surname = all(
            "surname" in match.roles(i) for match in run.matches for i in run.ids
        )
        alone = surname or (run.is_full_name and len(_people(doc, run)) > 1)
        return (alone and _half_recorded_name(doc, run)) or _replacement_span(doc, run)
    if run.first < run.last:
        return _judge_initial_and_surname(doc, run)
    decision = judge_word(doc, first, run.matches[0])
    half_recorded = _half_recorded_name(doc, run)
    if half_recorded is not None and (
        decision is NameVerdict.NAME or half_recorded.entity
    ):
        return half_recorded
    if decision is NameVerdict.NAME:
        return _replacement_span(doc, run)
    return _doubtful_span(doc, run) if decision is NameVerdict.DOUBT else None


def _is_surname_after_initial(doc: TokenisedText, run: NameRun) -> bool:
    """Whether a surname of several words has an initial before it."""
    surname = all("surname" in hit.roles(i) for hit in run.matches for i in run.ids)
    return len(run.matches) > 1 and surname and len(doc.text_at(run.first)) == 1


def _judge_initial_and_surname(doc: TokenisedText, run: NameRun) -> TextSpan | None:
    """Judge an initial with a surname: whose it is, or a relative's."""
    token = doc.tokens[run.first]
    has_dot = doc.view.text[token.end : token.end + 1] == "."
    is_a_word = is_english_word(doc.text_at(run.last))
    people = _people(doc, run)
    matching = [e for e in people if given_names(e)[0][:1].lower() == token.text]
    article = token.text in {"a", "i"}
    if (is_a_word or article) and not has_dot and not matching:
        return _judge(doc, NameRun(run.last, run.last, run.matches, run.ids))
    if is_a_word and not has_dot and article:
        return _doubtful_span(doc, run)
    if not matching:
        return _span(doc, run, FAMILY_MEMBER, "", "initial and surname")
    ids = frozenset(e.id for e in matching)
    return _replacement_span(doc, NameRun(run.first, run.last, run.matches, ids))


def _half_recorded_name(doc: TokenisedText, run: NameRun) -> TextSpan | None:
    """Return one span for a name of which only one word is on record."""
    for neighbour, other in ((run.first - 1, run.first), (run.last + 1, run.last)):
        if not 0 <= neighbour < len(doc.tokens) or not _are_neighbours(
            doc, neighbour, other
        ):
            continue
        if (
            not _is_other_half(doc, neighbour, run)
            or doc.names.match(doc.text_at(neighbour)).parts
        ):
            continue
        pair = NameRun(
            min(run.first, neighbour), max(run.last, neighbour), run.matches, run.ids
        )
        ids = _people_with_similar_name(doc, neighbour, run)
        if ids:
            return _replacement_span(
                doc, NameRun(pair.first, pair.last, pair.matches, ids)
            )
        surname = neighbour < other
        replacement = FAMILY_MEMBER if surname else "a named person"
        return _span(doc, pair, replacement, "", "a recorded and an unknown name")
    return None


def _are_neighbours(doc: TokenisedText, neighbour: int, other: int) -> bool:
    low, high = sorted((neighbour, other))
    return in_one_phrase(doc.view, doc.tokens[low], doc.tokens[high])


def _is_other_half(doc: TokenisedText, neighbour: int, run: NameRun) -> bool:
    """Whether a word beside a recorded one is the other part of a name."""
    token = doc.tokens[neighbour]
    if not token.is_capital or not token.text.isalpha() or len(token.text) < 3:
        return False
    if token.text in proper_nouns() | TITLES | KIN_WORDS:
        return False
    if neighbour < run.first and _people_with_similar_name(doc, neighbour, run):
        return True
    return not is_english_word(token.text) or token.text in forenames()


def _people_with_similar_name(
    doc: TokenisedText, at: int, run: NameRun
) -> frozenset[str]:
    """Return those of a run's people who have a name much like the word."""
    is_a_word = doc.text_at(at)
    found = set()
    for entity in _people(doc, run):
        words = [t for text in (entity.name, *entity.aliases) for t in tokens_of(text)]
        if any(_resembles(is_a_word, other) for other in words):
            found.add(entity.id)
    return frozenset(found)


def _resembles(is_a_word: str, other: str) -> bool:
    if len(is_a_word) > 2 and other.startswith(is_a_word):
        return True
    allowed = 1 if max(len(is_a_word), len(other)) < 7 else 2 if len(other) < 10 else 3
    return len(other) > 2 and OSA.distance(is_a_word, other) <= allowed


def _people(doc: TokenisedText, run: NameRun) -> list[KnownEntity]:
    return doc.names.people_with(run.ids)


def _replacement_span(doc: TokenisedText, run: NameRun) -> TextSpan:
    candidates = _people(doc, run)
    run, candidates = with_initial(doc, run, candidates)
    if not candidates:
        return _span(doc, run, "a named person", "", "a name and an initial")
    people = likely_people(doc, candidates, run.first, run.last)
    replacement = shared_pseudonym(people)
    reason = "full name" if run.is_full_name else _reason(run)
    couple = couple_start(doc, run.first)
    if couple < run.first:
        pair = NameRun(
            couple, run.last, run.matches, run.ids, is_full_name=run.is_full_name
        )
        return _span(
            doc, pair, couple_wording(replacement), "", f"{reason} of a couple"
        )
    if replacement != FAMILY_MEMBER or len(people) == 1:
        extra, replacement = one_persons_surname(doc, run, replacement)
        reason = f"{people[0].id}, {reason}"
        span = _span(doc, run, replacement, people[0].id, reason)
        return replace(span, end=span.end + extra)
    last, extra, replacement = shared_surname(doc, run)
    longer = NameRun(
        run.first, last, run.matches, run.ids, is_full_name=run.is_full_name
    )
    span = _span(doc, longer, replacement, "", f"{reason} of {len(people)} people")
    return replace(span, end=span.end + extra)


def _reason(run: NameRun) -> str:
    if not run.matches:
        return "full name"
    edits = sum(hit.edits for hit in run.matches)
    roles = sorted({part.role for hit in run.matches for part in hit.parts})
    return f"{' and '.join(roles)}, {edits} off" if edits else " and ".join(roles)


def _span(
    doc: TokenisedText, run: NameRun, replacement: str, entity: str, reason: str
) -> TextSpan:
    start, end = _place(doc, run)
    weight = FULL_NAME_WEIGHT if run.is_full_name else PART_WEIGHT
    return TextSpan(start, end, replacement, reason, entity, "PERSON", weight)


def _place(doc: TokenisedText, run: NameRun) -> tuple[int, int]:
    """Return the source span of a run, with the titles before it."""
    first = run.first
    while first and doc.text_at(first - 1) in TITLES:
        words = doc.tokens[first - 1 : first + 1]
        if not may_be_one_name(doc.view, words) or not words[0].is_capital:
            break
        first -= 1
    last = doc.tokens[run.last]
    return doc.view.span(doc.tokens[first].start, last.end + dot_length_after(doc, run))


def _doubtful_span(doc: TokenisedText, run: NameRun) -> TextSpan:
    start, end = doc.view.span(doc.tokens[run.first].start, doc.tokens[run.last].end)
    entity = min(run.ids)
    replacement = f"{_reason(run)} of {entity}, or only the word?"
    return TextSpan(start, end, None, replacement, entity, "NAME_OR_WORD", 20)
