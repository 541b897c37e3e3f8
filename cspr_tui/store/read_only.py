"""A store that is read and never written, whatever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NoReturn

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.protocol import Access, Finding, NotSavedError, Store, Stub


class ReadOnlyStore:
    """Refuses every save with one sentence; reads are logged all the same."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def can_erase(self) -> bool:
        """Never: nothing is saved here."""
        return False

    @property
    def place(self) -> str:
        """Where the records are, as a person would say it."""
        return self._store.place

    @property
    def weakness(self) -> str:
        """What restricting a review cannot do here, in a sentence; else nothing."""
        return self._store.weakness

    def stubs(self) -> tuple[Stub, ...]:
        """Return what may be known of the reviews that the reader may not open."""
        return self._store.stubs()

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted."""
        return self._store.refs()

    def marks(self) -> Mapping[str, str]:
        """Return, by reference, a mark that differs after every save."""
        return self._store.marks()

    def pulse(self) -> str:
        """Return a mark of the whole that differs after any save."""
        return self._store.pulse()

    def load(self, ref: str) -> Review:
        """Return the review as last saved, its checksum and chain checked."""
        return self._store.load(ref)

    def telling(self, runs: Sequence[str]) -> frozenset[str] | None:
        """Return the reviews in whose changes each of these runs of letters stands."""
        return self._store.telling(runs)

    def locked(self, ref: str, *, sure: bool = True) -> AbstractContextManager[None]:  # noqa: ARG002 - refused whatever it is
        """Refuse: a lock is taken only to save."""
        self._refuse()

    def save(self, review: Review, expected_version: int) -> None:  # noqa: ARG002 - refused whatever it is
        """Refuse to write a review."""
        self._refuse()

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:  # noqa: ARG002 - refused whatever it is
        """Refuse to write reviews."""
        self._refuse()

    def partnership(self) -> Partnership:
        """Return the partnership's settings as last saved."""
        return self._store.partnership()

    def save_partnership(self, partnership: Partnership, expected_version: int) -> None:  # noqa: ARG002 - refused whatever it is
        """Refuse to write the settings."""
        self._refuse()

    def opened(self, access: Access) -> Review:
        """Return the review that a line for the log of reads names."""
        return self._store.opened(access)

    def log_access(self, access: Access) -> None:
        """Add one line to the log of reads; without it nothing is read."""
        self._store.log_access(access)

    def accesses(self) -> Iterable[Access]:
        """Return the log of reads, oldest first."""
        return self._store.accesses()

    def verify(self) -> tuple[Finding, ...]:
        """Read everything and return what is wrong."""
        return self._store.verify()

    def _refuse(self) -> NoReturn:
        sentence = (
            f"Nothing was saved: {self.place} is open for reading only; "
            f"start without --read-only, with the right to write it."
        )
        raise NotSavedError(sentence)
