"""The benchmark's two plug-in functions over the public ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from cspr_tui import anonymise as anonymiser
from cspr_tui.domain.identity import EntityType, KnownEntity
from cspr_tui.gate import find_leaks

Record = Mapping[str, Any]


def anonymise(
    text: str, known_entities: Iterable[Record]
) -> list[tuple[int, int, str | None, str]]:
    """Return `(start, end, replacement or None, reason)` for each decision."""
    done = anonymiser.anonymise(text, entities_of(known_entities))
    return [(s.start, s.end, s.replacement, s.reason) for s in done.spans]


def gate(
    document: str, known_entities: Iterable[Record]
) -> list[tuple[int, int, str, str]]:
    """Return `(start, end, kind, reason)` for each leak; any refuses."""
    leaks = find_leaks(document, entities_of(known_entities))
    return [(leak.start, leak.end, leak.kind, leak.reason) for leak in leaks]


def entities_of(records: Iterable[Record]) -> tuple[KnownEntity, ...]:
    """Return the benchmark's records as the values both functions take."""
    return tuple(_entity(record) for record in records)


def _entity(record: Record) -> KnownEntity:
    kinds = {kind.value for kind in EntityType}
    kind = record.get("type", "ORG")
    born = record.get("dob")
    return KnownEntity(
        id=record["id"],
        type=EntityType(kind) if kind in kinds else EntityType.ORG,
        name=record["name"],
        aliases=tuple(record.get("aliases") or ()),
        forename=record.get("forename") or "",
        middle=record.get("middle") or "",
        surname=record.get("surname") or "",
        relation=record.get("relation") or "",
        role=record.get("role") or "",
        pseudonym=record.get("pseudonym") or "[withheld]",
        policy=record.get("policy") or "mask",
        dob=date.fromisoformat(born) if born else None,
        nhs=record.get("nhs") or "",
        ni=record.get("ni") or "",
        upn=record.get("upn") or "",
        phones=_texts(record.get("phone")),
        emails=_texts(record.get("email")),
        addresses=_texts(record.get("address")),
        handles=_texts(record.get("handle")),
        vehicles=_texts(record.get("vehicle")),
    )


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, list) else ()
