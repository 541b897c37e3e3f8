"""A wrapper that makes any store read-only, for `--read-only`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import NoReturn

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.protocol import Access, NotSavedError, Store, Stub, VerifyFinding


class ReadOnlyStore:
    """Passes reads on to the store behind it and refuses every save.

    Reads are still written to the access log. Every refused method raises
    `NotSavedError`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def can_erase(self) -> bool:
        """Always false: nothing is saved through this store."""
        return False

    @property
    def place(self) -> str:
        """Where the records are, as shown to a person."""
        return self._store.place

    @property
    def restriction_caveat(self) -> str:
        """A sentence on whom restricting a review cannot keep out here, or ""."""
        return self._store.restriction_caveat

    def stubs(self) -> tuple[Stub, ...]:
        """Return the stubs of the restricted reviews that the reader may not open."""
        return self._store.stubs()

    def refs(self) -> tuple[str, ...]:
        """Return the references of all reviews, sorted."""
        return self._store.refs()

    def versions(self) -> Mapping[str, str]:
        """Return a version token for each reference."""
        return self._store.versions()

    def fingerprint(self) -> str:
        """Return a token for the whole store, which any save changes."""
        return self._store.fingerprint()

    def load(self, ref: str) -> Review:
        """Return the review as last saved, its checksum and chain checked."""
        return self._store.load(ref)

    def refs_containing(self, substrings: Sequence[str]) -> frozenset[str] | None:
        """Return the reviews whose changes may contain every one of the substrings."""
        return self._store.refs_containing(substrings)

    def locked(
        self,
        ref: str,  # noqa: ARG002 - refused whatever it is
        *,
        exclusive: bool = True,  # noqa: ARG002 - refused whatever it is
    ) -> AbstractContextManager[None]:
        """Refuse to lock a review: a lock is only needed for saving."""
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

    def load_and_log(self, access: Access) -> Review:
        """Return the review named by `access`, and add that line to the access log."""
        return self._store.load_and_log(access)

    def log_access(self, access: Access) -> None:
        """Add one line to the access log, which is written even here."""
        self._store.log_access(access)

    def accesses(self) -> Iterable[Access]:
        """Return the access log, oldest line first."""
        return self._store.accesses()

    def verify(self) -> tuple[VerifyFinding, ...]:
        """Read the whole store and return every problem found."""
        return self._store.verify()

    def _refuse(self) -> NoReturn:
        sentence = (
            f"Nothing was saved: {self.place} is open for reading only; "
            f"start without --read-only, with the right to write it."
        )
        raise NotSavedError(sentence)
