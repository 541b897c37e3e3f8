"""Records in the formats of older versions, brought up to date as they are read.

A migration is a pure function from the tables of one schema to those of the
next. Reading writes nothing: a record takes the newest form when it is saved.

Schema 1: the checksum covers every table but the seal.
Schema 2: it covers the seal's own schema and version too, so that no damage to
them can send a file through the wrong migration.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

Tables = dict[str, dict[str, dict[str, Any]]]
Seal = dict[str, Any]
Migration = Callable[[Tables], Tables]


def _with_whole_seal(tables: Tables) -> Tables:
    seal = {**tables["seal"]["1"], "schema": 2}
    seal["sha256"] = checksum({**tables, "seal": {"1": seal}}, 2)
    return {**tables, "seal": {"1": seal}}


MIGRATIONS: Mapping[int, Migration] = {1: _with_whole_seal}
SCHEMA = 1 + max(MIGRATIONS)


def migrated(tables: Tables, schema: int) -> Tables:
    """Return the tables of a schema in the form of this version's."""
    for step in range(schema, SCHEMA):
        tables = MIGRATIONS[step](tables)
    return tables


def checksum(tables: Tables, schema: int) -> str:
    """Return the SHA-256 that the seal of that schema states over the tables."""
    covered: dict[str, Any] = {n: t for n, t in tables.items() if n != "seal" and t}
    if schema > 1:
        seal = tables["seal"]["1"]
        covered["seal"] = {name: seal[name] for name in seal if name != "sha256"}
    return sha256(canonical(covered)).hexdigest()


def canonical(value: object) -> bytes:
    """Return JSON that is the same whenever the value is."""
    return json.dumps(
        value,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    ).encode()
