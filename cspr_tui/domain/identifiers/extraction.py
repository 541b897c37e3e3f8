"""Extraction of all known identities, which the anonymiser and the gate look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cspr_tui.domain.identifiers.former_identities import former_identities
from cspr_tui.domain.identifiers.incidental_names import (
    entry_rank,
    incidental_identities,
    practitioner,
)
from cspr_tui.domain.identifiers.pseudonyms import (
    KEEP,
    MASK,
    bare_name,
    name_parts,
    pseudonymous,
    refused,
)
from cspr_tui.domain.identifiers.short_names import with_short_names
from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.domain.record.agencies import Agency, AgencyKind
from cspr_tui.domain.record.documents import Place, PlaceKind
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.people import Person, PersonRole
from cspr_tui.domain.record.review import Review

_PLACES = {
    PlaceKind.SCHOOL: EntityType.SCHOOL,
    PlaceKind.HOSPITAL: EntityType.HOSPITAL,
    PlaceKind.SURGERY: EntityType.ORG,
    PlaceKind.PLACE: EntityType.PLACE,
    PlaceKind.ADDRESS: EntityType.ADDRESS,
    PlaceKind.ORGANISATION: EntityType.ORG,
    PlaceKind.REFERENCE: EntityType.REF,
}
_AGENCIES = {
    AgencyKind.SCHOOL: (EntityType.SCHOOL, "school"),
    AgencyKind.GP: (EntityType.ORG, "surgery"),
    AgencyKind.EARLY_YEARS: (EntityType.ORG, "nursery"),
}


def identities(review: Review, partnership: Partnership) -> tuple[KnownEntity, ...]:
    """Return everything in the two records that could identify someone.

    In the order of the entries' own ids, whatever order the record holds them
    in. Lead reviewers may be named: the published report must name them
    (Child Safeguarding Practice Review and Relevant Agency (England)
    Regulations 2018). Pseudonyms come from roles or the family's own choice.

    Raises:
        UnclassifiedFieldError: a field was never judged for what it gives away.
    """
    current = with_short_names(_settled(_extracted(review, partnership)))
    named = pseudonymous(current)
    return (*named, *former_identities(review, partnership, named))


def refused_pseudonyms(
    review: Review, partnership: Partnership
) -> tuple[tuple[str, str, str], ...]:
    """Return chosen pseudonyms that cannot be used: entity id, wording and reason."""
    found = refused(_settled(_extracted(review, partnership)))
    return tuple((entity.id, entity.pseudonym, why) for entity, why in found)


def _extracted(review: Review, partnership: Partnership) -> list[KnownEntity]:
    found = [
        *_people(review),
        *_places(review),
        *_references(review),
        *_areas(review),
        *_reviewers(review),
        *_directory(partnership),
    ]
    return [*found, *incidental_identities(review, partnership, found)]


def _people(review: Review) -> Iterator[KnownEntity]:
    wished = _names_to_use(review)
    for person in sorted(review.people, key=lambda p: entry_rank(p.id)):
        yield _person(person, wished)
    subject = PersonRole.SUBJECT_CHILD
    if wished and all(person.role is not subject for person in review.people):
        known = KnownEntity("child", EntityType.PERSON, wished[0], wished[1:])
        yield replace(known, relation="subject child", role=subject.value)


def _person(person: Person, wished: tuple[str, ...]) -> KnownEntity:
    subject = person.role is PersonRole.SUBJECT_CHILD
    aliases = (*sorted(person.aliases), *(wished if subject else ()))
    return KnownEntity(
        id=person.id,
        type=EntityType.PERSON,
        name=person.name,
        aliases=tuple(dict.fromkeys(aliases)),
        forename=person.forename,
        middle=person.middle_names,
        surname=person.surname,
        relation="subject child" if subject else person.kinship.lower(),
        role=person.role.value,
        pseudonym=person.pseudonym,
        dob=person.dob,
        nhs=person.nhs,
        ni=person.ni,
        upn=person.upn,
        phones=person.phones,
        emails=person.emails,
        addresses=person.addresses,
        handles=person.handles,
        vehicles=person.vehicles,
    )


def _names_to_use(review: Review) -> tuple[str, ...]:
    """Return the names the family wish the child to be called by, without pseudonyms.

    A name that is one child's already is not given to the others.
    """
    chosen = {bare_name(person.pseudonym) for person in review.people}
    held = {
        bare_name(text)
        for person in review.people
        for text in (person.name, person.forename, *person.aliases)
    }
    names = {person.preferences.name_to_use for person in review.people}
    return tuple(sorted(n for n in names if bare_name(n) not in chosen | held | {""}))


def _places(review: Review) -> Iterator[KnownEntity]:
    for place in sorted(review.places, key=lambda p: entry_rank(p.id)):
        yield _place(place)


def _place(place: Place) -> KnownEntity:
    return KnownEntity(
        id=place.id,
        type=_PLACES[place.kind],
        name=place.name,
        aliases=tuple(sorted(place.aliases)),
        role=place.kind.value,
        pseudonym=place.pseudonym,
        policy=KEEP if place.may_be_named else MASK,
    )


def _references(review: Review) -> Iterator[KnownEntity]:
    for field in ("ref", "sin_ref", "local_ref"):
        number = getattr(review, field)
        if number:
            yield KnownEntity(field, EntityType.REF, number, role="reference")
    if review.alias:
        yield KnownEntity("alias", EntityType.ORG, review.alias, role="case")


def _areas(review: Review) -> Iterator[KnownEntity]:
    for number, area in enumerate(sorted(set(review.other_areas)), start=1):
        yield KnownEntity(f"area-{number}", EntityType.PLACE, area, role="area")


def _reviewers(review: Review) -> Iterator[KnownEntity]:
    for reviewer in sorted(review.reviewers, key=lambda r: entry_rank(r.id)):
        yield replace(practitioner(reviewer.id, reviewer.name), policy=KEEP)


def _directory(partnership: Partnership) -> Iterator[KnownEntity]:
    if partnership.name:
        name = partnership.name
        yield KnownEntity(
            "partnership", EntityType.ORG, name, role="agency", policy=KEEP
        )
    for agency in sorted(partnership.agencies, key=lambda a: entry_rank(a.id)):
        yield _agency(agency)
        yield from _officers(agency)
    for coordinator in sorted(partnership.coordinators, key=lambda c: entry_rank(c.id)):
        known = practitioner(f"coordinator-{coordinator.id}", coordinator.name)
        yield replace(known, aliases=(coordinator.id,))


def _officers(agency: Agency) -> Iterator[KnownEntity]:
    officers = sorted(agency.officers, key=lambda o: (o.name, o.email, o.phone))
    for number, officer in enumerate(officers, start=1):
        known = practitioner(f"agency-{agency.id}-{number}", officer.name)
        phones = (officer.phone,) if officer.phone else ()
        emails = (officer.email,) if officer.email else ()
        if officer.name or phones or emails:
            yield replace(known, phones=phones, emails=emails)


def _agency(agency: Agency) -> KnownEntity:
    kind, role = _AGENCIES.get(agency.kind, (EntityType.ORG, "agency"))
    return KnownEntity(
        id=f"agency-{agency.id}",
        type=kind,
        name=agency.name,
        aliases=tuple(sorted(agency.aliases)),
        role=role,
        policy=KEEP if agency.may_be_named else MASK,
    )


def _settled(found: Iterable[KnownEntity]) -> tuple[KnownEntity, ...]:
    """Return the entities, none that may be named covering one that may not.

    A reviewer or an agency that shares a name with somebody masked may still be
    named in full, but never by the shared part alone.
    """
    entities = tuple(found)
    masked = [entity for entity in entities if entity.policy == MASK]
    names = {bare_name(text) for e in masked for text in (e.name, *e.aliases)}
    people = [entity for entity in masked if entity.type is EntityType.PERSON]
    names |= {part for person in people for part in name_parts(person)}
    return tuple(_narrowed(entity, frozenset(names - {""})) for entity in entities)


def _narrowed(entity: KnownEntity, masked: frozenset[str]) -> KnownEntity:
    if entity.policy == MASK:
        return entity
    aliases = tuple(alias for alias in entity.aliases if bare_name(alias) not in masked)
    shares = bare_name(entity.surname) in masked
    return replace(
        entity,
        policy=MASK if bare_name(entity.name) in masked else KEEP,
        aliases=aliases,
        surname="" if shares else entity.surname,
    )
