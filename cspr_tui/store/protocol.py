"""The protocol every storage engine implements: a folder of files, or PostgreSQL.

The service and the commands know this module only. Whatever an engine cannot do is
an error of this module, whose text is a sentence for the person at the screen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.base import Value

if TYPE_CHECKING:
    from cspr_tui.domain.record.partnership import Partnership
    from cspr_tui.domain.record.review import Review


class UnknownReviewError(CsprError):
    """The store holds no review with that reference."""


class StaleReviewError(CsprError):
    """Somebody else saved the record after it was read; read it again and retry."""


def check_version(what: str, stored: int, expected: int) -> None:
    """Check that a record was not saved by anybody since it was read.

    `what` names the record in the error's text, `stored` is the version in the store
    now, and `expected` is the version that was read.

    Raises:
        StaleReviewError: the two versions differ.
    """
    if stored != expected:
        sentence = (
            f"{what}: saved by somebody else meanwhile (version {stored}, not "
            f"{expected}); read it again."
        )
        raise StaleReviewError(sentence)


class DamagedRecordError(CsprError):
    """A stored record fails its checks; the text names the file and what is wrong."""


class RestrictedReviewError(CsprError):
    """The review is restricted to a group that this account is not a member of."""


class NotSavedError(CsprError):
    """The change could not be written; what was stored before is unchanged."""


class UnknownOutcomeError(NotSavedError):
    """The connection was lost during a save, so it may or may not have been stored.

    Sending the same change again is safe: it is not stored twice.
    """


class UnusableStoreError(CsprError):
    """The whole store cannot be used; the text says why and what to do about it."""


@dataclass(frozen=True, slots=True)
class Access(Value):
    """One line of the access log: who opened, printed or exported what, and when.

    `at` is UTC, `actor` the name the person works under, `login` their account, `did`
    the verb ("opened"), `ref` the review and `what` any detail.
    """

    at: datetime
    actor: str
    login: str
    did: str
    ref: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class VerifyFinding:
    """One problem that `verify` found: in which file or row, and what it is."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, order=True)
class Stub:
    """What everybody may know of a restricted review: reference, code and group."""

    ref: str
    code: str
    group: str


def restricted_error(stub: Stub) -> RestrictedReviewError:
    """Return the error for opening a review that is restricted to another group."""
    whose = f"the group {stub.group}" if stub.group else "a group you are not in"
    sentence = f"{stub.ref} is restricted to {whose}; ask one of them."
    return RestrictedReviewError(sentence)


class Store(Protocol):
    """Stores reviews and the partnership's settings; every engine behaves the same.

    A record has a version, which counts its changes: 0 before it exists, then one
    more with each save. A save names the version it replaces and is refused when
    another one is stored, so nobody overwrites a change they have not seen. When
    `save` returns, the change survives a power cut. Processes share nothing but the
    store itself, and every method may raise `UnusableStoreError` when the store as a
    whole cannot be reached.
    """

    @property
    def can_erase(self) -> bool:
        """Whether a value can be removed from a change that is already saved."""
        ...

    @property
    def place(self) -> str:
        """Where the records are, as shown to a person: a path or an address."""
        ...

    @property
    def restriction_caveat(self) -> str:
        """A sentence on whom restricting a review cannot keep out here, or ""."""
        ...

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted; damaged ones are included.

        Reviews restricted to a group that the reader is not in are left out.
        """
        ...

    def stubs(self) -> tuple[Stub, ...]:
        """Return the stubs of the restricted reviews that the reader may not open."""
        ...

    def versions(self) -> Mapping[str, str]:
        """Return a version token for each reference; every save changes the token.

        A token is compared for equality and never interpreted. Getting all of them
        for ten thousand reviews is cheap enough to do once a second.
        """
        ...

    def fingerprint(self) -> str:
        """Return a token for the whole store, which any save changes.

        It is empty when the engine cannot tell just now, or has nothing cheaper than
        `versions`; an empty token equals nothing, not even another empty one.
        """
        ...

    def load(self, ref: str) -> Review:
        """Return the review as last saved, with its checksum and hash chain checked.

        Raises:
            UnknownReviewError: the store holds no review with that reference.
            RestrictedReviewError: it is restricted to a group the reader is not in.
            DamagedRecordError: its checksum, hash chain or a field is wrong.
        """
        ...

    def refs_containing(self, substrings: Sequence[str]) -> frozenset[str] | None:
        """Return the reviews whose changes may contain every one of the substrings.

        None when the engine has no such index, so that every review must be read.
        """
        ...

    def locked(
        self, ref: str, *, exclusive: bool = True
    ) -> AbstractContextManager[None]:
        """Return a context in which no other process saves that review.

        Each review has a lock of its own, which ends with the process that holds it.
        With `exclusive` off the engine may take no lock (optimistic locking); then a
        save that comes second raises `StaleReviewError`.

        Raises:
            NotSavedError: the lock could not be taken in time; the text names who
                holds it.
        """
        ...

    def save(self, review: Review, expected_version: int) -> None:
        """Store the review durably in place of its `expected_version`.

        Version 0 means that the review must not exist yet.

        Raises:
            StaleReviewError: another version is stored.
            RestrictedReviewError: it is, or would become, restricted to a group the
                writer is not in.
            NotSavedError: it could not be written; the stored version is unchanged.
            UnknownOutcomeError: the connection was lost before the answer came.
        """
        ...

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        """Store many reviews, each one version further: all of them, or none.

        If the process is killed in the middle, the next opening of the store
        completes the write or undoes it. With `durable` off, nothing is synced to
        the disk one by one; that is for generated sample stores only.

        Raises:
            StaleReviewError: somebody else saved one of them.
            RestrictedReviewError: one of them is restricted; those are saved singly.
            NotSavedError: they could not be written; nothing was changed.
        """
        ...

    def partnership(self) -> Partnership:
        """Return the partnership's settings as last saved.

        Raises:
            DamagedRecordError: their checksum, hash chain or a field is wrong.
        """
        ...

    def save_partnership(self, partnership: Partnership, expected_version: int) -> None:
        """Store the settings durably in place of their `expected_version`.

        Raises:
            StaleReviewError: another version is stored.
            NotSavedError: they could not be written; the old ones are unchanged.
        """
        ...

    def load_and_log(self, access: Access) -> Review:
        """Return the review named by `access`, and add that line to the access log.

        Raises:
            UnknownReviewError: the store holds no such review; nothing is logged.
            RestrictedReviewError: it is restricted to a group the reader is not in.
            DamagedRecordError: its checksum, hash chain or a field is wrong.
            NotSavedError: the line could not be written, so the review is withheld.
        """
        ...

    def log_access(self, access: Access) -> None:
        """Add one line to the access log, which is only ever appended to.

        Raises:
            NotSavedError: it could not be written.
        """
        ...

    def accesses(self) -> Iterable[Access]:
        """Return the access log, oldest line first; unreadable lines are left out."""
        ...

    def verify(self) -> tuple[VerifyFinding, ...]:
        """Read the whole store and return every problem found; empty when none is."""
        ...


class SeparateAccessLog(ABC):
    """Base of engines whose access log is a file apart: `load_and_log` in two steps."""

    @abstractmethod
    def load(self, ref: str) -> Review:
        """Return the review as last saved."""

    @abstractmethod
    def log_access(self, access: Access) -> None:
        """Add one line to the access log."""

    def load_and_log(self, access: Access) -> Review:
        """Return the review named by `access`, and add that line to the access log."""
        review = self.load(access.ref)
        self.log_access(access)
        return review


def every_ref(store: Store) -> frozenset[str]:
    """Return all references in use, including those of restricted reviews."""
    return frozenset((*store.refs(), *(stub.ref for stub in store.stubs())))


def unknown_review_error(ref: str, store: Store) -> CsprError:
    """Return the error for a reference that cannot be opened: restricted or unknown."""
    for stub in store.stubs():
        if stub.ref == ref.strip().upper():
            return restricted_error(stub)
    sentence = f'There is no review "{ref}" in {store.place}; "list" shows all.'
    return UnknownReviewError(sentence)
