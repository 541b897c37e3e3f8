"""Every string of the record that must not be left in what leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.gate.skeleton import bare

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
SHORTEST = 2
_IN_WORDS = {
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
class Recorded:
    """A string reduced to letters and digits, what it is, and whose.

    `is_part` is one word of a name; it may be an ordinary word too and is then
    judged by the ledger.
    """

    bones: str
    kind: str
    entity: str
    is_part: bool = False


def recorded_strings(entities: Iterable[KnownEntity]) -> tuple[Recorded, ...]:
    """Return the strings of all entities, longest first, each once."""
    found = {
        recorded
        for entity in entities
        for recorded in _of(entity)
        if len(recorded.bones) >= SHORTEST
    }
    return tuple(
        sorted(found, key=lambda r: (-len(r.bones), r.bones, r.kind, r.entity))
    )


def _of(entity: KnownEntity) -> Iterator[Recorded]:
    person = entity.type is EntityType.PERSON
    number = entity.type in {EntityType.REF, EntityType.CODE}
    for text in (entity.name, *entity.aliases):
        single = len(_words(text)) < 2
        kind = "REF" if number else "NAME_PART" if single else "NAME"
        yield Recorded(bare(text), kind, entity.id, is_part=single and not number)
        if person:
            yield from _parts(entity, text)
        elif not number:
            yield from _thing(entity, text)
    for text in (entity.forename, entity.middle, entity.surname):
        yield from _parts(entity, text)
    yield from _numbers(entity)
    if entity.dob is not None:
        yield from _born(entity.dob, entity.id)


def _words(text: str) -> list[str]:
    return [word for word in _PARTS.split(text.strip()) if word]


def _parts(entity: KnownEntity, text: str) -> Iterator[Recorded]:
    for part in (*_words(text), *([text] if len(_words(text)) < 2 else [])):
        bones = bare(part)
        if bones not in _PARTICLES and not bones.isdigit():
            yield Recorded(bones, "NAME_PART", entity.id, is_part=True)
    words = [bare(word) for word in _words(text)]
    if len(words) > 1:
        yield Recorded("".join(words), "NAME", entity.id)
    if len(words) > 1 and min(map(len, words)) > 1:
        joined = (words[0] + words[-1], words[-1] + words[0])
        yield from (Recorded(pair, "NAME", entity.id) for pair in joined)
        if len(words[-1]) > 4:
            yield Recorded(
                words[0][0] + words[-1], "NAME_PART", entity.id, is_part=True
            )


def _thing(entity: KnownEntity, text: str) -> Iterator[Recorded]:
    """Yield a thing's own words, and its name without the common ones after."""
    words = [bare(word) for word in _words(text)]
    while words and words[0] == "the":
        words.pop(0)
    while len(words) > 1 and words[-1] in _COMMON:
        words.pop()
        if len(words) > 1:
            yield Recorded("".join(words), "NAME", entity.id)
            yield Recorded(_other_number("".join(words)), "NAME", entity.id)
    if len(words) > 2 and not {words[0], words[1]} & (_COMMON | _PARTICLES):
        yield Recorded(words[0] + words[1], "NAME", entity.id)
    if len(words) == 1 and words[0] not in _COMMON | _PARTICLES:
        yield Recorded(words[0], "NAME_PART", entity.id, is_part=True)


def _other_number(bones: str) -> str:
    return bones[:-1] if bones.endswith("s") else f"{bones}s"


def _numbers(entity: KnownEntity) -> Iterator[Recorded]:
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
            if len(bare(text)) > 3:
                yield Recorded(bare(text), kind, entity.id)
    yield from _pieces_of_numbers(entity)
    places = entity.addresses
    if entity.type is EntityType.ADDRESS:
        places = (*places, entity.name, *entity.aliases)
    for address in places:
        yield from _door(address, entity.id)
        code = _POSTCODE.search(address)
        if code is not None:
            yield Recorded(bare(code[0]), "POSTCODE", entity.id)
            yield from (
                Recorded(bare(half), "POSTCODE", entity.id, is_part=True)
                for half in code.groups()
            )


def _pieces_of_numbers(entity: KnownEntity) -> Iterator[Recorded]:
    """Yield what is remembered of a number: a plate's first half, a telephone's end."""
    for plate in entity.vehicles:
        half = bare(plate.partition(" ")[0])
        if len(half) > 3 and any(sign.isdigit() for sign in half):
            yield Recorded(half, "VEHICLE", entity.id)
    for phone in entity.phones:
        if len(bare(phone)) > 9:
            yield Recorded(bare(phone)[-6:], "PHONE", entity.id)


def _door(address: str, entity: str) -> Iterator[Recorded]:
    """Yield house and street, and the street alone, of an address."""
    for part in address.split(","):
        words = part.split()
        plain = [word for word in words if not any(c.isdigit() for c in word)]
        house = len(plain) < len(words)
        if len(plain) < 2 or not (house or bare(plain[-1]) in _COMMON):
            continue
        lone = bare("".join(plain))
        for form in (bare("".join(words)), lone, lone.removesuffix("s"), f"{lone}s"):
            yield Recorded(form, "ADDRESS", entity)
        if house:
            core, door = bare("".join(plain[:-1])), bare("".join(words[:-1]))
            yield Recorded(door, "ADDRESS", entity)
            said = _IN_WORDS.get(door.removesuffix(core))
            yield Recorded(f"{said or door}{core if said else ''}", "ADDRESS", entity)


def _born(day: date, entity: str) -> Iterator[Recorded]:
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
        yield Recorded(form.lower(), "DOB", entity)
