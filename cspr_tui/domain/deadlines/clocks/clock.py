"""A clock: one rule applied to one review, person or entry, on whichever day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cspr_tui.domain.deadlines.rules import Rule


@dataclass(frozen=True, slots=True)
class Clock:
    """When one duty is due and whether it was met; days left depend on the day.

    `ref` is None for the partnership's own reports. `subject` is the id of the entry or
    person it is about, None for the review as a whole. `applies` is false where the
    duty does not exist for this review; from `ends_on` an unmet duty lapses. `expected`
    says that the trigger date should be known by now. Before `starts_on` it is not
    shown.
    """

    ref: str | None
    rule: Rule
    label: str
    trigger: str
    subject: str | None = None
    trigger_on: date | None = None
    offset: int | None = None
    due: date | None = None
    met_on: date | None = None
    notified_on: date | None = None
    held_by: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    applies: bool = True
    expected: bool = False

    def binds(self, day: date) -> bool:
        """Whether the duty, if not met, still exists on that day."""
        return self.applies and (self.ends_on is None or day < self.ends_on)


def latest_if_all_known(days: Iterable[date | None]) -> date | None:
    """Return the latest of the dates if all are known, else None."""
    known = list(days)
    if not known or None in known:
        return None
    return max(day for day in known if day is not None)


def first_known(*days: date | None) -> date | None:
    """Return the earliest of the dates that are known, or None."""
    return first(day for day in days if day is not None)


def first(days: Iterable[date]) -> date | None:
    """Return the earliest of the dates, or None if there are none."""
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Cycle:
    """One round of a repeating rule, from a date to the event that ended it.

    `ended_on` and `ended_by` (the event's id) are None for the round now running.
    """

    start: date
    ended_on: date | None
    ended_by: str | None


def cycles(start: date | None, events: Iterable[tuple[date, str]]) -> list[Cycle]:
    """Return the rounds of a repeating rule, the running one last.

    Each event ends one round and starts the next; without a start date the first
    event starts the first round. The same event given twice counts once.
    """
    dated_events = sorted(set(events))
    points: list[tuple[date, str | None]] = [*dated_events]
    if start is not None:
        points = [
            (start, None),
            *[event for event in dated_events if event[0] >= start],
        ]
    turns = [Cycle(a[0], b[0], b[1]) for a, b in pairwise(points)]
    if points:
        turns.append(Cycle(points[-1][0], None, None))
    return turns
