"""Replacing what identifies, from the record, each place with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cspr_tui.anonymise.dates.ages import find_ages
from cspr_tui.anonymise.dates.birth_months import find_births
from cspr_tui.anonymise.dates.calendar_days import find_dates
from cspr_tui.anonymise.dates.occasions import (
    find_birthdays,
    find_months,
    find_occasions,
)
from cspr_tui.anonymise.names.acronyms import find_acronyms
from cspr_tui.anonymise.names.allowed_names import KEPT, find_kept
from cspr_tui.anonymise.names.handles import find_handles, find_user_names
from cspr_tui.anonymise.names.name_index import names_of
from cspr_tui.anonymise.names.names_by_context import find_pointed
from cspr_tui.anonymise.names.recorded_people import find_people
from cspr_tui.anonymise.names.recorded_places import find_things
from cspr_tui.anonymise.names.run_together_names import find_initials, find_joined
from cspr_tui.anonymise.names.tokens import Reading, tokens_in
from cspr_tui.anonymise.names.unrecorded_names import find_unknown
from cspr_tui.anonymise.names.unrecorded_word_names import find_worded
from cspr_tui.anonymise.numbers.number_patterns import find_numbers
from cspr_tui.anonymise.numbers.recorded_numbers import find_recorded
from cspr_tui.anonymise.numbers.spoken_numbers import find_spoken
from cspr_tui.anonymise.rare_facts import around, find_rare
from cspr_tui.anonymise.render import (
    StructureChangedError,
    balanced,
    rendered,
    resolved,
)
from cspr_tui.anonymise.text.normalised_text import View, flowing, fold, view_of
from cspr_tui.anonymise.text.span import Anonymised, Span
from cspr_tui.domain.identity import Kept, KnownEntity, Policy

__all__ = ["Anonymised", "Span", "StructureChangedError", "anonymise"]

# Never kept, whatever a person decided: they are the child's own.
_NEVER_KEPT = frozenset(
    {"DOB", "NHS_NUMBER", "NI_NUMBER", "UPN", "EMAIL", "ADDRESS", "PHONE"}
)


# Days stay for these readers; a name that nobody recorded does not.
_NAMELESS = frozenset({Policy.PARTNER, Policy.STATUTORY})


def anonymise(
    source: str,
    entities: Sequence[KnownEntity],
    *,
    policy: Policy = Policy.PUBLIC,
    day0: date | None = None,
    kept: Sequence[Kept] = (),
) -> Anonymised:
    """Replace what identifies in a Markdown text, and flag what a person must settle.

    With `day0` a day is printed as its distance from that day, and no month or
    year with it. `kept` wordings stay, but never a full name, date of birth, number or address
    on record.

    Raises:
        StructureChangedError: the Markdown would be read otherwise than before.
    """
    if policy is Policy.INTERNAL:
        return Anonymised(source, source, ())
    view = view_of(source)
    found = resolved(_found(view, entities, policy, day0))
    rare = find_rare(flowing(view)) if policy is Policy.PUBLIC else ()
    pieces = [piece for flag in rare for piece in around(flag, found, source)]
    spans = resolved([*found, *pieces])
    stay = (span for span in spans if not _may_stay(span, source, kept))
    decided = balanced(source, stay)
    return Anonymised(source, rendered(source, decided), decided)


def _found(
    view: View,
    entities: Sequence[KnownEntity],
    policy: Policy,
    day0: date | None,
) -> Iterator[Span]:
    tokens = tokens_in(view)
    yield from find_recorded(view, entities)
    yield from find_kept(view, tokens, entities)
    reading = Reading(view, tokens, names_of(entities))
    yield from find_people(reading)
    yield from find_joined(reading)
    yield from find_handles(reading)
    yield from find_user_names(reading)
    yield from find_initials(reading)
    yield from find_things(reading, entities)
    yield from find_acronyms(view, entities)
    yield from find_numbers(view)
    yield from find_spoken(view, entities)
    yield from _of_time(view, entities, policy, day0)
    if policy is Policy.PUBLIC or policy in _NAMELESS:
        yield from find_unknown(reading)
        yield from find_pointed(view)
        yield from find_worded(reading)


def _of_time(
    view: View, entities: Sequence[KnownEntity], policy: Policy, day0: date | None
) -> Iterator[Span]:
    """Yield days, births and ages; outside the public level only births."""
    flat = flowing(view)
    dates = find_dates(flat, entities, day0)
    yield from find_birthdays(flat)
    yield from find_births(flat, entities)
    if policy is not Policy.PUBLIC:
        yield from (span for span in dates if span.kind == "DOB")
        return
    yield from dates
    yield from find_occasions(flat)
    yield from find_months(flat, day0)
    yield from find_ages(flat)


def _may_stay(span: Span, source: str, kept: Sequence[Kept]) -> bool:
    if span.kind == KEPT:
        return True
    if span.kind in _NEVER_KEPT or span.reason.endswith("full name"):
        return False
    written = fold(source[span.start : span.end])
    return any(
        fold(wording.text) == written and _is_there(wording, span, source)
        for wording in kept
    )


def _is_there(wording: Kept, span: Span, source: str) -> bool:
    """Whether a place is the one a decision was made for, if it was for one."""
    before = source[max(0, span.start - len(wording.before)) : span.start]
    after = source[span.end : span.end + len(wording.after)]
    return before == wording.before and after == wording.after
