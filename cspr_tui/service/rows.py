"""The board's rows kept between sessions, made anew for what was saved since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from cspr_tui.domain.encoding import decode, encode
from cspr_tui.domain.partnership import Partnership, RuleOverride
from cspr_tui.domain.standing import Standing, standing_of
from cspr_tui.domain.triage import Row
from cspr_tui.domain.working_days import Calendar, bank_holidays, calendar_of

# Raise this when a row says something new, so that older rows are not trusted.
ROWS_VERSION = 2


class Shelf(Protocol):
    """Where lines lie between sessions; whatever is there may be gone."""

    def read(self) -> Sequence[bytes]:
        """Return the lines that were kept, or none."""
        ...

    def write(self, lines: Iterable[bytes]) -> None:
        """Keep lines; failing to is no error."""
        ...

    def is_settled(self, ref: str, mark: str) -> bool:
        """Whether the file behind the mark is old enough to be told by it."""
        ...


class Moved(NamedTuple):
    """A deadline that fell on another day once the calendar was changed."""

    ref: str
    label: str
    old: str
    new: str


class _Held(NamedTuple):
    """A review as it was kept: the mark of its file, its standing, its row."""

    mark: str
    standing: Standing
    line: bytes


@dataclass
class RowsRead:
    """Every review's standing, and its row when it is asked for."""

    standings: list[Standing] = field(default_factory=list)
    rows: dict[str, Row | bytes] = field(default_factory=dict)

    def row(self, ref: str) -> Row:
        """Return one row, read the first time it is looked at."""
        held = self.rows[ref]
        if isinstance(held, bytes):
            held = self.rows[ref] = decode(Row, json.loads(held))
        return held

    def line(self, ref: str) -> bytes:
        """Return one row as it is kept."""
        held = self.rows[ref]
        return held if isinstance(held, bytes) else _line(encode(held))

    def put(self, row: Row) -> None:
        """Take in a row made anew."""
        self.rows[row.ref] = row
        self.standings.append(standing_of(row))


@dataclass
class KeptRows:
    """Rows and calendar over a shelf: a line that says how all stand, then rows.

    A row tells how a review reads from the day it was made on, so it serves
    every later day. `moved` is set when the eye looks at another day than
    today: then nothing is taken from the shelf or put there.
    """

    shelf: Shelf
    moved: bool = False
    _lines: Sequence[bytes] | None = None
    _head: Mapping[str, Any] = field(default_factory=dict)
    _holidays: dict[date, str] = field(default_factory=dict)

    def calendar(self, partnership: Partnership, day: date) -> Calendar:
        """Return the working-day calendar, from the shelf if put there that day."""
        kept = self._kept_head().get("holidays")
        fresh = not self.moved and self._head.get("day") == day.isoformat()
        named = _holidays(kept) if isinstance(kept, dict) and fresh else bank_holidays()
        self._holidays = named
        return calendar_of(named, partnership.holidays)

    def moved_dates(self) -> tuple[Moved, ...]:
        """Return what moved when the calendar was last changed."""
        return tuple(Moved(*each) for each in self._kept_head().get("moved", ()))

    def rows(
        self,
        marks: Mapping[str, str],
        day: date,
        own: Own,
        make: Callable[[str], Row | None],
    ) -> RowsRead:
        """Return every review, made anew where what was kept does not fit."""
        kept = dict(self._held(day))
        fits = self._head.get("rules") == own.rules
        fits = fits and self._head.get("calendar") == own.calendar
        read, made = RowsRead(), list[str]()
        for ref, mark in marks.items():
            held = kept.get(ref)
            if fits and held is not None and held.mark == mark:
                read.standings.append(held.standing)
                read.rows[ref] = held.line
            elif (row := make(ref)) is not None:
                read.put(row)
                made.append(ref)
        if not self.moved and (made or self._is_old(kept, marks, day)):
            self._keep(read, marks, day, own, self._moves(read, kept, own))
        return read

    def _is_old(
        self, kept: Mapping[str, _Held], marks: Mapping[str, str], day: date
    ) -> bool:
        return self._head.get("day") != day.isoformat() or kept.keys() != marks.keys()

    def _kept_head(self) -> Mapping[str, Any]:
        if self._lines is None:
            self._lines = self.shelf.read()
            self._head = _object(self._lines[0]) if self._lines else {}
        return self._head

    def _held(self, day: date) -> Iterator[tuple[str, _Held]]:
        head, lines = self._kept_head(), self._lines or ()
        made_on = date.fromisoformat(head.get("day", "9999-12-31"))
        stands = head.get("standings", ())
        whole = head.get("version") == ROWS_VERSION and len(stands) == len(lines) - 1
        if self.moved or not whole or made_on > day:
            return
        for (mark, *plain), line in zip(stands, lines[1:], strict=True):
            yield plain[0], _Held(mark, Standing._make(plain), line)

    def _moves(
        self, read: RowsRead, kept: Mapping[str, _Held], own: Own
    ) -> Iterable[Sequence[str]]:
        same_rules = self._head.get("rules") == own.rules
        if not same_rules or self._head.get("calendar") == own.calendar:
            return list(self._head.get("moved", ()))
        refs = [ref for ref in read.rows if ref in kept]
        return [m for ref in refs for m in _moves(read.row(ref), kept[ref].line)]

    def _keep(
        self,
        read: RowsRead,
        marks: Mapping[str, str],
        day: date,
        own: Own,
        moved: Iterable[Sequence[str]],
    ) -> None:
        stands = [
            s for s in read.standings if self.shelf.is_settled(s.ref, marks[s.ref])
        ]
        self._head = {
            "version": ROWS_VERSION,
            "rules": own.rules,
            "calendar": own.calendar,
            "day": day.isoformat(),
            "holidays": {d.isoformat(): n for d, n in self._holidays.items()},
            "moved": list(moved),
            "standings": [[marks[s.ref], *s] for s in stands],
        }
        self._lines = [_line(self._head), *(read.line(s.ref) for s in stands)]
        self.shelf.write(self._lines)


class Own(NamedTuple):
    """What rows hang on beside the records: digests of the rules and the calendar."""

    rules: str
    calendar: str

    @classmethod
    def of(
        cls, shipped: str, overrides: tuple[RuleOverride, ...], calendar: Calendar
    ) -> Own:
        """Digest the shipped rules, the partnership's own, and all holidays."""
        days = [(day.isoformat(), name) for day, name in calendar.holidays.items()]
        return cls(_digest(f"{shipped}{overrides!r}"), _digest(f"{sorted(days)}"))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _moves(row: Row, line: bytes) -> Iterator[Sequence[str]]:
    before = {(c.rule, c.subject): c.due for c in decode(Row, json.loads(line)).clocks}
    for clock in row.clocks:
        old = before.get((clock.rule, clock.subject))
        if old and clock.due and old != clock.due:
            yield row.ref, clock.label, old.isoformat(), clock.due.isoformat()


def _line(plain: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()


def _object(line: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _holidays(kept: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in kept.items()}
