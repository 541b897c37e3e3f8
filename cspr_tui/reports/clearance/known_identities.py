"""What a report is read against: identities, and what people decided about wordings."""

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
_BONES = re.compile(r"[\W_]+")
# As what a replaced wording is looked for, by the kind of its finding: else a place.
_SORTS = {UNKNOWN_NAME: EntityType.PERSON, "UNREAD": EntityType.CODE}


class NeverKeptError(CsprError):
    """Somebody wanted to keep what no decision can keep."""


@dataclass(frozen=True, slots=True)
class KnownIdentities:
    """What a report is read against: identities, and what may stay."""

    entities: tuple[KnownEntity, ...]
    kept: tuple[AllowedWording, ...]


def kept_wordings(
    review: Review, entities: tuple[KnownEntity, ...]
) -> tuple[AllowedWording, ...]:
    """Return the wordings that people decided may stay in this review's reports.

    Never one that holds a recorded full name, date of birth, number or address
    of somebody masked: those no decision can keep.
    """
    fixed = frozenset(_fixed(entities))
    return tuple(
        AllowedWording(each.text, each.reason, each.by, each.before, each.after)
        for each in review.decisions
        if each.treatment is Treatment.KEEP and not _holds(each.text, fixed)
    )


def check_keepable(text: str, entities: tuple[KnownEntity, ...]) -> None:
    """Check that a decision may let a wording stay.

    Raises:
        NeverKeptError: it holds what no decision can keep.
    """
    if _holds(text, frozenset(_fixed(entities))):
        sentence = (
            "A recorded full name, date of birth, number or address is never kept; "
            "replace it, or change the draft."
        )
        raise NeverKeptError(sentence)


def _holds(text: str, fixed: frozenset[str]) -> bool:
    bones = _bones(text)
    return any(mark in bones for mark in fixed)


def _fixed(entities: tuple[KnownEntity, ...]) -> Iterator[str]:
    """Yield what no decision can keep, as letters and digits only."""
    for entity in entities:
        if entity.policy == KEEP:
            continue
        names = (entity.name, *entity.aliases) if entity.type in _FIXED_TYPES else ()
        whole = (name for name in names if len(name.split()) > 1)
        yield from map(_bones, whole)
        numbers = (entity.nhs, entity.ni, entity.upn, *entity.phones, *entity.emails)
        yield from filter(None, map(_bones, (*numbers, *entity.addresses)))
        if entity.dob is not None:
            day = entity.dob
            forms = (f"{day:%d%m%Y}", f"{day:%Y%m%d}", f"{day.day}{day:%B%Y}")
            yield from (_bones(form) for form in forms)


def _bones(text: str) -> str:
    return _BONES.sub("", bare_name(text))


def known_identities(review: Review, partnership: Partnership) -> KnownIdentities:
    """Return the identities, decisions followed, and what may stay.

    The report's own code always may.
    """
    entities = _decided(identities(review, partnership), review.decisions)
    kept = kept_wordings(review, entities)
    return KnownIdentities(entities, (*kept, *_own_code(review.public_code, entities)))


def known_identities_for(
    review: Review, partnership: Partnership, policy: Policy
) -> KnownIdentities:
    """Return what a report for those readers is read against.

    The National Panel and the Secretary of State know the case by the number of its
    notification, which therefore stays for statutory reading.
    """
    known = known_identities(review, partnership)
    number = review.sin_ref.strip()
    if policy is not Policy.STATUTORY or not number:
        return known
    others = tuple(e for e in known.entities if _bones(e.name) != _bones(number))
    stays = AllowedWording(
        number, "the notification's own number, for statutory readers", "rule"
    )
    return KnownIdentities(others, (*known.kept, stays))


def _own_code(code: str, entities: tuple[KnownEntity, ...]) -> Iterator[AllowedWording]:
    """Yield the public code, which can look like a postcode, as what may stay.

    Not one without digits, which could be a name, nor one with a recorded
    reference or any part of a name in it.
    """
    bones = _bones(code)
    masked = [entity for entity in entities if entity.policy != KEEP]
    names = {_bones(text) for e in masked for text in (e.name, *e.aliases)}
    names |= {part for entity in masked for part in name_parts(entity)}
    if any(c.isdigit() for c in code) and not any(
        name in bones for name in names if len(name) > 2
    ):
        yield AllowedWording(code, "the report's own public code", "the record")


def _decided(
    entities: Iterable[KnownEntity], decisions: Iterable[WordingDecision]
) -> tuple[KnownEntity, ...]:
    """Return the identities with what decisions add: other names, and others.

    What is to be replaced is read like a recorded name, so that the gate refuses a
    report in which it is left.
    """
    made = list(decisions)
    also = {(each.instead, each.text) for each in made if _is_person(each)}
    known = [_also_called(entity, also) for entity in entities]
    replaced = [each for each in made if each.treatment is Treatment.REPLACE]
    return (*known, *(_replaced(each) for each in replaced))


def _is_person(decision: WordingDecision) -> bool:
    return decision.treatment is Treatment.PERSON


def _also_called(entity: KnownEntity, also: set[tuple[str, str]]) -> KnownEntity:
    names = sorted(text for person, text in also if person == entity.id)
    return replace(entity, aliases=(*entity.aliases, *names)) if names else entity


def _replaced(decision: WordingDecision) -> KnownEntity:
    sort = _SORTS.get(decision.kind, EntityType.PLACE)
    return KnownEntity(decision.id, sort, decision.text, pseudonym=decision.instead)
