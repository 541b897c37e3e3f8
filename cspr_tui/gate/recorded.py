"""Every string of the record that must not be left in what leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.identity import EntityType, KnownEntity, Policy
from cspr_tui.gate.skeleton import bare

_PARTS = re.compile(r"[\s\-_/.,'\u2019]+")
_PARTICLES = frozenset(
    {"van", "der", "den", "de", "la", "al", "el", "bin", "the", "of"}
)
SHORTEST = 2


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


def recorded_strings(
    entities: Iterable[KnownEntity], policy: Policy
) -> tuple[Recorded, ...]:
    """Return the strings of all entities, longest first, each once."""
    found = {
        recorded
        for entity in entities
        for recorded in _of(entity, policy)
        if len(recorded.bones) >= SHORTEST
    }
    return tuple(sorted(found, key=lambda r: (-len(r.bones), r.bones, r.entity)))


def _of(entity: KnownEntity, policy: Policy) -> Iterator[Recorded]:
    person = entity.type is EntityType.PERSON
    for text in (entity.name, *entity.aliases):
        yield Recorded(bare(text), "NAME", entity.id, is_part=_is_single(text))
        if person:
            yield from _parts(entity, text)
    for text in (entity.forename, entity.middle, entity.surname):
        yield from _parts(entity, text)
    yield from _numbers(entity)
    if entity.dob is not None:
        yield from _born(entity.dob, entity.id)
    del policy


def _is_single(text: str) -> bool:
    return len(_PARTS.split(text.strip())) == 1


def _parts(entity: KnownEntity, text: str) -> Iterator[Recorded]:
    for part in (*_PARTS.split(text), text):
        bones = bare(part)
        if bones not in _PARTICLES:
            yield Recorded(bones, "NAME_PART", entity.id, is_part=True)


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
    for address in entity.addresses:
        yield from _door(address, entity.id)


def _door(address: str, entity: str) -> Iterator[Recorded]:
    """Yield house and street, and the street alone, of an address."""
    door = address.split(",", maxsplit=1)[0]
    yield Recorded(bare(door), "ADDRESS", entity)
    words = [word for word in door.split() if not any(c.isdigit() for c in word)]
    if len(words) > 1 and words != door.split():
        yield Recorded(bare("".join(words)), "ADDRESS", entity)


def _born(day: date, entity: str) -> Iterator[Recorded]:
    """Yield a date of birth in the forms people write it."""
    forms = (
        f"{day:%d%m%Y}",
        f"{day.day}{day.month}{day.year}",
        f"{day:%Y%m%d}",
        f"{day:%d%m%y}",
        f"{day.day}{day:%B%Y}",
        f"{day.day}{day:%b%Y}",
        f"{day:%B}{day.day}{day.year}",
        *(f"{day.day}{ending}{day:%B%Y}" for ending in ("st", "nd", "rd", "th")),
        *(f"{day.day}{ending}of{day:%B%Y}" for ending in ("st", "nd", "rd", "th")),
    )
    for form in forms:
        yield Recorded(form.lower(), "DOB", entity)
