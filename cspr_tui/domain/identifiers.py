"""Review to identities: the one extraction that feeds anonymiser and gate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cspr_tui.domain.agencies import Agency, AgencyKind
from cspr_tui.domain.documents import Place, PlaceKind
from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.people import Person, PersonRole
from cspr_tui.domain.review import Review

MASK, KEEP = "mask", "keep"
_PLACES = {
    PlaceKind.SCHOOL: (EntityType.SCHOOL, "School"),
    PlaceKind.HOSPITAL: (EntityType.HOSPITAL, "Hospital"),
    PlaceKind.SURGERY: (EntityType.ORG, "GP practice"),
    PlaceKind.PLACE: (EntityType.PLACE, "Place"),
    PlaceKind.ADDRESS: (EntityType.ADDRESS, "Address"),
    PlaceKind.ORGANISATION: (EntityType.ORG, "Organisation"),
    PlaceKind.REFERENCE: (EntityType.REF, "Reference"),
}
_AGENCIES = {
    AgencyKind.SCHOOL: (EntityType.SCHOOL, "School"),
    AgencyKind.GP: (EntityType.ORG, "GP practice"),
    AgencyKind.EARLY_YEARS: (EntityType.ORG, "Nursery"),
}
_ROLES = {
    PersonRole.SUBJECT_CHILD: "Child",
    PersonRole.PRACTITIONER: "Practitioner",
    PersonRole.OTHER: "Person",
    PersonRole.OTHER_KIN: "Relative",
    PersonRole.SIGNIFICANT_FRIEND: "Family Friend",
    PersonRole.PARENTS_PARTNER: "Parent's Partner",
}
_ALWAYS_NUMBERED = frozenset({"Practitioner", "Person", "Relative", "Sibling"})
_RANKS = r"(?:Dr|Mr|Mrs|Ms|Miss|PC|DC|DS|DI|DCI|Sgt|Insp|Cllr|Prof|Judge|HHJ)\.? "
_NAME = re.compile(rf"(?:{_RANKS})?([A-Z][\w'-]+(?: [A-Z][\w'-]+){{1,2}})")
_BODIES = frozenset(
    (
        "Police CPS Court Crown Family Council Trust Service Services Team Board Panel "
        "Hospital School Office Coroner Coroners Authority Probation Constabulary"
    ).split()
)


def identities(review: Review, partnership: Partnership) -> tuple[KnownEntity, ...]:
    """Return everything the records name that could identify someone.

    In the order of the entries' own names, so that the order of the record
    does not matter. Pseudonyms come from roles, never from names or initials.
    """
    found = [
        *_people(review),
        *_named_in_passing(review),
        *_places(review),
        *_references(review),
        *_reviewers(review),
        *_directory(partnership),
    ]
    return tuple(_named(found))


def _people(review: Review) -> Iterator[KnownEntity]:
    wished = _names_to_use(review)
    for person in sorted(review.people, key=lambda p: _rank(p.id)):
        subject = person.role is PersonRole.SUBJECT_CHILD
        aliases = (*person.aliases, *(wished if subject else ()))
        yield KnownEntity(
            id=person.id,
            type=EntityType.PERSON,
            name=person.name,
            aliases=tuple(dict.fromkeys(aliases)),
            forename=person.forename,
            middle=person.middle_names,
            surname=person.surname,
            relation=_relation(person),
            role=person.role.value,
            pseudonym=person.pseudonym or _word_for(person),
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
    """Return what the family wish the child to be called, pseudonyms aside."""
    chosen = {person.pseudonym for person in review.people}
    names = {person.preferences.name_to_use for person in review.people}
    return tuple(sorted(names - chosen - {""}))


def _rank(entry_id: str) -> tuple[int, str]:
    digits = "".join(c for c in entry_id if c.isdigit())
    return int(digits or 0), entry_id


def _relation(person: Person) -> str:
    subject = person.role is PersonRole.SUBJECT_CHILD
    return "subject child" if subject else person.kinship.lower()


def _word_for(person: Person) -> str:
    return _ROLES.get(person.role, person.role.label.title())


def _named_in_passing(review: Review) -> Iterator[KnownEntity]:
    """Yield people whom other entries name: officers, advocates, interpreters."""
    texts = [
        *(
            f"{p.preferences.advocate}\n{p.preferences.interpreter}"
            for p in review.people
        ),
        *(p.preferences.not_interpreter for p in review.people),
        *(f"{bar.requested_by}\n{bar.via}" for bar in review.restrictions),
        *(f"{other.lead}\n{other.contact}" for other in review.proceedings),
        *(f"{gate.set_by}\n{gate.cleared_by}" for gate in review.gates),
    ]
    known = {person.name for person in review.people}
    names = {name for text in texts for name in _names_in(text)} - known
    for number, name in enumerate(sorted(names), start=1):
        yield _practitioner(f"passing-{number}", name)


def _names_in(text: str) -> Iterator[str]:
    for found in _NAME.finditer(text):
        if not _BODIES & set(found[1].split()):
            yield found[1]


def _practitioner(entity_id: str, name: str) -> KnownEntity:
    parts = name.split()
    return KnownEntity(
        id=entity_id,
        type=EntityType.PERSON,
        name=name,
        forename=parts[0] if len(parts) > 1 else "",
        middle=" ".join(parts[1:-1]),
        surname=parts[-1],
        relation="practitioner",
        role=PersonRole.PRACTITIONER.value,
        pseudonym="Practitioner",
    )


def _places(review: Review) -> Iterator[KnownEntity]:
    for place in sorted(review.places, key=lambda p: _rank(p.id)):
        yield _place(place)


def _place(place: Place) -> KnownEntity:
    kind, word = _PLACES[place.kind]
    return KnownEntity(
        id=place.id,
        type=kind,
        name=place.name,
        aliases=place.aliases,
        pseudonym=place.pseudonym or word,
        policy=KEEP if place.may_be_named else MASK,
    )


def _references(review: Review) -> Iterator[KnownEntity]:
    numbers = {
        "ref": review.ref,
        "sin_ref": review.sin_ref,
        "local_ref": review.local_ref,
    }
    for field, number in numbers.items():
        if number:
            yield KnownEntity(field, EntityType.REF, number, pseudonym="Reference")


def _reviewers(review: Review) -> Iterator[KnownEntity]:
    """Yield the lead reviewers, who are named in the report by statute."""
    for reviewer in review.reviewers:
        yield replace(_practitioner(reviewer.id, reviewer.name), policy=KEEP)


def _directory(partnership: Partnership) -> Iterator[KnownEntity]:
    if partnership.name:
        yield KnownEntity("partnership", EntityType.ORG, partnership.name, policy=KEEP)
    for coordinator in partnership.coordinators:
        if coordinator.name:
            yield _practitioner(f"coordinator-{coordinator.id}", coordinator.name)
    for agency in partnership.agencies:
        yield _agency(agency)
        for number, officer in enumerate(agency.officers, start=1):
            if officer.name:
                known = _practitioner(f"{agency.id}-{number}", officer.name)
                phones = (officer.phone,) if officer.phone else ()
                emails = (officer.email,) if officer.email else ()
                yield replace(known, phones=phones, emails=emails)


def _agency(agency: Agency) -> KnownEntity:
    kind, word = _AGENCIES.get(agency.kind, (EntityType.ORG, "Agency"))
    return KnownEntity(
        id=agency.id,
        type=kind,
        name=agency.name,
        aliases=agency.aliases,
        pseudonym=word,
        policy=KEEP if agency.may_be_named else MASK,
    )


def _named(found: Iterable[KnownEntity]) -> Iterator[KnownEntity]:
    """Yield the entities, alike pseudonyms numbered, none of them a real name."""
    entities = list(found)
    wanted = Counter(e.pseudonym for e in entities if e.policy == MASK)
    real = {part.casefold() for e in entities for part in _parts(e)}
    turns: Counter[str] = Counter()
    for entity in entities:
        if entity.policy == KEEP:
            yield entity
            continue
        word = entity.pseudonym
        if word.casefold() in real:
            word = entity.role.replace("_", " ").title() or "Person"
        turns[word] += 1
        yield replace(
            entity, pseudonym=_turned(word, turns[word], wanted[entity.pseudonym])
        )


def _parts(entity: KnownEntity) -> tuple[str, ...]:
    return (entity.forename, entity.surname, entity.name, *entity.aliases)


def _turned(word: str, turn: int, of: int) -> str:
    if of == 1 and turn == 1 and word not in _ALWAYS_NUMBERED:
        return word
    if word == "Child":
        return f"Child {chr(ord('A') + turn - 1)}"
    return f"{word} {turn}"
