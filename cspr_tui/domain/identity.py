"""What can identify someone: plain values that the anonymiser and the gate share.

The two share these values and no code, so that a mistake in the one is not
repeated by the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EntityType(StrEnum):
    """What kind of thing a record names."""

    PERSON = "PERSON"
    SCHOOL = "SCHOOL"
    ORG = "ORG"
    PLACE = "PLACE"
    ADDRESS = "ADDRESS"
    HOSPITAL = "HOSPITAL"
    REF = "REF"
    LOC = "LOC"
    CODE = "CODE"


class Policy(StrEnum):
    """For whom a document is written, which decides what it may still say."""

    PUBLIC = "public"
    PARTNER = "partner"
    INTERNAL = "internal"
    LEAFLET = "leaflet"
    BOARD_PACK = "board-pack"
    STATUTORY = "statutory"


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """One person, place, body or number that the record holds.

    `policy` is `mask` (must not leave) or `keep` (may stay as written, such as
    the police force). `dob` and the numbers belong to people.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    forename: str = ""
    middle: str = ""
    surname: str = ""
    relation: str = ""
    role: str = ""
    pseudonym: str = ""
    policy: str = "mask"
    dob: date | None = None
    nhs: str = ""
    ni: str = ""
    upn: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AllowedWording:
    """A decision that one wording may stay, with its reason and who made it.

    With `before` and `after` it may only where it stands between them.
    """

    text: str
    reason: str
    by: str
    before: str = ""
    after: str = ""
