"""Incidental identities: people and bodies named in entries about other things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cspr_tui.domain.history.change import Edit
from cspr_tui.domain.identifiers.free_text import (
    IdentifyingText,
    emails_in,
    handles_in,
    identifying_texts,
    is_small_or_named,
    names_in,
    phones_in,
    without_ranks,
)
from cspr_tui.domain.identifiers.pseudonyms import name_parts
from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.domain.record.agencies import Agency, AgencyOfficer
from cspr_tui.domain.record.documents import Place
from cspr_tui.domain.record.oversight import Reviewer
from cspr_tui.domain.record.partnership import Coordinator, Partnership
from cspr_tui.domain.record.people import ContactPreferences, Person, PersonRole
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.field_metadata import TextKind

# Read field by field in `identifiers`; what else identifies is read for names.
_OWN = frozenset({Person, Place, Agency, Coordinator, Edit})
_OWN_FIELDS = frozenset(
    {
        (Review, "ref"),
        (Review, "alias"),
        (Review, "local_ref"),
        (Review, "sin_ref"),
        (Review, "other_areas"),
        (Reviewer, "name"),
        (AgencyOfficer, "name"),
        (AgencyOfficer, "phone"),
        (AgencyOfficer, "email"),
        (ContactPreferences, "name_to_use"),
        (Partnership, "name"),
    }
)
_DIGITS = re.compile(r"(\d+)")


def incidental_identities(
    review: Review, partnership: Partnership, found: Sequence[KnownEntity]
) -> list[KnownEntity]:
    """Return the people, bodies and contact details that entries name in addition.

    Raises:
        UnclassifiedFieldError: a field was never judged for what it gives away.
    """
    read = _read(review, partnership)
    bodies = _unlisted(read, partnership)
    people = _named_in_passing(read, (*found, *bodies))
    return [*bodies, *people, *_contact_details(read)]


def _read(review: Review, partnership: Partnership) -> list[IdentifyingText]:
    """Return the texts to read, each text of a field once, in order of entry ids."""
    everything = sorted(
        (
            passage
            for passage in (*identifying_texts(review), *identifying_texts(partnership))
            if passage.kind not in _OWN
            and (passage.kind, passage.field) not in _OWN_FIELDS
        ),
        key=lambda passage: (entry_rank(passage.path), passage.text),
    )
    first: dict[tuple[type[Value], str, str], IdentifyingText] = {}
    for passage in everything:
        first.setdefault((passage.kind, passage.field, passage.text), passage)
    return [*first.values()]


def entry_rank(entry_id: str) -> tuple[tuple[int, str], ...]:
    """Return a natural sort key, which sorts `P2` before `P10`."""
    return tuple(
        (int(part), "") if part.isdigit() else (-1, part)
        for part in _DIGITS.split(entry_id)
    )


def practitioner(entity_id: str, name: str) -> KnownEntity:
    """Return an entity for a member of staff who is known by name only."""
    parts = without_ranks(name)
    return KnownEntity(
        id=entity_id,
        type=EntityType.PERSON,
        name=" ".join(parts),
        forename=parts[0] if len(parts) > 1 else "",
        middle=" ".join(parts[1:-1]),
        surname=parts[-1] if parts else "",
        relation="practitioner",
        role=PersonRole.PRACTITIONER.value,
    )


def _unlisted(
    read: Iterable[IdentifyingText], partnership: Partnership
) -> list[KnownEntity]:
    """Return the bodies that entries name but the directory does not hold."""
    names = {p.text for p in read if p.text_kind is TextKind.AGENCY}
    strange = (
        name
        for name in sorted(names)
        if partnership.agency(name) is None and is_small_or_named(name)
    )
    return [
        KnownEntity(f"unlisted-{number}", EntityType.ORG, name, role="agency")
        for number, name in enumerate(strange, start=1)
    ]


def _named_in_passing(
    read: Iterable[IdentifyingText], found: Iterable[KnownEntity]
) -> list[KnownEntity]:
    """Return people whom entries name: officers, advocates and those who acted."""
    things = [entity for entity in found if entity.type is not EntityType.PERSON]
    words = frozenset(part for thing in things for part in name_parts(thing))
    held = [
        frozenset(name_parts(entity))
        for entity in found
        if entity.type is EntityType.PERSON
    ]
    passing: list[KnownEntity] = []
    for passage in read:
        for name in names_in(passage, words):
            known = practitioner(f"passing-{len(passing) + 1}", name)
            parts = frozenset(name_parts(known))
            if parts and not any(parts <= others for others in held):
                held.append(parts)
                passing.append(known)
    return passing


def _contact_details(read: Iterable[IdentifyingText]) -> Iterator[KnownEntity]:
    """Yield telephone numbers, e-mail addresses and handles, without a name."""
    for number, passage in enumerate(read, start=1):
        details = KnownEntity(
            id=f"contact-{number}",
            type=EntityType.PERSON,
            name="",
            role=PersonRole.PRACTITIONER.value,
            phones=phones_in(passage.text),
            emails=emails_in(passage.text),
            handles=handles_in(passage.text),
        )
        if details.phones or details.emails or details.handles:
            yield details
