"""The history of a record: its changes, and the hash chain that protects them.

A record (a review or the partnership) carries its history with it. Each change lists
its edits by path: `stage`, `contacts/C14` (an entry added or removed) or
`contacts/C14/outcome` (one field of an entry).

Each change has a hash over its own header and the hash of the change before it, so
that no change can be altered, inserted or removed unnoticed. The hash covers keyed
digests of the values and not the values themselves. A name recorded by mistake can
therefore be erased from the history while the chain stays valid.
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
    """The old and new value at one path, as plain (JSON) data.

    For an entry as a whole, `None` means that it is absent and `at` is its position in
    the list. The digests are keyed with the change's salt, so that an erased value
    cannot be guessed from them; `erased` is then the reason for the erasure.
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
    `undoes` is the `seq` of the change that this one undid. The chain covers the
    reason (`why`) by its digest, so that a name in it can be erased; `erased` then
    says why.
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
    """Who makes a change and when, and the salt for its digests."""

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
    """Return a new last change of a history, its hash linked to the one before."""
    with_digests = tuple(_with_digests(edit, stamp.salt) for edit in edits)
    previous = history[-1].hash if history else GENESIS
    seq = history[-1].seq + 1 if history else 1
    change = Change(
        seq=seq,
        at=stamp.at,
        actor=stamp.actor,
        login=stamp.login,
        what=what,
        why=why,
        edits=with_digests,
        salt=stamp.salt,
        why_digest=digest(why, stamp.salt) if why else "",
    )
    return replace(change, hash=_hash(change, previous))


def mark_as_undo(change: Change, undone: Change, history: tuple[Change, ...]) -> Change:
    """Return the change marked as the undo of another one, with its hash redone."""
    marked = replace(change, undoes=undone.seq)
    previous = history[-1].hash if history else GENESIS
    return replace(marked, hash=_hash(marked, previous))


def check_chain(history: tuple[Change, ...], trusted: int = 0) -> None:
    """Check every link and every digest after the first `trusted` changes.

    Raises:
        BrokenChainError: a change was altered, inserted or removed; the text
            gives its number.
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
    """Return the change without the values at one path; its hash stays valid."""
    edits = tuple(
        replace(edit, old=None, new=None, erased=reason) if edit.path == path else edit
        for edit in change.edits
    )
    return replace(change, edits=edits)


def erase_reason(change: Change, reason: str) -> Change:
    """Return the change without the reason typed for it; its hash stays valid.

    Older changes have no digest of their reason and are returned unaltered.
    """
    if not change.why_digest:
        return change
    return replace(change, why="", erased=reason)


def digest(value: Plain, salt: str) -> str:
    """Return the HMAC-SHA-256 of a plain value, keyed with the salt, in hex."""
    return hmac.digest(salt.encode(), _canonical(value), "sha256").hex()


def _with_digests(edit: Edit, salt: str) -> Edit:
    return replace(
        edit,
        old_digest=digest(edit.old, salt),
        new_digest=digest(edit.new, salt),
    )


def _digests_match(change: Change) -> bool:
    has_digest = bool(change.why_digest)
    matches = not has_digest or digest(change.why, change.salt) == change.why_digest
    reason_matches = not change.why if change.erased else matches
    return reason_matches and all(
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
