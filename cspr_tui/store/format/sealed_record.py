"""A record as the bytes of a TinyDB file: facts, history, long texts and a seal.

Any TinyDB reads it. Table `facts` holds one document, `history` one for each change,
`texts` each long text once under its SHA-256, and `seal` the schema, the version and
a checksum over the tables.
"""

from __future__ import annotations

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
    migrate,
)
from cspr_tui.store.fs.bounded_json import UnreadableJsonError, parse_json

LONG = 2_000
TEXT = "$text"
# The numbers in a seal and their minimum: the settings of a new store have version 0.
COUNTS = {"schema": 1, "version": 0}
# What decoding may raise on a file that was written by hand.
MALFORMED = (
    UnreadableValueError,
    BrokenChainError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)
R = TypeVar("R", Review, Partnership)

Table.default_query_cache_capacity = 0


class SealError(ValueError):
    """Stored bytes are not as this app wrote them; the text says what is wrong."""


class NewerSchemaError(SealError):
    """The file has a schema that only a newer version of the app can read."""


def encode_sealed(record: Review | Partnership) -> bytes:
    """Return the record as the bytes of a TinyDB file."""
    plain = encode(record)
    history = plain.pop("history", [])
    texts: dict[str, str] = {}
    tables = {
        "facts": [plain],
        "history": [_with_text_refs(change, texts) for change in history],
        "texts": [{"sha256": key, "text": text} for key, text in texts.items()],
    }
    database = TinyDB(storage=MemoryStorage)
    for name, documents in tables.items():
        database.table(name).insert_multiple(
            Document(document, number)
            for number, document in enumerate(documents, start=1)
        )
    stored: Tables = database.storage.read() or {}
    seal: dict[str, Any] = {"schema": SCHEMA, "version": record.version}
    seal["sha256"] = checksum({**stored, "seal": {"1": seal}}, SCHEMA)
    database.table("seal").insert(Document(seal, 1))
    return canonical(database.storage.read() or {})


def decode_sealed(kind: type[R], content: bytes) -> R:
    """Return the record in the bytes of a TinyDB file, fully checked.

    Raises:
        SealError: the checksum, schema, version, hash chain or a field is wrong.
        NewerSchemaError: a newer version of the app wrote it.
    """
    return decode_with_schema(kind, content)[0]


def decode_with_schema(kind: type[R], content: bytes) -> tuple[R, int]:
    """Return the record as `decode_sealed` does, and the schema its file has.

    Raises:
        SealError: the checksum, schema, version, hash chain or a field is wrong.
        NewerSchemaError: a newer version of the app wrote it.
    """
    stored = _checked_tables(content)
    schema: int = stored["seal"]["1"]["schema"]
    tables = migrate(stored, schema)
    seal = tables["seal"]["1"]
    try:
        plain = _record_data(tables)
        record = decode(kind, plain)
        check_chain(record.history)
        if isinstance(record, Review):
            check_by_replay(record, plain)
    except BrokenChainError as error:
        raise SealError(str(error)) from error
    except MALFORMED as error:
        sentence = f"a value in it is not what it should be ({error})"
        raise SealError(sentence) from error
    if record.version != seal["version"]:
        sentence = "the version in the seal is another than that of the facts"
        raise SealError(sentence)
    if record.version != len(record.history) or _is_bare(record):
        sentence = "the version and the number of changes differ"
        raise SealError(sentence)
    return record, schema


def _is_bare(record: Review | Partnership) -> bool:
    """Whether a review has no history; none is ever saved without one."""
    return isinstance(record, Review) and not record.history


def _tables(content: bytes) -> Tables:
    try:
        tables = parse_json(
            content, pairs_hook=_unique_names, constant_hook=_no_constant
        )
    except UnreadableJsonError as error:
        raise SealError(str(error)) from error
    except ValueError as error:
        sentence = "it is not whole JSON"
        raise SealError(sentence) from error
    if not isinstance(tables, dict) or not all(
        isinstance(t, dict) for t in tables.values()
    ):
        sentence = "it is not a TinyDB file"
        raise SealError(sentence)
    return tables


def _checked_tables(content: bytes) -> Tables:
    """Return a file's tables in its own schema, with the seal checked."""
    tables = _tables(content)
    _check_seal(tables)
    return tables


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


def _record_data(tables: Tables) -> dict[str, Any]:
    texts = {row["sha256"]: row["text"] for row in tables.get("texts", {}).values()}
    rows = sorted(tables.get("history", {}).items(), key=lambda item: int(item[0]))
    history = [_with_texts(change, texts) for _, change in rows]
    facts = tables["facts"]["1"]
    return {**facts, "history": history} if history else dict(facts)


def _with_text_refs(value: Any, texts: dict[str, str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return {key: _with_text_refs(item, texts) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_text_refs(item, texts) for item in value]
    if isinstance(value, str) and len(value) > LONG:
        key = sha256(value.encode()).hexdigest()
        texts[key] = value
        return {TEXT: key}
    return value


def _with_texts(value: Any, texts: Mapping[str, str]) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        if TEXT in value:
            return texts[value[TEXT]]
        return {key: _with_texts(item, texts) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_texts(item, texts) for item in value]
    return value


def _checksum_of(tables: Tables, schema: int) -> str:
    try:
        return checksum(tables, schema)
    except (ValueError, RecursionError):
        return ""


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        sentence = "a name stands twice"
        raise SealError(sentence)
    return found


def _no_constant(name: str) -> float:
    sentence = f"{name} is no number"
    raise SealError(sentence)


def group_in(content: bytes) -> str:
    """Return the group a stored review is restricted to, after the checksum check.

    Raises:
        SealError: the file is not as it was written.
    """
    tables = _checked_tables(content)
    tables = migrate(tables, tables["seal"]["1"]["schema"])
    group: str = tables["facts"]["1"].get("restricted_to", "")
    return group


def read_seal(content: bytes) -> Mapping[str, Any]:
    """Return the seal of a file, its schema and version, after the checksum check.

    Raises:
        SealError: the file is not as it was written.
    """
    return _checked_tables(content)["seal"]["1"]
