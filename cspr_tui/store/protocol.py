"""The seam to whatever keeps the records: small, and the same for every engine."""

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
    """There is no review of that reference in the store."""


class StaleReviewError(CsprError):
    """The review was saved by somebody else since it was read."""


def check_version(what: str, stored: int, expected: int) -> None:
    """Check that the version stored is the one that was read.

    Raises:
        StaleReviewError: it is another.
    """
    if stored != expected:
        sentence = (
            f"{what}: saved by somebody else meanwhile (version {stored}, not "
            f"{expected}); read it again."
        )
        raise StaleReviewError(sentence)


class DamagedRecordError(CsprError):
    """A stored record cannot be trusted; its text names the file and what is wrong."""


class RestrictedReviewError(CsprError):
    """The review is restricted to a group that the reader is not in."""


class NotSavedError(CsprError):
    """The change could not be written; nothing stored was altered."""


class UnknownOutcomeError(NotSavedError):
    """The store was lost while saving; whether it was saved shows when it is back."""


class UnusableStoreError(CsprError):
    """The store as a whole cannot be used; its text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Access(Value):
    """One read worth knowing about: who opened, printed or exported what."""

    at: datetime
    actor: str
    login: str
    did: str
    ref: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something `verify` found: where, and in one sentence what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, order=True)
class Stub:
    """What everybody may know of a review that is restricted to a group."""

    ref: str
    code: str
    group: str


def refused(stub: Stub) -> RestrictedReviewError:
    """Return the refusal to open a review that is restricted to others."""
    whose = f"the group {stub.group}" if stub.group else "a group you are not in"
    sentence = f"{stub.ref} is restricted to {whose}; ask one of them."
    return RestrictedReviewError(sentence)


class Store(Protocol):
    """Keeps reviews and the partnership's settings; every engine does the same.

    A save is durable when it returns. Between processes nothing is shared but
    the store itself.
    """

    @property
    def can_erase(self) -> bool:
        """Whether a value can be taken out of a change that is saved already."""
        ...

    @property
    def place(self) -> str:
        """Where the records are, as a person would say it."""
        ...

    @property
    def weakness(self) -> str:
        """What restricting a review cannot do here, in a sentence; else nothing."""
        ...

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted, read or unreadable.

        Those restricted to a group that the reader is not in are left out.
        """
        ...

    def stubs(self) -> tuple[Stub, ...]:
        """Return what may be known of the reviews that the reader may not open."""
        ...

    def marks(self) -> Mapping[str, str]:
        """Return, by reference, a mark that differs after every save.

        Cheap enough to ask once a second for ten thousand reviews.
        """
        ...

    def pulse(self) -> str:
        """Return a mark of the whole that differs after any save, cheap to ask.

        Empty while it cannot tell, or where nothing is cheaper than the marks.
        """
        ...

    def load(self, ref: str) -> Review:
        """Return the review as last saved, its checksum and chain checked.

        Raises:
            UnknownReviewError: there is none of that reference.
            RestrictedReviewError: it is for a group that the reader is not in.
            DamagedRecordError: what is stored cannot be trusted.
        """
        ...

    def telling(self, runs: Sequence[str]) -> frozenset[str] | None:
        """Return the reviews in whose changes each of these runs of letters stands.

        None where only reading them tells.
        """
        ...

    def locked(self, ref: str, *, sure: bool = True) -> AbstractContextManager[None]:
        """Return a context in which no other process saves that review.

        Two reviews share no lock. A lock dies with its process. Where it need not be
        `sure`, a store may hope instead, and refuse a save that came second.

        Raises:
            NotSavedError: the lock was not to be had in time; the text names
                its holder.
        """
        ...

    def save(self, review: Review, expected_version: int) -> None:
        """Write the review durably in place of its `expected_version`.

        Version 0 means that no such review exists yet.

        Raises:
            StaleReviewError: another version is stored.
            RestrictedReviewError: it is, or would be, out of the writer's reach.
            NotSavedError: it could not be written; the old version stands.
        """
        ...

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        """Write many reviews, each one version on, all of them or none.

        Killed in the middle, the next opening completes or undoes it. With
        `durable` off nothing is synced one by one: for made-up stores only.

        Raises:
            StaleReviewError: one of them was saved by somebody else.
            NotSavedError: they could not be written; nothing was altered.
        """
        ...

    def partnership(self) -> Partnership:
        """Return the partnership's settings as last saved.

        Raises:
            DamagedRecordError: what is stored cannot be trusted.
        """
        ...

    def save_partnership(self, partnership: Partnership, expected_version: int) -> None:
        """Write the settings durably in place of their `expected_version`.

        Raises:
            StaleReviewError: another version is stored.
            NotSavedError: they could not be written.
        """
        ...

    def opened(self, access: Access) -> Review:
        """Return the review that a line for the log of reads names; the line is added.

        Raises:
            UnknownReviewError: there is none; nothing is logged.
            DamagedRecordError: what is stored cannot be trusted.
            RestrictedReviewError: it is for a group that the reader is not in.
        """
        ...

    def log_access(self, access: Access) -> None:
        """Add one line to the log of reads; it is only ever added to."""
        ...

    def accesses(self) -> Iterable[Access]:
        """Return the log of reads, oldest first."""
        ...

    def verify(self) -> tuple[Finding, ...]:
        """Read everything and return what is wrong; empty means all is whole."""
        ...


class LogsApart(ABC):
    """A store that reads a review, then writes the line that says so."""

    @abstractmethod
    def load(self, ref: str) -> Review:
        """Return the review as last saved."""

    @abstractmethod
    def log_access(self, access: Access) -> None:
        """Add one line to the log of reads."""

    def opened(self, access: Access) -> Review:
        """Return the review that a line for the log of reads names."""
        review = self.load(access.ref)
        self.log_access(access)
        return review


def every_ref(store: Store) -> frozenset[str]:
    """Return the references in use, those that the reader may not open included."""
    return frozenset((*store.refs(), *(stub.ref for stub in store.stubs())))


def unknown(ref: str, store: Store) -> CsprError:
    """Return the refusal for a reference that the reader cannot open."""
    for stub in store.stubs():
        if stub.ref == ref.strip().upper():
            return refused(stub)
    sentence = f'There is no review "{ref}" in {store.place}; "list" shows all.'
    return UnknownReviewError(sentence)
