"""Invented reviews put into a store, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice, zip_longest
from typing import Protocol

from cspr_tui.domain.record.review import Review
from cspr_tui.sample.generated.reviews import lives

_BATCH = 100


class Shelf(Protocol):
    """The part of a store that invented reviews are put into."""

    def save_all(self, reviews: Iterable[Review], *, durable: bool = True) -> None:
        """Write many reviews, each one version on from what is stored."""
        ...


def write(store: Shelf, number: int, entries: int, seed: int, as_at: date) -> int:
    """Put that many invented reviews into an empty store; return how many.

    They are saved as they would have been, version after version, and nothing
    is synced one by one: a store that breaks is made anew.
    """
    written = 0
    for batch in _batches(lives(number, entries, seed, as_at)):
        for turn in zip_longest(*batch):
            store.save_all([each for each in turn if each], durable=False)
        written += len(batch)
    return written


def _batches(
    lived: Iterator[tuple[Review, ...]],
) -> Iterator[Sequence[tuple[Review, ...]]]:
    while batch := list(islice(lived, _BATCH)):
        yield batch
