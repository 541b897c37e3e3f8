"""The board as data: how every review stands, and what its lines are written with.

Light on purpose: the first paint is made from the last session's shelf, before
anything that knows what a review is has been loaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cspr_tui.domain.standing import Standing, order
from cspr_tui.domain.views import View
from cspr_tui.domain.working_days import Calendar, calendar_of

if TYPE_CHECKING:
    from cspr_tui.domain.triage import Row

# Raise this when a row says something new, so that older rows are not trusted.
ROWS_VERSION = 3


class Shelf(Protocol):
    """Where lines lie between sessions; whatever is there may be gone."""

    def read(self) -> Sequence[bytes]:
        """Return the lines that were kept, or none."""
        ...

    def write(self, lines: Sequence[bytes]) -> None:
        """Keep lines; failing to is no error."""
        ...

    def is_settled(self, ref: str, mark: str) -> bool:
        """Whether the file behind the mark is old enough to be told by it."""
        ...


class Facts(NamedTuple):
    """What of settings and rules the board's lines are written with.

    `initials` by login, `units` (WD or CD) by rule, agencies by name.
    """

    initials: Mapping[str, str]
    units: Mapping[str, str]
    agencies: Sequence[str]
    views: Sequence[View]
    calendar: Calendar

    def initials_of(self, login: str) -> str:
        """Return the initials of a coordinator, or the name given if unknown."""
        return self.initials.get(login, login)


@dataclass
class RowsRead:
    """Every review's standing, and its row when it is asked for."""

    standings: list[Standing] = field(default_factory=list)
    rows: dict[str, Row | bytes] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    def row(self, ref: str) -> Row:
        """Return one row, read the first time it is looked at."""
        held = self.rows[ref]
        if isinstance(held, bytes):
            from cspr_tui.domain.encoding import decode  # noqa: PLC0415 - not for the first paint
            from cspr_tui.domain.triage import Row  # noqa: PLC0415 - not for the first paint

            held = self.rows[ref] = decode(Row, json.loads(held))
        return held


@dataclass(frozen=True, slots=True)
class Board:
    """Every readable review as it stands, what presses most first, and the others."""

    standings: tuple[Standing, ...]
    read: RowsRead
    unreadable: tuple[str, ...]
    day: date
    facts: Facts

    @property
    def active(self) -> tuple[Standing, ...]:
        """Return the reviews that still want a person's time."""
        return tuple(each for each in self.standings if each.active)

    @property
    def rows(self) -> Iterator[Row]:
        """Yield the rows of all reviews, what presses most first."""
        return (self.read.row(each.ref) for each in self.standings)

    def row(self, ref: str) -> Row:
        """Return one review's row."""
        return self.read.row(ref)


def board_of(
    read: RowsRead, unreadable: Sequence[str], day: date, facts: Facts
) -> Board:
    """Return a board, what presses most first."""
    stands = sorted(read.standings, key=lambda each: order(each, day))
    return Board(tuple(stands), read, tuple(unreadable), day, facts)


class Kept(NamedTuple):
    """A shelf's lines: the first says how all reviews stand, then a row each."""

    head: Mapping[str, Any]
    lines: Sequence[bytes]

    @property
    def is_whole(self) -> bool:
        """Whether this version wrote it, to the last line."""
        version = self.head.get("version") == ROWS_VERSION
        return version and len(self.head.get("standings", ())) == len(self.lines)


def kept_on(shelf: Shelf) -> Kept:
    """Return what lies on a shelf, or nothing when it cannot be read."""
    lines = shelf.read()
    try:
        head = json.loads(lines[0])
    except (IndexError, ValueError):
        return Kept({}, ())
    return Kept(head, lines[1:]) if isinstance(head, dict) else Kept({}, ())


def quick_board(
    kept: Kept, marks: Mapping[str, str], settings: str, day: date
) -> Board | None:
    """Return the board as kept, None unless nothing at all changed since.

    `settings` is the mark of the file that settings and rules came from.
    """
    head = kept.head
    same = head.get("settings") == settings and head.get("day") == day.isoformat()
    if not (settings and same and kept.is_whole and len(kept.lines) == len(marks)):
        return None
    read = RowsRead(marks=marks)
    for (mark, *plain), line in zip(head["standings"], kept.lines, strict=True):
        if marks.get(plain[0]) != mark:
            return None
        read.standings.append(Standing._make(plain))
        read.rows[plain[0]] = line
    return board_of(read, (), day, facts_in(head["facts"]))


def facts_in(plain: Mapping[str, Any]) -> Facts:
    """Return facts from JSON data."""
    named = {date.fromisoformat(day): name for day, name in plain["holidays"].items()}
    views = tuple(View._make(each) for each in plain["views"])
    calendar = calendar_of(named, ())
    return Facts(plain["initials"], plain["units"], plain["agencies"], views, calendar)


def facts_out(facts: Facts) -> dict[str, Any]:
    """Return facts as JSON data."""
    holidays = facts.calendar.holidays.items()
    return {
        "initials": dict(facts.initials),
        "units": dict(facts.units),
        "agencies": list(facts.agencies),
        "views": [list(view) for view in facts.views],
        "holidays": {day.isoformat(): name for day, name in holidays},
    }
