"""One invented case: the record that the tests of this folder anonymise with."""

from __future__ import annotations

from datetime import date

from cspr_tui import anonymise as anonymiser
from cspr_tui.anonymise import Anonymised
from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.gate import find_leaks

CHILD = KnownEntity(
    id="p1",
    type=EntityType.PERSON,
    name="Isla Garrowby",
    forename="Isla",
    surname="Garrowby",
    relation="subject child",
    pseudonym="Child A",
    dob=date(2021, 9, 7),
    nhs="999 186 2528",
    upn="A123456789012",
)
MOTHER = KnownEntity(
    id="p2",
    type=EntityType.PERSON,
    name="Leanne Garrowby",
    forename="Leanne",
    middle="Marie",
    surname="Garrowby",
    relation="mother",
    pseudonym="Mother",
    dob=date(1997, 3, 4),
    ni="QQ123456C",
    phones=("07700 900114",),
    emails=("leanne.g@mailbox.example.org",),
    addresses=("14 Tansy Close, Brackham, BX4 7QT",),
    handles=("@moonflower_77",),
    vehicles=("AB12 XYZ",),
)
FATHER = KnownEntity(
    id="p3",
    type=EntityType.PERSON,
    name="Kyle Postlewhite",
    forename="Kyle",
    surname="Postlewhite",
    relation="father",
    pseudonym="Father",
    addresses=("3 Weir Cottages, Brackham",),
)
STEPFATHER = KnownEntity(
    id="p4",
    type=EntityType.PERSON,
    name="Dale Thornquist",
    forename="Dale",
    surname="Thornquist",
    relation="mother's partner",
    pseudonym="Mother's Partner",
)
GRANDMOTHER = KnownEntity(
    id="p5",
    type=EntityType.PERSON,
    name="Maureen Ashdown",
    aliases=("Mo",),
    forename="Maureen",
    surname="Ashdown",
    relation="maternal grandmother",
    pseudonym="Maternal Grandmother",
)
WORKER = KnownEntity(
    id="p6",
    type=EntityType.PERSON,
    name="Grace Okonjo-Field",
    forename="Grace",
    surname="Okonjo-Field",
    relation="practitioner",
    pseudonym="Social Worker 1",
)
NURSERY = KnownEntity(
    id="s1",
    type=EntityType.SCHOOL,
    name="Little Herons Nursery",
    aliases=("Little Herons",),
    pseudonym="Nursery 1",
)
SCHEME = KnownEntity(
    id="o1",
    type=EntityType.ORG,
    name="Teal Vale Play Scheme",
    pseudonym="Voluntary Service 1",
)
HOSPITAL = KnownEntity(
    id="h1",
    type=EntityType.HOSPITAL,
    name="Marrick General Hospital",
    pseudonym="Hospital 1",
)
POLICE = KnownEntity(
    id="a1",
    type=EntityType.ORG,
    name="Northmoor Police",
    aliases=("NP",),
    policy="keep",
)
REFERENCE = KnownEntity(id="i1", type=EntityType.REF, name="20/11223/20")
RECORD = (
    CHILD,
    MOTHER,
    FATHER,
    STEPFATHER,
    GRANDMOTHER,
    WORKER,
    NURSERY,
    SCHEME,
    HOSPITAL,
    POLICE,
    REFERENCE,
)


def done(text: str, record: tuple[KnownEntity, ...] = RECORD) -> Anonymised:
    """Return a text anonymised with the record."""
    return anonymiser.anonymise(text, record)


def left(text: str) -> str:
    """Return what a text says once anonymised with the record."""
    return done(text).text


def refused(text: str) -> set[str]:
    """Return the kinds of leak the gate finds in a text as it stands."""
    return {leak.kind for leak in find_leaks(text, RECORD)}
