"""The merged chronology: what every agency recorded, by date, with the gaps named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cspr_tui.domain.record.documents import ChronologyEntry
from cspr_tui.domain.record.review import Review

# Our own setting: a space this long between records is worth a question.
GAP_DAYS = 21


@dataclass(frozen=True, slots=True)
class Gap:
    """A period without any entry; `until` is the day after its last day."""

    on: date
    until: date

    @property
    def days(self) -> int:
        """The number of days without an entry."""
        return (self.until - self.on).days


ChronologyLine = ChronologyEntry | Gap


def merge_chronology(
    review: Review, gap_days: int = GAP_DAYS
) -> tuple[ChronologyLine, ...]:
    """Return all agencies' entries by day, with the gaps between them.

    A gap at the start or end of the period counts too.
    """
    entries = sorted(review.chronology, key=lambda e: (e.on, e.time or "99", e.agency))
    return tuple(_with_gaps(review, entries, gap_days))


def _with_gaps(
    review: Review, entries: list[ChronologyEntry], gap_days: int
) -> Iterator[ChronologyLine]:
    if not entries:
        return
    yield from _gap(_day_before(review.period_from), entries[0].on, gap_days)
    for before, after in pairwise([*entries, None]):
        assert before is not None  # noqa: S101 - only the last of a pair is None
        yield before
        until = after.on if after else review.period_to
        yield from _gap(before.on, until, gap_days)


def _gap(start: date | None, end: date | None, gap_days: int) -> Iterator[Gap]:
    if start and end and (end - start).days > gap_days:
        yield Gap(date.fromordinal(start.toordinal() + 1), end)


def _day_before(day: date | None) -> date | None:
    return date.fromordinal(day.toordinal() - 1) if day else None


def agencies_in(review: Review) -> tuple[str, ...]:
    """Return the agencies with at least one entry in the chronology."""
    return tuple(sorted({entry.agency for entry in review.chronology if entry.agency}))
