"""Board entries: what sorting, filtering and one line of the board need of a review.

A partnership has thousands of reviews and looks at some fifteen. Entries are flat, so
that all of them can be read from the cache at once; the full row is read only when its
review is looked at.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple

NO_DAY = 0
WORDS = ("LATE", "NO CLOCK", "HOLD", "SOON", "OK", "DONE")
_first = itemgetter(0)


class DayStatus(NamedTuple):
    """The status of a review from `day` on.

    `label`, `rule` and `due` are those of its most urgent deadline; `then` is the next
    one. Days are ordinals (`date.toordinal`), 0 for none; `rank` orders the board.
    """

    day: int
    word: str
    rank: int
    due: int = NO_DAY
    label: str = ""
    rule: str = ""
    then: str = ""
    then_due: int = NO_DAY


class BoardEntry(NamedTuple):
    """One review as a flat record: days are ordinals, 0 for none.

    `answered_of` counts the agency requests answered, and all of them. Agencies,
    holds, themes, marks (the values of `has:`) and flags are texts with one item a
    line, as one text is read faster than many. For the same reason the statuses from
    day `until` on may be in `later`, as JSON that is parsed once that day has come.
    """

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
    answered_of: Sequence[int] = (0, 0)
    last_on: int = NO_DAY
    last_what: str = ""
    asked: str = ""
    waiting: str = ""
    holds: str = ""
    themes: str = ""
    marks: str = ""
    flags: str = ""
    readings: Sequence[Sequence[Any]] = ()
    until: int = NO_DAY
    later: str = ""

    def on(self, day: date) -> DayStatus:
        """Return the status of the review on that day."""
        return DayStatus._make(self.read_on(day.toordinal()))

    def read_on(self, ordinal: int) -> Sequence[Any]:
        """Return the plain fields of the status on a day, given as an ordinal."""
        readings = self.readings
        if self.until and ordinal >= self.until:
            readings = self._all()
        if len(readings) == 1:
            return readings[0]
        return readings[max(0, bisect_right(readings, ordinal, key=_first) - 1)]

    def _all(self) -> Sequence[Sequence[Any]]:
        return [*self.readings, *json.loads(self.later or "[]")]

    def trimmed_to(self, day: date) -> BoardEntry:
        """Return the entry without past statuses, and with the later ones as JSON."""
        ordinal = day.toordinal()
        future = [status for status in self._all() if status[0] > ordinal]
        later = json.dumps(future, separators=(",", ":")) if future else ""
        until = future[0][0] if future else NO_DAY
        return self._replace(readings=[self.read_on(ordinal)], until=until, later=later)


class BoardOrder(NamedTuple):
    """The sort key of the board."""

    rank: int
    due: int
    ref: str


_NEVER = date.max.toordinal()


def board_order(entry: BoardEntry, day: date) -> BoardOrder:
    """Return the sort key of a review on a day; the most urgent comes first."""
    _, _, rank, due, *_ = entry.read_on(day.toordinal())
    return BoardOrder(rank, due or _NEVER, entry.ref)
