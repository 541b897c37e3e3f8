"""The deadlines of every review and of the partnership itself."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.service import Reviews
from cspr_tui.store.protocol import DamagedRecordError


def all_deadlines(reviews: Reviews, unreadable: list[str]) -> Iterator[Deadline]:
    """Yield every deadline; a damaged record's sentence is added to `unreadable`."""
    for ref in reviews.store.refs():
        try:
            review = reviews.store.load(ref)
        except DamagedRecordError as damage:
            unreadable.append(str(damage))
            continue
        yield from reviews.deadlines(review)
    yield from reviews.own_deadlines()
