"""Migrations: records in an older schema are brought up to date when they are read.

A migration is a pure function from the tables of one schema to those of the next.
Reading writes nothing; a record is stored in the newest schema when it is saved next.

Schema 1: the checksum covers every table except the seal.
Schema 2: it also covers the schema and version in the seal, so that damage to them
cannot send a file through the wrong migration.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

Tables = dict[str, dict[str, dict[str, Any]]]
Seal = dict[str, Any]
Migration = Callable[[Tables], Tables]


def _cover_whole_seal(tables: Tables) -> Tables:
    seal = {**tables["seal"]["1"], "schema": 2}
    seal["sha256"] = checksum({**tables, "seal": {"1": seal}}, 2)
    return {**tables, "seal": {"1": seal}}


MIGRATIONS: Mapping[int, Migration] = {1: _cover_whole_seal}
SCHEMA = 1 + max(MIGRATIONS)


def migrate(tables: Tables, schema: int) -> Tables:
    """Return the tables brought from that schema to the newest one."""
    for step in range(schema, SCHEMA):
        tables = MIGRATIONS[step](tables)
    return tables


def checksum(tables: Tables, schema: int) -> str:
    """Return the SHA-256 over the tables, computed as that schema defines it."""
    covered: dict[str, Any] = {n: t for n, t in tables.items() if n != "seal" and t}
    if schema > 1:
        seal = tables["seal"]["1"]
        covered["seal"] = {name: seal[name] for name in seal if name != "sha256"}
    return sha256(canonical(covered)).hexdigest()


def canonical(value: object) -> bytes:
    """Return canonical JSON (sorted keys, no spaces): equal values, equal bytes."""
    return json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    ).encode()
