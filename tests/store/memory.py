"""A store in memory: the second engine that the contract is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import RLock

from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.review import Review
from cspr_tui.store.seam import Access, Finding, StaleReviewError, UnknownReviewError


class MemoryStore:
    """Keeps values as they are; nothing outlives it."""

    can_erase = True

    def __init__(self) -> None:
        self._reviews: dict[str, Review] = {}
        self._partnership = Partnership()
        self._accesses: list[Access] = []
        self._locks: dict[str, RLock] = {}

    @property
    def place(self) -> str:
        return "memory"

    def refs(self) -> tuple[str, ...]:
        return tuple(sorted(self._reviews))

    def marks(self) -> Mapping[str, str]:
        return {ref: f"0-{review.version}" for ref, review in self._reviews.items()}

    def load(self, ref: str) -> Review:
        if ref not in self._reviews:
            raise UnknownReviewError
        return self._reviews[ref]

    @contextmanager
    def locked(self, ref: str) -> Iterator[None]:
        with self._locks.setdefault(ref, RLock()):
            yield

    def save(self, review: Review, expected_version: int) -> None:
        with self.locked(review.ref):
            self._compare(review.ref, expected_version)
            self._reviews[review.ref] = review

    def _compare(self, ref: str, expected_version: int) -> None:
        held = self._reviews.get(ref)
        if (held.version if held else 0) != expected_version:
            raise StaleReviewError

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        del durable
        wanted = list(reviews)
        for review in wanted:
            self._compare(review.ref, review.version - 1)
        self._reviews.update({review.ref: review for review in wanted})

    def partnership(self) -> Partnership:
        return self._partnership

    def save_partnership(self, partnership: Partnership, expected_version: int) -> None:
        if self._partnership.version != expected_version:
            raise StaleReviewError
        self._partnership = partnership

    def log_access(self, access: Access) -> None:
        self._accesses.append(access)

    def accesses(self) -> Iterable[Access]:
        return iter(self._accesses)

    def verify(self) -> tuple[Finding, ...]:
        return ()
