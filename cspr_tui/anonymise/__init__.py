"""Replacing what identifies, from the record, each place with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cspr_tui.anonymise.dates import find_ages, find_dates
from cspr_tui.anonymise.keepers import KEPT, find_kept
from cspr_tui.anonymise.names import names_of
from cspr_tui.anonymise.numbers import find_numbers, find_recorded
from cspr_tui.anonymise.people import Reading, find_names
from cspr_tui.anonymise.render import StructureChangedError, rendered, resolved
from cspr_tui.anonymise.span import Anonymised, Span
from cspr_tui.anonymise.tokens import tokens_in
from cspr_tui.anonymise.unknown import find_rare, find_unknown
from cspr_tui.anonymise.view import View, fold, view_of
from cspr_tui.domain.identity import Kept, KnownEntity, Policy

__all__ = ["Anonymised", "Span", "StructureChangedError", "anonymise"]

# Never kept, whatever a person decided: they are the child's own.
_NEVER_KEPT = frozenset(
    {"DOB", "NHS_NUMBER", "NI_NUMBER", "UPN", "EMAIL", "ADDRESS", "PHONE"}
)


def anonymise(
    source: str,
    entities: Sequence[KnownEntity],
    *,
    policy: Policy = Policy.PUBLIC,
    kept: Sequence[Kept] = (),
) -> Anonymised:
    """Replace what identifies in a Markdown text, and flag what a person must settle.

    `kept` wordings stay, but never a full name, date of birth, number or address
    on record.

    Raises:
        StructureChangedError: the Markdown would be read otherwise than before.
    """
    if policy is Policy.INTERNAL:
        return Anonymised(source, source, ())
    view = view_of(source)
    spans = resolved(_found(view, entities, policy))
    decided = tuple(span for span in spans if not _may_stay(span, source, kept))
    return Anonymised(source, rendered(source, decided), decided)


def _found(
    view: View, entities: Sequence[KnownEntity], policy: Policy
) -> Iterator[Span]:
    tokens = tokens_in(view)
    yield from find_recorded(view, entities)
    yield from find_kept(view, tokens, entities)
    yield from find_names(Reading(view, tokens, names_of(entities)))
    yield from find_numbers(view)
    dates = find_dates(view, entities)
    if policy is not Policy.PUBLIC:
        yield from (span for span in dates if span.kind == "DOB")
        return
    yield from dates
    yield from find_ages(view)
    yield from find_unknown(view, tokens)
    yield from find_rare(view)


def _may_stay(span: Span, source: str, kept: Sequence[Kept]) -> bool:
    if span.kind == KEPT:
        return True
    if span.kind in _NEVER_KEPT or span.reason.endswith("full name"):
        return False
    written = fold(source[span.start : span.end])
    return any(fold(wording.text) == written for wording in kept)
