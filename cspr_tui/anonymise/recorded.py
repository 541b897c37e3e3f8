"""The numbers, addresses and handles on record, however they are spaced."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cspr_tui.anonymise.numbers import (
    ADDRESS,
    HANDLE,
    MAIL,
    NUMBER,
    POSTCODE,
    REFERENCE,
    STREETS,
    VEHICLE,
)
from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.view import View, fold
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
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)
_DOOR = re.compile(
    r"^(?:flat|apartment|apt|unit)?\s*\w{1,4}?\d*\w?,?\s+(?=\S+\s+\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A view's letters and digits only, with the way back to the view."""

    text: str
    places: tuple[int, ...]


def find_recorded(view: View, entities: Iterable[KnownEntity]) -> Iterator[Span]:
    """Yield every recorded number, address and handle, however it is spaced."""
    pairs = [(n, c) for n, c in enumerate(view.text) if c.isalnum()]
    squeezed = Squeezed("".join(c for _, c in pairs), tuple(n for n, _ in pairs))
    for entity in sorted(entities, key=lambda e: (e.id, e.name)):
        if entity.policy == "keep":
            continue
        for kind, text, mask in _recorded(entity):
            said = f"{entity.id}, recorded {kind}"
            for start, end in _places(view, squeezed, text):
                yield Span(start, end, mask, said, entity.id, kind, _weight(kind))


def _weight(kind: str) -> int:
    return {"TOWN": 77, "POSTCODE_PART": 77}.get(kind, 95)


def _recorded(entity: KnownEntity) -> Iterator[tuple[str, str, str]]:
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
    for phone in entity.phones:
        yield from (("PHONE", form, NUMBER) for form in _phone_forms(phone))
    for address in entity.addresses:
        yield from _address_parts(address, ADDRESS)


def _phone_forms(phone: str) -> Iterator[str]:
    digits = "".join(c for c in phone if c.isdigit())
    if digits.startswith("0"):
        yield f"44{digits[1:]}"
        yield f"440{digits[1:]}"
        yield digits[1:]


def _address_parts(address: str, mask: str) -> Iterator[tuple[str, str, str]]:
    """Yield an address, its parts that lead to the door, and its postcode."""
    yield "ADDRESS", address, mask
    code = _POSTCODE.search(address)
    if code is not None:
        yield "POSTCODE", code[0], POSTCODE
        yield "POSTCODE_PART", code[1], POSTCODE
    bare = address[: code.start()] if code else address
    yield "ADDRESS", bare, mask
    for part in filter(None, (p.strip() for p in bare.split(","))):
        for text in street_parts(part):
            yield "ADDRESS", text, mask
            yield from (("ADDRESS", form, mask) for form in _short_streets(text))


def street_parts(part: str) -> Iterator[str]:
    """Yield a part of an address that has a street, with and without its door."""
    words = part.lower().split()
    if len(words) > 1 and re.fullmatch(STREETS, words[-1]):
        yield part
        street = _DOOR.sub("", part)
        if len(street.split()) > 1:
            yield street
    elif any(c.isdigit() for c in part) and len(words) > 1:
        yield part


def _short_streets(text: str) -> Iterator[str]:
    *lead, last = text.lower().split()
    full = {short: long for long, short in _SHORT_STREETS.items()}
    other = _SHORT_STREETS.get(last) or full.get(last)
    if other:
        yield " ".join([*lead, other])


def _places(view: View, squeezed: Squeezed, text: str) -> Iterator[tuple[int, int]]:
    wanted = "".join(c for c in fold(text) if c.isalnum())
    digits = wanted.isdigit()
    if len(wanted) < (3 if not digits else 4):
        return
    at = squeezed.text.find(wanted)
    while at >= 0:
        first, last = squeezed.places[at], squeezed.places[at + len(wanted) - 1] + 1
        if _stands_alone(view, first, last, wanted) and _is_close(
            squeezed, at, len(wanted)
        ):
            yield view.span(first, last)
        at = squeezed.text.find(wanted, at + 1)


def _stands_alone(view: View, first: int, last: int, wanted: str) -> bool:
    """Whether it is no piece of a longer word; long numbers may be run into words."""
    before = view.text[first - 1 : first]
    after = view.text[last : last + 1]
    if wanted.isdigit():
        return not before.isdigit() and not after.isdigit()
    if len(wanted) < 9:
        return not before.isalnum() and not after.isalnum()
    return not (before.isalpha() and wanted[0].isalpha()) and not (
        after.isalnum() and wanted[-1].isalnum()
    )


def _is_close(squeezed: Squeezed, at: int, size: int) -> bool:
    """Whether no gap inside is wider than a spaced number or address has."""
    places = squeezed.places[at : at + size]
    widest = max((b - a for a, b in itertools.pairwise(places)), default=1)
    return widest <= 5
