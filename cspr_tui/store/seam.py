"""The seam to whatever keeps the records: small, and the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.value import Value

if TYPE_CHECKING:
    from cspr_tui.domain.partnership import Partnership
    from cspr_tui.domain.review import Review


class UnknownReviewError(CsprError):
    """There is no review of that reference in the store."""


class StaleReviewError(CsprError):
    """The review was saved by somebody else since it was read."""


class DamagedRecordError(CsprError):
    """A stored record cannot be trusted; its text names the file and what is wrong."""


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


class Store(Protocol):
    """Keeps reviews and the partnership's settings; every engine does the same.

    A save is durable when it returns. Between processes nothing is shared but
    the store itself. `can_erase` says whether a value can be taken out of a change
    that is saved already.
    """

    can_erase: bool

    @property
    def place(self) -> str:
        """Where the records are, as a person would say it."""
        ...

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted, read or unreadable."""
        ...

    def marks(self) -> Mapping[str, str]:
        """Return, by reference, a mark that differs after every save.

        Cheap enough to ask once a second for ten thousand reviews.
        """
        ...

    def load(self, ref: str) -> Review:
        """Return the review as last saved, its checksum and chain checked.

        Raises:
            UnknownReviewError: there is none of that reference.
            DamagedRecordError: what is stored cannot be trusted.
        """
        ...

    def locked(self, ref: str) -> AbstractContextManager[None]:
        """Return a context in which no other process saves that review.

        Two reviews share no lock. A lock dies with its process.

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

    def log_access(self, access: Access) -> None:
        """Add one line to the log of reads; it is only ever added to."""
        ...

    def accesses(self) -> Iterable[Access]:
        """Return the log of reads, oldest first."""
        ...

    def verify(self) -> tuple[Finding, ...]:
        """Read everything and return what is wrong; empty means all is whole."""
        ...
