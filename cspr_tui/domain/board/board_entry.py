"""How a review stands: what sorting, filtering and one line of the board need.

A partnership remembers thousands of reviews and looks at fifteen. A standing is
plain enough that all of them are read in one go; a row is read when its review
is looked at.
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
    """From `day` on a review reads `word`; `label`, `rule` and `due` are its lead.

    `then` presses next. Days are ordinals, 0 for none; `rank` orders the board.
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
    """One review, flat: days are ordinals, 0 for none.

    `answered_of` counts agency requests answered, and all of them. Agencies,
    holds, themes, marks and flags stand one a line: one text is read faster than
    many. For the same reason the readings from day `until` on may stand in `later`,
    as JSON, and are read once that day has come.
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
        """Return how the review reads on that day."""
        return DayStatus._make(self.read_on(day.toordinal()))

    def read_on(self, now: int) -> Sequence[Any]:
        """Return the plain fields of the reading on a day, given as an ordinal."""
        readings = self.readings
        if self.until and now >= self.until:
            readings = self._all()
        if len(readings) == 1:
            return readings[0]
        return readings[max(0, bisect_right(readings, now, key=_first) - 1)]

    def _all(self) -> Sequence[Sequence[Any]]:
        return [*self.readings, *json.loads(self.later or "[]")]

    def folded_on(self, day: date) -> BoardEntry:
        """Return this with only the day's reading unpacked, for that day and later."""
        now = day.toordinal()
        coming = [each for each in self._all() if each[0] > now]
        later = json.dumps(coming, separators=(",", ":")) if coming else ""
        until = coming[0][0] if coming else NO_DAY
        return self._replace(readings=[self.read_on(now)], until=until, later=later)


class BoardOrder(NamedTuple):
    """What the board is sorted by."""

    rank: int
    due: int
    ref: str


_NEVER = date.max.toordinal()


def board_order(standing: BoardEntry, day: date) -> BoardOrder:
    """Return the sort key of a review on a day: what presses most comes first."""
    _, _, rank, due, *_ = standing.read_on(day.toordinal())
    return BoardOrder(rank, due or _NEVER, standing.ref)
