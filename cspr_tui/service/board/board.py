"""The board as data: an entry for each review, and the settings its lines need.

It imports little on purpose: the first paint uses the entries cached by the last
session, before the modules for whole reviews are loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cspr_tui.domain.board.board_entry import BoardEntry, board_order
from cspr_tui.domain.board.saved_views import View
from cspr_tui.domain.dates.working_days import Calendar, calendar_of

if TYPE_CHECKING:
    from cspr_tui.domain.board.row import Row

# Raise this when a row says something new, so that older rows are not trusted.
ROWS_VERSION = 10


class LineCache(Protocol):
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


class BoardSettings(NamedTuple):
    """What of settings and rules the board's lines are written with.

    `initials` by login, `units` (WD or CD) by rule, agencies by name; `stubs` by
    reference: the group that alone may open it; `backup_days` is how old the last
    verified backup may grow; `absent` by login: how, and who covers.
    """

    initials: Mapping[str, str]
    units: Mapping[str, str]
    agencies: Sequence[str]
    views: Sequence[View]
    calendar: Calendar
    stubs: Mapping[str, str]
    backup_days: int
    absent: Mapping[str, Sequence[str]] = {}

    def absence_of(self, login: str, cover: str = "") -> str:
        """Return that somebody is absent and who covers; empty while they are there.

        `cover` is who covers this one review, before who covers in general.
        """
        if login not in self.absent:
            return ""
        said, general = self.absent[login]
        covering = self.initials_of(cover or general)
        who = f"{covering} covers" if covering else "NOBODY covers"
        return f"{self.initials_of(login)} {said}, {who}"

    def initials_of(self, login: str) -> str:
        """Return the initials of a coordinator, or the name given if unknown."""
        return self.initials.get(login, login)

    @property
    def gone(self) -> frozenset[str]:
        """Return the logins of those who have left."""
        found = ((login, how) for login, (how, _) in self.absent.items())
        return frozenset(login for login, how in found if how.startswith("left"))


@dataclass
class BoardRows:
    """Active reviews' standings; closed ones and rows when they are asked for."""

    active: list[BoardEntry] = field(default_factory=list)
    versions: Mapping[str, str] = field(default_factory=dict)
    kept: CachedBoard | None = None
    rows: dict[str, Row] = field(default_factory=dict)
    made_closed: dict[str, BoardEntry] = field(default_factory=dict)
    remake: Callable[[str], Row] | None = None

    @cached_property
    def closed(self) -> dict[str, BoardEntry]:
        """The standings of reviews no longer active, by reference."""
        gone = {*self.rows, *(each.ref for each in self.active)}
        held = self.kept.closed() if self.kept is not None else ()
        fresh = self._fresh()
        known = {s.ref: s for s in held if s.ref not in gone and s.ref in fresh}
        return {**known, **self.made_closed}

    def _fresh(self) -> set[str]:
        """Return the reviews that stand as they were kept."""
        held = self.kept.versions if self.kept is not None else {}
        return {ref for ref, mark in held.items() if self.versions.get(ref) == mark}

    def row(self, ref: str) -> Row:
        """Return one row, read the first time it is looked at."""
        if ref not in self.rows:
            self.rows[ref] = self._read(ref)
        return self.rows[ref]

    def _read(self, ref: str) -> Row:
        """Read a row; where another session has replaced them, make it anew."""
        from cspr_tui.domain.board.row import Row  # noqa: PLC0415 - not for the first paint
        from cspr_tui.domain.values.codec import decode  # noqa: PLC0415 - not for the first paint

        line = self.line(ref)
        if not line and self.remake is not None:
            return self.remake(ref)
        return decode(Row, json.loads(line))

    def knows(self) -> set[str]:
        """Return the reviews that are read, active or not."""
        active = (each.ref for each in self.active)
        return {*self._fresh(), *self.rows, *self.made_closed, *active}

    def narrowed(self, marks: Mapping[str, str], refs: Collection[str]) -> BoardRows:
        """Return what was read of some of the reviews, under newer marks."""
        return BoardRows(
            [each for each in self.active if each.ref in refs],
            marks,
            self.kept,
            {ref: row for ref, row in self.rows.items() if ref in refs},
            {ref: each for ref, each in self.made_closed.items() if ref in refs},
        )

    def line(self, ref: str) -> bytes:
        """Return one row as it was kept."""
        return self.kept.line(ref) if self.kept is not None else b""


@dataclass(frozen=True, slots=True)
class Board:
    """Every readable review as it stands, what presses most first, and the others.

    `warning` is a short sentence on the store, for the head line.
    """

    active: tuple[BoardEntry, ...]
    read: BoardRows
    unreadable: tuple[str, ...]
    day: date
    facts: BoardSettings
    warning: str = ""

    @property
    def standings(self) -> tuple[BoardEntry, ...]:
        """Return all reviews, those no longer active last."""
        return (*self.active, *self.read.closed.values())

    @property
    def rows(self) -> Iterator[Row]:
        """Yield the rows of all reviews, in the same order."""
        return (self.read.row(each.ref) for each in self.standings)

    def row(self, ref: str) -> Row:
        """Return one review's row."""
        return self.read.row(ref)

    def standing(self, ref: str) -> BoardEntry:
        """Return how one review stands."""
        found = next((each for each in self.active if each.ref == ref), None)
        return found or self.read.closed[ref]


def board_of(
    read: BoardRows,
    unreadable: Sequence[str],
    day: date,
    facts: BoardSettings,
    warning: str = "",
) -> Board:
    """Return a board, what presses most first."""
    stands = sorted(read.active, key=lambda each: board_order(each, day))
    return Board(tuple(stands), read, tuple(unreadable), day, facts, warning)


@dataclass
class CachedBoard:
    """What lies on two shelves: how reviews stand, and a row each.

    The first shelf holds a line on everything, lines of some active reviews each,
    then one of the closed ones. The second is read when a row is asked for, and
    counts only while both were written together.
    """

    head: Mapping[str, Any]
    lines: Sequence[bytes]
    rows: LineCache

    @property
    def is_whole(self) -> bool:
        """Whether this version wrote it."""
        return bool(self.head.get("version") == ROWS_VERSION)

    @property
    def versions(self) -> Mapping[str, str]:
        """The marks of the reviews kept; one too young to be told by has none."""
        held = self.head["marks"] if self.is_whole else {}
        return {ref: mark for ref, mark in held.items() if mark}

    def active(self) -> list[BoardEntry]:
        """Return the active reviews; no line of them stays in memory."""
        found = list[BoardEntry]()
        for at in range(1, len(self.lines) - 1):
            found += map(BoardEntry._make, json.loads(self.lines[at]))
        return found

    def closed(self) -> Iterator[BoardEntry]:
        """Yield the closed reviews."""
        return map(
            BoardEntry._make, json.loads(self.lines[-1] if self.lines else b"[]")
        )

    def line(self, ref: str) -> bytes:
        """Return a review's row, empty when it is not there."""
        place = self._places.get(ref)
        return self._lines[place] if place else b""

    @cached_property
    def _lines(self) -> Sequence[bytes]:
        """The rows' lines after one that names the head; none where it is another."""
        lines = self.rows.read() if self.is_whole else ()
        fits = bool(lines) and lines[0] == self.head["together"].encode()
        return lines if fits else ()

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where each review's line is."""
        return dict(zip(self.head["marks"], range(1, len(self._lines)), strict=False))


def kept_on(heads: LineCache, rows: LineCache) -> CachedBoard:
    """Return what lies on the shelves, or nothing when it cannot be read."""
    lines = heads.read()
    try:
        head = json.loads(lines[0])
    except (IndexError, ValueError):
        return CachedBoard({}, (), rows)
    if not isinstance(head, dict) or head.get("blocks", -1) != len(lines) - 2:
        return CachedBoard({}, (), rows)
    return CachedBoard(head, lines, rows)


def quick_board(kept: CachedBoard, stamp: BoardCacheKey) -> Board | None:
    """Return the board as kept, None unless it was kept under the same stamp."""
    head = kept.head
    if not kept.is_whole or not all(stamp) or head.get("stamp") != list(stamp):
        return None
    read = BoardRows(kept.active(), head["marks"], kept)
    day = date.fromisoformat(stamp.day)
    return board_of(read, (), day, facts_in(head["facts"]))


class BoardCacheKey(NamedTuple):
    """What a kept board was made from: marks of the settings and of the folder.

    An empty mark fits nothing. Reviews are replaced whole, so the folder's own
    mark changes with each save; whatever it does not tell, the watch finds.
    """

    day: str
    settings: str
    folder: str


def facts_in(plain: Mapping[str, Any]) -> BoardSettings:
    """Return facts from JSON data."""
    named = {date.fromisoformat(day): name for day, name in plain["holidays"].items()}
    views = tuple(View._make(each) for each in plain["views"])
    absent = {login: tuple(each) for login, each in plain["absent"].items()}
    alike = ("initials", "units", "agencies", "stubs", "backup_days")
    same = {name: plain[name] for name in alike}
    days = calendar_of(named, ())
    return BoardSettings(**same, views=views, calendar=days, absent=absent)


def facts_out(facts: BoardSettings) -> dict[str, Any]:
    """Return facts as JSON data."""
    plain = facts._asdict()
    holidays = plain.pop("calendar").holidays.items()
    return {**plain, "holidays": {day.isoformat(): name for day, name in holidays}}


def nothing_said(days: int, refs: Collection[str]) -> str:
    """Return what is said of backups where others look after them: nothing."""
    del days, refs
    return ""
