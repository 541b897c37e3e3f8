"""The forms in which a recorded number, address, handle or birth date is looked for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from cspr_tui.anonymise.dates.calendar_days import WITHHELD
from cspr_tui.anonymise.numbers.number_patterns import (
    ADDRESS,
    HANDLE,
    MAIL,
    NUMBER,
    POSTCODE,
    REFERENCE,
    STREETS,
    VEHICLE,
)
from cspr_tui.anonymise.numbers.spoken_numbers import TAIL_LENGTH
from cspr_tui.anonymise.text.lexicon import MONTHS
from cspr_tui.domain.identity import EntityType, KnownEntity

_SHORT_STREETS = {
    "street": "st",
    "road": "rd",
    "avenue": "ave",
    "lane": "ln",
    "close": "cl",
    "drive": "dr",
    "crescent": "cres",
    "gardens": "gdns",
    "terrace": "terr",
    "court": "ct",
    "place": "pl",
    "square": "sq",
    "grove": "gr",
}
_LONG_STREETS = {short: long for long, short in _SHORT_STREETS.items()}
# The words of a street before "Close": only beside a house number do they lead there.
STREET_CORE = "STREET_CORE"
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)
# A postcode's second half that a number has too: 2nd, 3rd.
_ORDINAL_ENDING = re.compile(r"(?:ST|ND|RD|TH)$", re.IGNORECASE)
_HOUSE_NUMBER = re.compile(
    r"^(?:flat|apartment|apt|unit)?\s*\w{1,4}?\d*\w?,?\s+(?=\S+\s+\S)", re.IGNORECASE
)


def forms_of(entity: KnownEntity) -> Iterator[tuple[str, str, str]]:
    """Yield `(kind, text, replacement)` for everything to look for of one entity.

    A telephone number is also looked for with +44 and by its last digits, an
    address by its street and its postcode.
    """
    if entity.type in {EntityType.REF, EntityType.CODE}:
        for text in (entity.name, *entity.aliases):
            yield "REF", text, entity.pseudonym or REFERENCE
    if entity.type is EntityType.ADDRESS:
        yield from _address_parts(entity.name, entity.pseudonym or ADDRESS)
    for kind, text in (
        ("NHS_NUMBER", entity.nhs),
        ("NI_NUMBER", entity.ni),
        ("UPN", entity.upn),
    ):
        yield kind, text, NUMBER
    for kind, texts, mask in (
        ("PHONE", entity.phones, NUMBER),
        ("EMAIL", entity.emails, MAIL),
        ("HANDLE", entity.handles, HANDLE),
        ("VEHICLE", entity.vehicles, VEHICLE),
    ):
        yield from ((kind, text, mask) for text in texts)
    for plate in entity.vehicles:
        first_half = plate.partition(" ")[0]
        if len(first_half) > 3 and any(sign.isdigit() for sign in first_half):
            yield "VEHICLE", first_half, VEHICLE
    yield from _more_forms(entity)


def _more_forms(entity: KnownEntity) -> Iterator[tuple[str, str, str]]:
    """Yield what is also found of numbers, addresses and a date of birth."""
    for phone in entity.phones:
        yield from (("PHONE", form, NUMBER) for form in _phone_forms(phone))
    for address in entity.addresses:
        yield from _address_parts(address, ADDRESS)
    if entity.dob is not None:
        yield from (("DOB", form, WITHHELD) for form in _birth_forms(entity.dob))


def _birth_forms(day: date) -> Iterator[str]:
    """Yield a date of birth as it is found where letters are run into it."""
    yield from (f"{day:%d%m%Y}", f"{day:%Y%m%d}")
    for ending, size in itertools.product(("", "st", "nd", "rd", "th"), (3, 4, 9)):
        named = f"{MONTHS[day.month - 1][:size]}"
        yield f"{day.day}{ending}{named}{day.year}"
        yield f"{named}{day.day}{ending}{day.year}"


def _phone_forms(phone: str) -> Iterator[str]:
    digits = "".join(c for c in phone if c.isdigit())
    if digits.startswith("0"):
        yield f"44{digits[1:]}"
        yield f"440{digits[1:]}"
        yield digits[1:]
    # Who knows the number knows it by its end.
    if len(digits) >= 10:
        yield from (digits[-size:] for size in range(TAIL_LENGTH, 9))


def _address_parts(address: str, mask: str) -> Iterator[tuple[str, str, str]]:
    """Yield an address, its parts that lead to the door, and its postcode."""
    yield "ADDRESS", address, mask
    code = _POSTCODE.search(address)
    if code is not None:
        yield "POSTCODE", code[0], POSTCODE
        yield "POSTCODE_PART", code[1], POSTCODE
        if not _ORDINAL_ENDING.search(code[2]):
            yield "POSTCODE_PART", code[2], POSTCODE
    without_postcode = address[: code.start()] if code else address
    yield "ADDRESS", without_postcode, mask
    for part in filter(None, (p.strip() for p in without_postcode.split(","))):
        for text in street_parts(part):
            yield "ADDRESS", text, mask
            yield from (("ADDRESS", form, mask) for form in _short_streets(text))
            *core, last = text.split()
            if core and not any(c.isdigit() for c in text):
                yield STREET_CORE, " ".join(core), mask
                yield "ADDRESS", " ".join([*core, _singular_or_plural(last)]), mask


def _singular_or_plural(word: str) -> str:
    """Return a word in the plural, or in the singular if it is one."""
    return word[:-1] if word.endswith("s") else f"{word}s"


def street_parts(part: str) -> Iterator[str]:
    """Yield a part of an address that names a street, with and without house number."""
    words = part.lower().split()
    if len(words) > 1 and re.fullmatch(STREETS, words[-1]):
        yield part
        street = _HOUSE_NUMBER.sub("", part)
        if len(street.split()) > 1:
            yield street
    elif any(c.isdigit() for c in part) and len(words) > 1:
        yield part
        house = _HOUSE_NUMBER.sub("", part)
        if house != part and len(house.split()) > 1:
            yield house


def _short_streets(text: str) -> Iterator[str]:
    *lead, last = text.lower().split()
    other = _SHORT_STREETS.get(last) or _LONG_STREETS.get(last)
    if other:
        yield " ".join([*lead, other])
