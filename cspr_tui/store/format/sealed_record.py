"""A record as a TinyDB file with a seal: facts, history, long texts, checksum.

Stock TinyDB reads it: table `facts` holds one document, `history` one for each
change, `texts` each long text once under its SHA-256, `seal` the schema, the
version and the checksum over the other tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, TypeVar

from tinydb import TinyDB
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from cspr_tui.domain.audit.replay import check_by_replay
from cspr_tui.domain.history.change import BrokenChainError, check_chain
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import UnreadableValueError, decode, encode
from cspr_tui.store.format.migrations import (
    SCHEMA,
    Tables,
    canonical,
    checksum,
    migrated,
)

LONG = 2_000
TEXT = "$text"
# What a seal counts, and from where: the settings of a new store have version 0.
COUNTS = {"schema": 1, "version": 0}
# What reading a file may raise that was put together by hand.
ODD = (
    UnreadableValueError,
    BrokenChainError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
R = TypeVar("R", Review, Partnership)

Table.default_query_cache_capacity = 0


class SealError(ValueError):
    """What is stored is not what was written; the text says how it shows."""


class NewerSchemaError(SealError):
    """It was written by a newer version of the app."""


def sealed(record: Review | Partnership) -> bytes:
    """Return the record as the bytes of a TinyDB file."""
    plain = encode(record)
    history = plain.pop("history", [])
    texts: dict[str, str] = {}
    tables = {
        "facts": [plain],
        "history": [_shortened(change, texts) for change in history],
        "texts": [{"sha256": key, "text": text} for key, text in texts.items()],
    }
    database = TinyDB(storage=MemoryStorage)
    for name, documents in tables.items():
        database.table(name).insert_multiple(
            Document(document, at) for at, document in enumerate(documents, start=1)
        )
    held: Tables = database.storage.read() or {}
    seal: dict[str, Any] = {"schema": SCHEMA, "version": record.version}
    seal["sha256"] = checksum({**held, "seal": {"1": seal}}, SCHEMA)
    database.table("seal").insert(Document(seal, 1))
    return canonical(database.storage.read() or {})


def unsealed(kind: type[R], content: bytes) -> R:
    """Return the record held in the bytes of a TinyDB file, checked throughout.

    Raises:
        SealError: checksum, schema, version, chain or a field is not as written.
    """
    tables = _current(content)
    seal = tables["seal"]["1"]
    try:
        plain = _plain(tables)
        record = decode(kind, plain)
        check_chain(record.history)
        if isinstance(record, Review):
            check_by_replay(record, plain)
    except BrokenChainError as error:
        raise SealError(str(error)) from error
    except ODD as error:
        sentence = f"a value in it is not what it should be ({error})"
        raise SealError(sentence) from error
    if record.version != seal["version"]:
        sentence = "the version in the seal is another than that of the facts"
        raise SealError(sentence)
    if record.version != len(record.history) or _is_bare(record):
        sentence = "the version and the number of changes differ"
        raise SealError(sentence)
    return record


def _is_bare(record: Review | Partnership) -> bool:
    """Whether a review comes without any history, which no review is saved without."""
    return isinstance(record, Review) and not record.history


def _tables(content: bytes) -> Tables:
    try:
        tables = json.loads(
            content, object_pairs_hook=_distinct, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as error:
        sentence = "it is not whole JSON"
        raise SealError(sentence) from error
    if not isinstance(tables, dict) or not all(
        isinstance(t, dict) for t in tables.values()
    ):
        sentence = "it is not a TinyDB file"
        raise SealError(sentence)
    return tables


def _current(content: bytes) -> Tables:
    """Return a file's tables in the form of this version, checked in their own."""
    tables = _tables(content)
    _check_seal(tables)
    return migrated(tables, tables["seal"]["1"]["schema"])


def _check_seal(tables: Tables) -> None:
    seal = tables.get("seal", {}).get("1")
    if not isinstance(seal, dict) or not all(_is_count(seal, key) for key in COUNTS):
        sentence = "its seal is missing"
        raise SealError(sentence)
    if seal["schema"] > SCHEMA:
        sentence = (
            f"it was written by a newer version of the app (schema {seal['schema']}, "
            f"this one knows {SCHEMA}); update the app"
        )
        raise NewerSchemaError(sentence)
    if seal.get("sha256") != _checksum_of(tables, seal["schema"]):
        sentence = "its checksum is wrong"
        raise SealError(sentence)


def _is_count(seal: Mapping[str, Any], key: str) -> bool:
    return type(seal.get(key)) is int and seal[key] >= COUNTS[key]


def _plain(tables: Tables) -> dict[str, Any]:
    texts = {row["sha256"]: row["text"] for row in tables.get("texts", {}).values()}
    rows = sorted(tables.get("history", {}).items(), key=lambda item: int(item[0]))
    history = [_lengthened(change, texts) for _, change in rows]
    facts = tables["facts"]["1"]
    return {**facts, "history": history} if history else dict(facts)


def _shortened(value: Any, texts: dict[str, str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return {key: _shortened(item, texts) for key, item in value.items()}
    if isinstance(value, list):
        return [_shortened(item, texts) for item in value]
    if isinstance(value, str) and len(value) > LONG:
        key = sha256(value.encode()).hexdigest()
        texts[key] = value
        return {TEXT: key}
    return value


def _lengthened(value: Any, texts: Mapping[str, str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        if TEXT in value:
            return texts[value[TEXT]]
        return {key: _lengthened(item, texts) for key, item in value.items()}
    if isinstance(value, list):
        return [_lengthened(item, texts) for item in value]
    return value


def _checksum_of(tables: Tables, schema: int) -> str:
    try:
        return checksum(tables, schema)
    except (ValueError, RecursionError):
        return ""


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        sentence = "a name stands twice"
        raise SealError(sentence)
    return found


def _no_constant(name: str) -> float:
    sentence = f"{name} is no number"
    raise SealError(sentence)


def restricted_in(content: bytes) -> str:
    """Return the group that a file's review is restricted to, its checksum checked.

    Raises:
        SealError: the file is not as written.
    """
    tables = _current(content)
    group: str = tables["facts"]["1"].get("restricted_to", "")
    return group


def seal_of(content: bytes) -> Mapping[str, Any]:
    """Return the schema and version that a file's seal states, its checksum checked.

    Raises:
        SealError: the file is not as written.
    """
    tables = _tables(content)
    _check_seal(tables)
    return tables["seal"]["1"]
