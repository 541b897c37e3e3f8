"""Masks what identifies people in a text, from the record, each place with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cspr_tui.anonymise.dates.ages import find_ages
from cspr_tui.anonymise.dates.birth_months import find_birth_months
from cspr_tui.anonymise.dates.calendar_days import find_dates
from cspr_tui.anonymise.dates.occasions import (
    find_birthdays,
    find_months,
    find_occasions,
)
from cspr_tui.anonymise.names.acronyms import find_acronyms
from cspr_tui.anonymise.names.allowed_names import ALLOWED, find_allowed_names
from cspr_tui.anonymise.names.handles import find_handles, find_user_names
from cspr_tui.anonymise.names.name_index import index_names
from cspr_tui.anonymise.names.names_by_context import find_names_by_context
from cspr_tui.anonymise.names.recorded_people import find_recorded_people
from cspr_tui.anonymise.names.recorded_places import find_recorded_places
from cspr_tui.anonymise.names.run_together_names import (
    find_initials,
    find_run_together_names,
)
from cspr_tui.anonymise.names.tokens import TokenisedText, tokenise
from cspr_tui.anonymise.names.unrecorded_names import find_unrecorded_names
from cspr_tui.anonymise.names.unrecorded_word_names import find_unrecorded_word_names
from cspr_tui.anonymise.numbers.number_patterns import find_by_pattern
from cspr_tui.anonymise.numbers.recorded_numbers import find_recorded_numbers
from cspr_tui.anonymise.numbers.spoken_numbers import find_spoken_numbers
from cspr_tui.anonymise.rare_facts import find_rare_facts, uncovered_pieces
from cspr_tui.anonymise.replace_in_markdown import (
    render,
    resolve_overlaps,
    widen_to_emphasis,
)
from cspr_tui.anonymise.text.long_words import blank_long_words, find_long_words
from cspr_tui.anonymise.text.normalised_text import (
    NormalisedText,
    fold,
    normalise,
    with_joined_lines,
)
from cspr_tui.anonymise.text.span import Anonymised, TextSpan
from cspr_tui.domain.identity import AllowedWording, KnownEntity, Policy

# Masked whatever a person decided: they are the child's own.
_ALWAYS_MASKED = frozenset(
    {"DOB", "NHS_NUMBER", "NI_NUMBER", "UPN", "EMAIL", "ADDRESS", "PHONE"}
)


# For these readers dates stay, but unrecorded names are masked.
_WITHOUT_UNRECORDED_NAMES = frozenset({Policy.PARTNER, Policy.STATUTORY})


def anonymise(
    source: str,
    entities: Sequence[KnownEntity],
    *,
    policy: Policy = Policy.PUBLIC,
    day0: date | None = None,
    kept: Sequence[AllowedWording] = (),
) -> Anonymised:
    """Mask what identifies people in a Markdown text; flag what a person must decide.

    With `day0` dates become the number of days since that day ("Day 12") and months
    and years are withheld. `kept` are wordings that a person decided to keep; a
    recorded full name, date of birth, number or address is masked all the same.

    Raises:
        StructureChangedError: the Markdown would no longer have the same structure.
    """
    if policy is Policy.INTERNAL:
        return Anonymised(source, source, ())
    searched = blank_long_words(source)
    view = normalise(searched)
    found = resolve_overlaps(_all_spans(view, entities, policy, day0))
    rare = find_rare_facts(with_joined_lines(view)) if policy is Policy.PUBLIC else ()
    pieces = [
        piece for flag in rare for piece in uncovered_pieces(flag, found, searched)
    ]
    spans = resolve_overlaps([*found, *pieces, *find_long_words(source)])
    to_decide = (span for span in spans if not _is_allowed(span, source, kept))
    decided = widen_to_emphasis(source, to_decide)
    return Anonymised(source, render(source, decided), decided)


def _all_spans(
    view: NormalisedText,
    entities: Sequence[KnownEntity],
    policy: Policy,
    day0: date | None,
) -> Iterator[TextSpan]:
    tokens = tokenise(view)
    yield from find_recorded_numbers(view, entities)
    yield from find_allowed_names(view, tokens, entities)
    doc = TokenisedText(view, tokens, index_names(entities))
    yield from find_recorded_people(doc)
    yield from find_run_together_names(doc)
    yield from find_handles(doc)
    yield from find_user_names(doc)
    yield from find_initials(doc)
    yield from find_recorded_places(doc, entities)
    yield from find_acronyms(view, entities)
    yield from find_by_pattern(view)
    yield from find_spoken_numbers(view, entities)
    yield from _date_spans(view, entities, policy, day0)
    if policy is Policy.PUBLIC or policy in _WITHOUT_UNRECORDED_NAMES:
        yield from find_unrecorded_names(doc)
        yield from find_names_by_context(view)
        yield from find_unrecorded_word_names(doc)


def _date_spans(
    view: NormalisedText,
    entities: Sequence[KnownEntity],
    policy: Policy,
    day0: date | None,
) -> Iterator[TextSpan]:
    """Yield dates, births and ages; below the public level only births."""
    flat = with_joined_lines(view)
    dates = find_dates(flat, entities, day0)
    yield from find_birthdays(flat)
    yield from find_birth_months(flat, entities)
    if policy is not Policy.PUBLIC:
        yield from (span for span in dates if span.kind == "DOB")
        return
    yield from dates
    yield from find_occasions(flat)
    yield from find_months(flat, day0)
    yield from find_ages(flat)


def _is_allowed(span: TextSpan, source: str, kept: Sequence[AllowedWording]) -> bool:
    if span.kind == ALLOWED:
        return True
    if span.kind in _ALWAYS_MASKED or span.reason.endswith("full name"):
        return False
    written = fold(source[span.start : span.end])
    return any(
        fold(wording.text) == written and _is_same_place(wording, span, source)
        for wording in kept
    )


def _is_same_place(wording: AllowedWording, span: TextSpan, source: str) -> bool:
    """Whether the text around a span is what it was when the decision was made."""
    before = source[max(0, span.start - len(wording.before)) : span.start]
    after = source[span.end : span.end + len(wording.after)]
    return before == wording.before and after == wording.after
