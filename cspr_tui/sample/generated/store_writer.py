"""Writes generated reviews into a store, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice, zip_longest
from typing import Protocol

from cspr_tui.domain.record.review import Review
from cspr_tui.sample.generated.reviews import histories

_BATCH = 100


class ReviewStore(Protocol):
    """The one method of a store that writing generated reviews needs."""

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        """Save many reviews, each one version later than what is stored."""
        ...


def write_reviews(
    store: ReviewStore, number: int, entries: int, seed: int, as_at: date
) -> int:
    """Write `number` generated reviews into an empty store; return how many.

    They are saved version after version, as a real review is. Files are not synced
    to disk one by one: if that fails, the store is simply generated again.
    """
    count = 0
    for batch in _batches(histories(number, entries, seed, as_at)):
        for versions in zip_longest(*batch):
            store.save_all([review for review in versions if review], durable=False)
        count += len(batch)
    return count


def _batches(
    histories_of_reviews: Iterator[tuple[Review, ...]],
) -> Iterator[Sequence[tuple[Review, ...]]]:
    while batch := list(islice(histories_of_reviews, _BATCH)):
        yield batch
