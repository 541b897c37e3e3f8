"""What a report is checked against: recorded identities, and decisions on wordings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.identifiers.extraction import identities
from cspr_tui.domain.identifiers.pseudonyms import KEEP, bare_name, name_parts
from cspr_tui.domain.identity import AllowedWording, EntityType, KnownEntity, Policy
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import Treatment, WordingDecision
from cspr_tui.reports.clearance.findings import UNKNOWN_NAME

_FIXED_TYPES = frozenset({EntityType.PERSON, EntityType.ADDRESS, EntityType.REF})
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
# As what a replaced wording is looked for, by the kind of its finding: else a place.
_TYPE_OF_KIND = {UNKNOWN_NAME: EntityType.PERSON, "UNREAD": EntityType.CODE}


class NeverKeptError(CsprError):
    """A wording was to be kept that no decision may keep."""


@dataclass(frozen=True, slots=True)
class KnownIdentities:
    """What a report is checked against: recorded identities, and wordings to keep."""

    entities: tuple[KnownEntity, ...]
    kept: tuple[AllowedWording, ...]


def kept_wordings(
    review: Review, entities: tuple[KnownEntity, ...]
) -> tuple[AllowedWording, ...]:
    """Return the wordings that people decided to keep in this review's reports.

    A wording with a recorded full name, date of birth, number or address of a
    masked person is left out: no decision may keep those.
    """
    never_kept = frozenset(_never_kept(entities))
    return tuple(
        AllowedWording(each.text, each.reason, each.by, each.before, each.after)
        for each in review.decisions
        if each.treatment is Treatment.KEEP and not _contains_any(each.text, never_kept)
    )


def check_keepable(text: str, entities: tuple[KnownEntity, ...]) -> None:
    """Check that a decision may keep a wording.

    Raises:
        NeverKeptError: it contains something that no decision may keep.
    """
    if _contains_any(text, frozenset(_never_kept(entities))):
        sentence = (
            "A recorded full name, date of birth, number or address is never kept; "
            "replace it, or change the draft."
        )
        raise NeverKeptError(sentence)


def _contains_any(text: str, never_kept: frozenset[str]) -> bool:
    characters = _letters_and_digits(text)
    return any(string in characters for string in never_kept)


def _never_kept(entities: tuple[KnownEntity, ...]) -> Iterator[str]:
    """Yield what no decision can keep, as letters and digits only."""
    for entity in entities:
        if entity.policy == KEEP:
            continue
        names = (entity.name, *entity.aliases) if entity.type in _FIXED_TYPES else ()
        full_names = (name for name in names if len(name.split()) > 1)
        yield from map(_letters_and_digits, full_names)
        numbers = (entity.nhs, entity.ni, entity.upn, *entity.phones, *entity.emails)
        yield from filter(None, map(_letters_and_digits, (*numbers, *entity.addresses)))
        if entity.dob is not None:
            day = entity.dob
            forms = (f"{day:%d%m%Y}", f"{day:%Y%m%d}", f"{day.day}{day:%B%Y}")
            yield from (_letters_and_digits(form) for form in forms)


def _letters_and_digits(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", bare_name(text))


def known_identities(review: Review, partnership: Partnership) -> KnownIdentities:
    """Return the identities of a review with decisions applied, and wordings to keep.

    The report's own public code is always kept.
    """
    entities = _with_decisions(identities(review, partnership), review.decisions)
    kept = kept_wordings(review, entities)
    return KnownIdentities(entities, (*kept, *_own_code(review.public_code, entities)))


def known_identities_for(
    review: Review, partnership: Partnership, policy: Policy
) -> KnownIdentities:
    """Return what a report for certain readers is checked against.

    The National Panel and the Secretary of State know the case by the number of its
    notification, so that number is kept for statutory readers.
    """
    known = known_identities(review, partnership)
    number = review.sin_ref.strip()
    if policy is not Policy.STATUTORY or not number:
        return known
    others = tuple(
        e
        for e in known.entities
        if _letters_and_digits(e.name) != _letters_and_digits(number)
    )
    own_number = AllowedWording(
        number, "the notification's own number, for statutory readers", "rule"
    )
    return KnownIdentities(others, (*known.kept, own_number))


def _own_code(code: str, entities: tuple[KnownEntity, ...]) -> Iterator[AllowedWording]:
    """Yield the public code, which can look like a postcode, as what may stay.

    Not one without digits, which could be a name, nor one with a recorded
    reference or any part of a name in it.
    """
    characters = _letters_and_digits(code)
    masked = [entity for entity in entities if entity.policy != KEEP]
    names = {_letters_and_digits(text) for e in masked for text in (e.name, *e.aliases)}
    names |= {part for entity in masked for part in name_parts(entity)}
    if any(c.isdigit() for c in code) and not any(
        name in characters for name in names if len(name) > 2
    ):
        yield AllowedWording(code, "the report's own public code", "the record")


def _with_decisions(
    entities: Iterable[KnownEntity], decisions: Iterable[WordingDecision]
) -> tuple[KnownEntity, ...]:
    """Return the identities with what decisions add: other names, and others.

    What is to be replaced is read like a recorded name, so that the gate refuses a
    report in which it is left.
    """
    all_decisions = list(decisions)
    other_names = {
        (each.instead, each.text) for each in all_decisions if _is_person(each)
    }
    known = [_with_other_names(entity, other_names) for entity in entities]
    replaced = [each for each in all_decisions if each.treatment is Treatment.REPLACE]
    return (*known, *(_entity_to_replace(each) for each in replaced))


def _is_person(decision: WordingDecision) -> bool:
    return decision.treatment is Treatment.PERSON


def _with_other_names(
    entity: KnownEntity, other_names: set[tuple[str, str]]
) -> KnownEntity:
    names = sorted(text for person, text in other_names if person == entity.id)
    return replace(entity, aliases=(*entity.aliases, *names)) if names else entity


def _entity_to_replace(decision: WordingDecision) -> KnownEntity:
    entity_type = _TYPE_OF_KIND.get(decision.kind, EntityType.PLACE)
    return KnownEntity(
        decision.id, entity_type, decision.text, pseudonym=decision.instead
    )
