"""Every recorded string that must not occur in a document that leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.gate.skeleton import skeleton_text

_PARTS = re.compile(r"[\s\-_/.,\u2010-\u2015]+")
_PARTICLES = frozenset(
    (
        "van der den de la le al el bin bint the of and von di da mac mc st saint ibn "
        "mr mrs ms miss dr prof sir ni nic ap ab bint abu"
    ).split()
)
_COMMON = frozenset(
    (
        "school primary secondary infant infants junior academy college nursery high "
        "community catholic church surgery practice medical centre health hospital "
        "infirmary house home lodge hall court park road street lane avenue close "
        "estate children childrens trust ltd limited service services group team "
        "drive way crescent gardens grove place terrace general royal"
    ).split()
)
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b", re.IGNORECASE)
SHORTEST_LENGTH = 2
_NUMBER_WORDS = {
    str(number): word
    for number, word in enumerate(
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
        ).split(),
        start=1,
    )
}


@dataclass(frozen=True, slots=True)
class RecordedString:
    """A recorded string reduced to letters and digits, its kind, and whose it is.

    `is_part` marks a single word of a name. It may be an English word too, so the
    ledger looks at how it is used.
    """

    skeleton: str
    kind: str
    entity: str
    is_part: bool = False


def recorded_strings(entities: Iterable[KnownEntity]) -> tuple[RecordedString, ...]:
    """Return the strings of all entities, longest first, each once."""
    found = {
        recorded
        for entity in entities
        for recorded in _strings_of(entity)
        if len(recorded.skeleton) >= SHORTEST_LENGTH
    }
    return tuple(
        sorted(found, key=lambda r: (-len(r.skeleton), r.skeleton, r.kind, r.entity))
    )


def _strings_of(entity: KnownEntity) -> Iterator[RecordedString]:
    person = entity.type is EntityType.PERSON
    number = entity.type in {EntityType.REF, EntityType.CODE}
    for text in (entity.name, *entity.aliases):
        single = len(_words(text)) < 2
        kind = "REF" if number else "NAME_PART" if single else "NAME"
        yield RecordedString(
            skeleton_text(text), kind, entity.id, is_part=single and not number
        )
        if person:
            yield from _name_parts(entity, text)
        elif not number:
            yield from _place_strings(entity, text)
    for text in (entity.forename, entity.middle, entity.surname):
        yield from _name_parts(entity, text)
    yield from _numbers(entity)
    if entity.dob is not None:
        yield from _birth_date_strings(entity.dob, entity.id)


def _words(text: str) -> list[str]:
    return [word for word in _PARTS.split(text.strip()) if word]


def _name_parts(entity: KnownEntity, text: str) -> Iterator[RecordedString]:
    for part in (*_words(text), *([text] if len(_words(text)) < 2 else [])):
        skeleton = skeleton_text(part)
        if skeleton not in _PARTICLES and not skeleton.isdigit():
            yield RecordedString(skeleton, "NAME_PART", entity.id, is_part=True)
    words = [skeleton_text(word) for word in _words(text)]
    if len(words) > 1:
        yield RecordedString("".join(words), "NAME", entity.id)
    if len(words) > 1 and min(map(len, words)) > 1:
        joined = (words[0] + words[-1], words[-1] + words[0])
        yield from (RecordedString(pair, "NAME", entity.id) for pair in joined)
        if len(words[-1]) > 4:
            yield RecordedString(
                words[0][0] + words[-1], "NAME_PART", entity.id, is_part=True
            )


def _place_strings(entity: KnownEntity, text: str) -> Iterator[RecordedString]:
    """Yield a thing's own words, and its name without the common ones after."""
    words = [skeleton_text(word) for word in _words(text)]
    while words and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and words[-1] in _COMMON:
        words.pop()
        if len(words) > 1:
            yield RecordedString("".join(words), "NAME", entity.id)
            yield RecordedString(_singular_or_plural("".join(words)), "NAME", entity.id)
    if len(words) > 2 and not {words[0], words[1]} & (_COMMON | _PARTICLES):
        yield RecordedString(words[0] + words[1], "NAME", entity.id)
    if len(words) == 1 and words[0] not in _COMMON | _PARTICLES:
        yield RecordedString(words[0], "NAME_PART", entity.id, is_part=True)


def _singular_or_plural(skeleton: str) -> str:
    return skeleton[:-1] if skeleton.endswith("s") else f"{skeleton}s"


def _numbers(entity: KnownEntity) -> Iterator[RecordedString]:
    for kind, texts in (
        ("NHS_NUMBER", (entity.nhs,)),
        ("NI_NUMBER", (entity.ni,)),
        ("UPN", (entity.upn,)),
        ("PHONE", entity.phones),
        ("EMAIL", entity.emails),
        ("ADDRESS", entity.addresses),
        ("HANDLE", entity.handles),
        ("VEHICLE", entity.vehicles),
    ):
        for text in texts:
            if len(skeleton_text(text)) > 3:
                yield RecordedString(skeleton_text(text), kind, entity.id)
    yield from _pieces_of_numbers(entity)
    places = entity.addresses
    if entity.type is EntityType.ADDRESS:
        places = (*places, entity.name, *entity.aliases)
    for address in places:
        yield from _address_strings(address, entity.id)
        code = _POSTCODE.search(address)
        if code is not None:
            yield RecordedString(skeleton_text(code[0]), "POSTCODE", entity.id)
            yield from (
                RecordedString(skeleton_text(half), "POSTCODE", entity.id, is_part=True)
                for half in code.groups()
            )


def _pieces_of_numbers(entity: KnownEntity) -> Iterator[RecordedString]:
    """Yield what is remembered of a number: a plate's first half, a telephone's end."""
    for plate in entity.vehicles:
        half = skeleton_text(plate.partition(" ")[0])
        if len(half) > 3 and any(sign.isdigit() for sign in half):
            yield RecordedString(half, "VEHICLE", entity.id)
    for phone in entity.phones:
        if len(skeleton_text(phone)) > 9:
            yield RecordedString(skeleton_text(phone)[-6:], "PHONE", entity.id)


def _address_strings(address: str, entity: str) -> Iterator[RecordedString]:
    """Yield house and street, and the street alone, of an address."""
    for part in address.split(","):
        words = part.split()
        plain = [word for word in words if not any(c.isdigit() for c in word)]
        has_number = len(plain) < len(words)
        if len(plain) < 2 or not (has_number or skeleton_text(plain[-1]) in _COMMON):
            continue
        street = skeleton_text("".join(plain))
        for form in (
            skeleton_text("".join(words)),
            street,
            street.removesuffix("s"),
            f"{street}s",
        ):
            yield RecordedString(form, "ADDRESS", entity)
        if has_number:
            street_name, house = (
                skeleton_text("".join(plain[:-1])),
                skeleton_text("".join(words[:-1])),
            )
            yield RecordedString(house, "ADDRESS", entity)
            number_word = _NUMBER_WORDS.get(house.removesuffix(street_name))
            yield RecordedString(
                f"{number_word or has_number}{street_name if number_word else ''}",
                "ADDRESS",
                entity,
            )


def _birth_date_strings(day: date, entity: str) -> Iterator[RecordedString]:
    """Yield a date of birth in the forms people write it."""
    ends = ("", "st", "nd", "rd", "th", "stof", "ndof", "rdof", "thof")
    names = (f"{day:%B}", f"{day:%b}")
    years = (f"{day:%Y}", f"{day:%y}")
    forms = {
        f"{day:%d%m%Y}",
        f"{day:%m%d%Y}",
        f"{day.day}{day.month}{day.year}",
        f"{day:%Y%m%d}",
        f"{day:%d%m%y}",
        *(f"{day.day}{end}{name}{y}" for end in ends for name in names for y in years),
        *(f"{day:%d}{name}{y}" for name in names for y in years),
        *(f"{name}{day.day}{end}{y}" for end in ends for name in names for y in years),
    }
    for form in sorted(forms):
        yield RecordedString(form.lower(), "DOB", entity)
