"""How a review stands: what sorting, filtering and one line of the board need.

A partnership remembers thousands of reviews and looks at fifteen. A standing is
plain enough that all of them are read in one go; a row is read when its review
is looked at.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

from cspr_tui.domain.triage import Row

NO_DAY = 0
_first = itemgetter(0)


class Reading(NamedTuple):
    """From `day` on a review reads `word`; `label`, `rule` and `due` are its lead.

    Days are ordinals, 0 for none; `rank` orders the board.
    """

    day: int
    word: str
    rank: int
    due: int = NO_DAY
    label: str = ""
    rule: str = ""


class Standing(NamedTuple):
    """One review, flat: days are ordinals, 0 for none."""

    ref: str
    active: bool = True
    alias: str = ""
    local_ref: str = ""
    stage: str = ""
    kind: str = ""
    owner: str = ""
    cover: str = ""
    open_actions: int = 0
    changed: int = NO_DAY
    bring_back: int = NO_DAY
    asked: Sequence[str] = ()
    waiting: Sequence[str] = ()
    holds: Sequence[str] = ()
    themes: Sequence[str] = ()
    marks: Sequence[str] = ()
    readings: Sequence[Sequence[Any]] = ()

    def on(self, day: date) -> Reading:
        """Return how the review reads on that day."""
        now = day.toordinal()
        place = bisect_right(self.readings, now, key=_first) - 1
        return Reading._make(self.readings[max(0, place)])


def standing_of(row: Row) -> Standing:
    """Return what of a row sorting, filtering and one line need."""
    return Standing(
        ref=row.ref,
        active=row.active,
        alias=row.alias,
        local_ref=row.local_ref,
        stage=row.stage,
        kind=row.kind,
        owner=row.owner,
        cover=row.cover,
        open_actions=row.open_actions,
        changed=_ordinal(row.changed_on),
        bring_back=_ordinal(row.bring_back_on),
        asked=list(row.asked),
        waiting=list(row.waiting),
        holds=list(row.holds),
        themes=list(row.themes),
        marks=list(row.marks),
        readings=[list(reading) for reading in _readings(row)],
    )


def _readings(row: Row) -> list[Reading]:
    found = list[Reading]()
    for seen in row.outlooks:
        lead = row.clocks[seen.lead] if seen.lead >= 0 else None
        label, rule = (lead.label, lead.rule) if lead else ("", "")
        day = seen.day.toordinal()
        reading = Reading(day, seen.word, seen.rank, _ordinal(seen.due), label, rule)
        if not found or found[-1][1:] != reading[1:]:
            found.append(reading)
    return found


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY


class Order(NamedTuple):
    """What the board is sorted by."""

    rank: int
    due: int
    ref: str


_NEVER = date.max.toordinal()


def order(standing: Standing, day: date) -> Order:
    """Return the sort key of a review on a day: what presses most comes first."""
    seen = standing.on(day)
    return Order(seen.rank, seen.due or _NEVER, standing.ref)
