"""Calculate the figures over all reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.queries.figures import Figure, FigureCounter
from cspr_tui.service.reviews import Reviews


@dataclass(frozen=True, slots=True)
class FiguresProgress:
    """The progress of the count; with the last review it has the figures."""

    read: int
    of: int
    unread: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


def count_figures(
    reviews: Reviews, since: date | None = None
) -> Iterator[FiguresProgress]:
    """Yield the progress of the count, and at the end the figures.

    A review that cannot be read is named and left out of every figure.
    """
    refs, unread = reviews.store.refs(), list[str]()
    figures = FigureCounter(reviews.calendar, since)
    for number, ref in enumerate(refs, 1):
        try:
            review = reviews.store.load(ref)
        except CsprError as error:
            unread.append(str(error))
        else:
            figures.add(review, reviews.deadlines(review))
        yield FiguresProgress(number, len(refs))
    yield FiguresProgress(len(refs), len(refs), tuple(unread), tuple(figures.all()))
