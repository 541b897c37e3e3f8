"""Changes: who, when, old and new; a chain over them; and how to take one back.

A record (review or partnership) carries its history with it. Each change lists
its edits by path: `stage`, `contacts/C14` (an entry come or gone),
`contacts/C14/outcome` (one field of it). The chain covers digests of the
values, not the values, so that a wrongly typed name can be erased and the
chain still holds.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.codec import Plain
from cspr_tui.domain.values.field_metadata import (
    ACCOUNT,
    FREE_TEXT,
    IDENTIFYING,
    INTERNAL,
)

GENESIS = "0" * 64


class BrokenChainError(CsprError):
    """The history was altered outside the app."""


@dataclass(frozen=True, slots=True)
class Edit(Value):
    """One path's old and new value as plain data; `at` is an entry's position.

    `None` for both ends of an entry's path means absent. Digests are keyed with
    the change's salt, so that an erased value cannot be guessed from them.
    """

    path: str = field(metadata=INTERNAL)
    old: object = field(default=None, metadata=IDENTIFYING)
    new: object = field(default=None, metadata=INTERNAL)
    at: int | None = field(default=None, metadata=INTERNAL)
    old_digest: str = field(default="", metadata=INTERNAL)
    new_digest: str = field(default="", metadata=INTERNAL)
    erased: str = field(default="", metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class Change(Value):
    """One saved change: what was done, by whom and when (UTC), edit by edit.

    `actor` is who acted in the app, `login` the account it happened under.
    `undoes` is the `seq` of the change this one took back. The chain covers the
    reason by its digest, so that a name in it can be erased; `erased` says why.
    """

    seq: int = field(metadata=INTERNAL)
    at: datetime = field(metadata=INTERNAL)
    actor: str = field(metadata=IDENTIFYING | ACCOUNT)
    login: str = field(metadata=IDENTIFYING | ACCOUNT)
    what: str = field(metadata=FREE_TEXT)
    why: str = field(default="", metadata=FREE_TEXT)
    edits: tuple[Edit, ...] = field(default=(), metadata=IDENTIFYING)
    undoes: int | None = field(default=None, metadata=INTERNAL)
    salt: str = field(default="", metadata=INTERNAL)
    hash: str = field(default="", metadata=INTERNAL)
    why_digest: str = field(default="", metadata=INTERNAL)
    erased: str = field(default="", metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class ChangeStamp:
    """Who changes something and when: what a change is signed with."""

    at: datetime
    actor: str
    login: str
    salt: str


def next_change(
    history: tuple[Change, ...],
    edits: tuple[Edit, ...],
    stamp: ChangeStamp,
    what: str,
    why: str,
) -> Change:
    """Return the next change of a history, its hash linked to the one before."""
    sealed = tuple(_with_digests(edit, stamp.salt) for edit in edits)
    previous = history[-1].hash if history else GENESIS
    seq = history[-1].seq + 1 if history else 1
    change = Change(
        seq=seq,
        at=stamp.at,
        actor=stamp.actor,
        login=stamp.login,
        what=what,
        why=why,
        edits=sealed,
        salt=stamp.salt,
        why_digest=digest(why, stamp.salt) if why else "",
    )
    return replace(change, hash=_hash(change, previous))


def mark_as_undo(change: Change, undone: Change, history: tuple[Change, ...]) -> Change:
    """Return the change marked as taking another one back, chained anew."""
    marked = replace(change, undoes=undone.seq)
    previous = history[-1].hash if history else GENESIS
    return replace(marked, hash=_hash(marked, previous))


def check_chain(history: tuple[Change, ...], trusted: int = 0) -> None:
    """Check every link and every digest after the first `trusted` changes.

    Raises:
        BrokenChainError: a change was altered, added or taken out; its number
            is in the text.
    """
    previous = history[trusted - 1].hash if trusted else GENESIS
    for number, change in enumerate(history[trusted:], start=trusted + 1):
        if change.seq != number or change.hash != _hash(change, previous):
            sentence = f"History entry {number} does not fit the one before it."
            raise BrokenChainError(sentence)
        if not _digests_match(change):
            sentence = (
                f"History entry {number} holds other values than it was saved with."
            )
            raise BrokenChainError(sentence)
        previous = change.hash


def erase_values(change: Change, path: str, reason: str) -> Change:
    """Return the change with one path's values taken out; its hash still holds."""
    edits = tuple(
        replace(edit, old=None, new=None, erased=reason) if edit.path == path else edit
        for edit in change.edits
    )
    return replace(change, edits=edits)


def erase_reason(change: Change, reason: str) -> Change:
    """Return the change with the reason typed for it taken out; its hash still holds.

    A change without a digest of its reason comes back as it was.
    """
    if not change.why_digest:
        return change
    return replace(change, why="", erased=reason)


def digest(value: Plain, salt: str) -> str:
    """Return the keyed SHA-256 of a plain value."""
    return hmac.digest(salt.encode(), _canonical(value), "sha256").hex()


def _with_digests(edit: Edit, salt: str) -> Edit:
    return replace(
        edit,
        old_digest=digest(edit.old, salt),
        new_digest=digest(edit.new, salt),
    )


def _digests_match(change: Change) -> bool:
    sealed = bool(change.why_digest)
    kept = not sealed or digest(change.why, change.salt) == change.why_digest
    reason_holds = not change.why if change.erased else kept
    return reason_holds and all(
        _edit_digests_match(e, change.salt) for e in change.edits
    )


def _edit_digests_match(edit: Edit, salt: str) -> bool:
    if edit.erased:
        return edit.old is None and edit.new is None
    return (
        digest(edit.old, salt) == edit.old_digest
        and digest(edit.new, salt) == edit.new_digest
    )


def _hash(change: Change, previous: str) -> str:
    head: list[Any] = [
        previous,
        change.seq,
        change.at.isoformat(),
        change.actor,
        change.login,
        change.what,
        change.why_digest or change.why,
        change.undoes,
        change.salt,
    ]
    links = [[e.path, e.at, e.old_digest, e.new_digest] for e in change.edits]
    return hashlib.sha256(_canonical([head, links])).hexdigest()


def _canonical(value: Plain) -> bytes:
    if value is None:
        return b"null"
    return _JSON.encode(value).encode("utf-8", "surrogatepass")


_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
