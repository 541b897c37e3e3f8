"""A store in memory: the second engine that the contract is held against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock

from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.store.protocol import (
    Access,
    SeparateAccessLog,
    StaleReviewError,
    Stub,
    UnknownReviewError,
    VerifyFinding,
    restricted_error,
)


class MemoryStore(SeparateAccessLog):
    """Keeps values as they are; nothing outlives it."""

    can_erase = True

    def __init__(self, groups: Collection[str] | None = None) -> None:
        self.groups = groups
        self._reviews: dict[str, Review] = {}
        self._partnership = Partnership()
        self._accesses: list[Access] = []
        self._locks: dict[str, RLock] = {}

    def seen_by(self, groups: Collection[str]) -> MemoryStore:
        """Return the same store as a reader in these groups sees it."""
        other = MemoryStore(groups)
        other.__dict__ = {**self.__dict__, "groups": groups}
        return other

    @property
    def place(self) -> str:
        return "memory"

    @property
    def restriction_caveat(self) -> str:
        return ""

    def refs(self) -> tuple[str, ...]:
        return tuple(sorted(self.versions()))

    def versions(self) -> Mapping[str, str]:
        return {
            ref: f"0-{review.version}"
            for ref, review in self._reviews.items()
            if self._is_open(review)
        }

    def stubs(self) -> tuple[Stub, ...]:
        return tuple(
            Stub(ref, review.public_code, review.restricted_to)
            for ref, review in sorted(self._reviews.items())
            if not self._is_open(review)
        )

    def _is_open(self, review: Review) -> bool:
        if self.groups is None or not review.restricted_to:
            return True
        return review.restricted_to in self.groups

    def fingerprint(self) -> str:
        return ""

    def load(self, ref: str) -> Review:
        if ref not in self._reviews:
            raise UnknownReviewError
        review = self._reviews[ref]
        if not self._is_open(review):
            raise restricted_error(Stub(ref, review.public_code, review.restricted_to))
        return review

    def refs_containing(self, substrings: Sequence[str]) -> None:
        del substrings

    @contextmanager
    def locked(self, ref: str, *, exclusive: bool = True) -> Iterator[None]:  # noqa: ARG002 - always sure
        with self._locks.setdefault(ref, RLock()):
            yield

    def save(self, review: Review, expected_version: int) -> None:
        with self.locked(review.ref):
            if review.ref in self._reviews:
                self.load(review.ref)
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

    def verify(self) -> tuple[VerifyFinding, ...]:
        return ()
