"""A record as database rows: encoding for a save, and decoding with all checks."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile
from typing import Any, TypeVar

import orjson

from cspr_tui.domain.audit.replay import check_by_replay, check_newer_changes
from cspr_tui.domain.audit.search_text import search_text_of
from cspr_tui.domain.history.change import (
    GENESIS,
    BrokenChainError,
    Change,
    check_chain,
)
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.base import with_fields
from cspr_tui.domain.values.codec import (
    UnreadableValueError,
    decode,
    encode,
    encode_without,
)
from cspr_tui.domain.values.incremental_codec import Coded, decode_after
from cspr_tui.store.format.sealed_record import SealError
from cspr_tui.store.protocol import DamagedRecordError

# The settings' reference; no review has one that is not capitals and digits.
SETTINGS = "-"
R = TypeVar("R", Review, Partnership)
Facts = dict[str, Any]
# How the text of each column of a stored row is decoded, for prepared statements.
COLUMN_READERS = (bytes.decode, int, bytes.decode, json.loads, json.loads)


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A record's row and history rows, as plain JSON data.

    `facts` is None when the row is still the one this process has cached; `changes`
    are then only those newer than the cached version.
    """

    ref: str
    version: int
    checksum: str
    facts: Facts | None
    changes: Sequence[Facts]


def ref_of(record: Review | Partnership) -> str:
    """Return the reference under which a record is stored; "-" for the settings."""
    return record.ref if isinstance(record, Review) else SETTINGS


def restricted_to(record: Review | Partnership) -> str:
    """Return the group a record is restricted to; empty if everybody may see it."""
    return record.restricted_to if isinstance(record, Review) else ""


def damaged_row_error(ref: str, error: SealError) -> DamagedRecordError:
    """Return the error for a row that fails its checks: the cause, and the repair."""
    name = "The settings row" if ref == SETTINGS else f"The row of {ref}"
    sentence = (
        f"{name} cannot be trusted: {error}. The other records can still be opened; "
        f"put this one back from a backup."
    )
    return DamagedRecordError(sentence)


def last_hash(record: Review | Partnership) -> str:
    """Return the hash of the last change, which identifies the save that wrote it."""
    return record.history[-1].hash if record.history else GENESIS


def encode_row(
    record: Review | Partnership, expected_version: int, facts: Facts | None = None
) -> dict[str, Any]:
    """Return the parameters of a save: the row, and the changes since that version."""
    encoded = canonical(encode_without(record, "history") if facts is None else facts)
    newest = takewhile(lambda c: c.seq > expected_version, reversed(record.history))
    fresh = [*newest][::-1]
    return {
        "ref": ref_of(record),
        "version": record.version,
        "expected": expected_version,
        "known": "",
        "known_seq": expected_version,
        "checksum": _checksum(record.version, encoded, last_hash(record)),
        "code": record.public_code if isinstance(record, Review) else "",
        "restricted_to": restricted_to(record),
        "stubbed": bool(restricted_to(record)) or any(map(_restricts, fresh)),
        "facts": encoded.decode(),
        "changes": canonical([encode(each) for each in fresh]).decode(),
        "said": canonical(
            [[each.seq, search_text_of(each)] for each in fresh]
        ).decode(),
    }


def _restricts(change: Change) -> bool:
    return any(edit.path == "restricted_to" for edit in change.edits)


def decode_row(kind: type[R], stored: StoredRow) -> R:
    """Return the record in a row, fully checked.

    Raises:
        SealError: the checksum, reference, version, hash chain or a field is wrong.
    """

    def read(facts: Facts, history: tuple[Change, ...]) -> R:
        return with_fields(decode(kind, facts), history=history)

    return _checked(stored, (), read, _check_facts)


def decode_or_report(kind: type[R], stored: StoredRow) -> R:
    """Return the record in a row, fully checked.

    Raises:
        DamagedRecordError: a check failed; the text says which and what to do.
    """
    try:
        return decode_row(kind, stored)
    except SealError as error:
        raise damaged_row_error(stored.ref, error) from error


def decode_newer_row(before: Coded[Review], stored: StoredRow) -> Review:
    """Return the review in a row that continues a cached version.

    Only the changes since that version are decoded and checked.

    Raises:
        SealError: as for `decode_row`, or it does not continue that version.
    """

    def check(record: Review, facts: Facts) -> None:
        fresh = record.history[len(before.value.history) :]
        check_newer_changes(before.plain, fresh, record, facts)

    def read(facts: Facts, history: tuple[Change, ...]) -> Review:
        return decode_after(before, facts, history=history)

    return _checked(stored, before.value.history, read, check)


def _checked(
    stored: StoredRow,
    known: tuple[Change, ...],
    read: Callable[[Facts, tuple[Change, ...]], R],
    check: Callable[[R, Facts], None],
) -> R:
    facts = stored.facts or {}
    _check_sum(stored, facts, known)
    try:
        fresh: list[Change] = [decode(Change, each) for each in stored.changes]
        record = read(facts, (*known, *fresh))
        check_chain(record.history, len(known))
        check(record, facts)
    except (UnreadableValueError, BrokenChainError) as error:
        raise SealError(str(error)) from error
    _check_numbers(record, stored)
    return record


def _check_facts(record: Review | Partnership, facts: Facts) -> None:
    if isinstance(record, Review):
        check_by_replay(record, facts)


def _check_sum(stored: StoredRow, facts: Facts, known: tuple[Change, ...]) -> None:
    hashes = [each.hash for each in known[-1:]]
    hashes += [change.get("hash", "") for change in stored.changes]
    head = hashes[-1] if hashes else GENESIS
    if checksum(stored.version, facts, head) != stored.checksum:
        sentence = "its checksum is wrong"
        raise SealError(sentence)


def _check_numbers(record: Review | Partnership, stored: StoredRow) -> None:
    if ref_of(record) != stored.ref:
        sentence = f"it holds review {ref_of(record)}"
        raise SealError(sentence)
    if record.version != stored.version:
        sentence = "the version of the row is another than that of the facts"
        raise SealError(sentence)
    if record.version != len(record.history):
        sentence = "the version and the number of changes differ"
        raise SealError(sentence)


def canonical(value: object) -> bytes:
    """Return canonical JSON (sorted keys, no spaces): the bytes a checksum covers.

    orjson refuses integers beyond 64 bits; the standard library then writes the same.
    """
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return _JSON.encode(value).encode()


def checksum(version: int, facts: Facts, head: str) -> str:
    """Return the SHA-256 over a record's version, facts and last change's hash."""
    return _checksum(version, canonical(facts), head)


def _checksum(version: int, facts: bytes, head: str) -> str:
    return sha256(b'[%d,%b,"%b"]' % (version, facts, head.encode())).hexdigest()


_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
