"""The board's rows kept between sessions, made anew for what was saved since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from cspr_tui.domain.encoding import decode, encode
from cspr_tui.domain.partnership import Partnership, RuleOverride
from cspr_tui.domain.summary import standing_of
from cspr_tui.domain.triage import Row
from cspr_tui.domain.working_days import Calendar, bank_holidays, calendar_of
from cspr_tui.service.board import (
    ROWS_VERSION,
    Facts,
    Kept,
    RowsRead,
    Shelf,
    Stamp,
    facts_out,
    kept_on,
)


class Moved(NamedTuple):
    """A deadline that fell on another day once the calendar was changed."""

    ref: str
    label: str
    old: str
    new: str


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


NO_STAMP = Stamp("", "", "")


def no_stamp() -> Stamp:
    """Return what no kept board is used under."""
    return NO_STAMP


@dataclass
class KeptRows:
    """Rows and calendar over shelves.

    A row tells how a review reads from the day it was made on, so it serves
    every later day. `moved` is set when the eye looks at another day than
    today: then nothing is taken from the shelves or put there. `stamp` was
    taken before anything was read; the `diary` keeps when its person last read
    a brief.
    """

    heads: Shelf
    lines: Shelf
    diary: Shelf
    moved: bool = False
    stamp: Callable[[], Stamp] = no_stamp
    _kept: Kept | None = None

    @property
    def kept(self) -> Kept:
        """What lies on the shelves."""
        if self._kept is None:
            nothing = Kept({}, b"", self.lines)
            self._kept = nothing if self.moved else kept_on(self.heads, self.lines)
        return self._kept

    def calendar(self, partnership: Partnership, day: date) -> Calendar:
        """Return the working-day calendar, from the shelf if put there that day."""
        head = self.kept.head
        fresh = self.kept.is_whole and head["stamp"][0] == day.isoformat()
        days = _days(head["bank_holidays"]) if fresh else bank_holidays()
        return calendar_of(days, partnership.holidays)

    def moved_dates(self) -> tuple[Moved, ...]:
        """Return what moved when the calendar was last changed."""
        return tuple(Moved(*each) for each in self.kept.head.get("moved", ()))

    def briefed_at(self) -> datetime | None:
        """Return when the brief was last read in the app, None if it is not known."""
        lines = self.diary.read()
        with suppress(ValueError):
            return datetime.fromisoformat(lines[0].decode()) if lines else None
        return None

    def note_brief(self, at: datetime) -> None:
        """Keep when the brief was read; where the eye was moved it is not kept."""
        if not self.moved:
            self.diary.write([at.isoformat().encode()])

    def rows(
        self,
        marks: Mapping[str, str],
        own: Own,
        facts: Facts,
        day: date,
        make: Callable[[str], Row | None],
    ) -> RowsRead:
        """Return every review, made anew where what was kept does not fit."""
        kept, stamp = self.kept, self.stamp()
        fits = self._fitting(marks, own, day)
        read = RowsRead(marks=marks, kept=kept if fits else None)
        read.active += [each for each in kept.active() if each.ref in fits]
        for ref in sorted(marks.keys() - fits):
            row = make(ref)
            if row is not None:
                _add(read, row)
        if not self.moved and (read.rows or kept.head.get("stamp") != list(stamp)):
            self._keep(read, own, facts, stamp)
        return read

    def _fitting(self, marks: Mapping[str, str], own: Own, day: date) -> set[str]:
        """Return the reviews whose kept rows still tell how they read."""
        kept, head = self.kept, self.kept.head
        same = (head.get("rules"), head.get("calendar")) == own
        if not kept.is_whole or not same or head["stamp"][0] > day.isoformat():
            return set()
        held = head["marks"]
        return {ref for ref, mark in marks.items() if held.get(ref) == mark}

    def _moves(self, read: RowsRead, own: Own) -> Iterable[Sequence[str]]:
        kept, head = self.kept, self.kept.head
        if head.get("rules") != own.rules or head.get("calendar") == own.calendar:
            return tuple(head.get("moved", ()))
        lines = [(row, kept.line(ref)) for ref, row in read.rows.items()]
        return [move for row, line in lines if line for move in _moves(row, line)]

    def _keep(self, read: RowsRead, own: Own, facts: Facts, stamp: Stamp) -> None:
        marks, settled = read.marks, self.heads.is_settled
        stands = {each.ref: each for each in (*read.active, *read.closed.values())}
        refs = [ref for ref in stands if settled(ref, marks[ref])]
        lines = [_row_line(read, ref) for ref in refs]
        together = _digest(f"{stamp}{len(lines)}{[marks[ref] for ref in refs]}")
        head = {
            "version": ROWS_VERSION,
            "together": together,
            "stamp": stamp if len(refs) == len(marks) else NO_STAMP,
            "rules": own.rules,
            "calendar": own.calendar,
            "bank_holidays": {d.isoformat(): n for d, n in bank_holidays().items()},
            "facts": facts_out(facts),
            "moved": list(self._moves(read, own)),
            "marks": {ref: marks[ref] for ref in refs},
            "active": [stands[ref] for ref in refs if stands[ref].active],
        }
        closed = [stands[ref] for ref in refs if not stands[ref].active]
        self.lines.write([together.encode(), *lines])
        self.heads.write([_line(head), _line(closed)])
        self._kept = None


def _add(read: RowsRead, row: Row) -> None:
    standing = standing_of(row)
    read.rows[row.ref] = row
    if standing.active:
        read.active.append(standing)
    else:
        read.made_closed[row.ref] = standing


def put(read: RowsRead, row: Row) -> None:
    """Take in a row of a review saved since, in its old place where it has one."""
    held = [each.ref for each in read.active]
    read.__dict__.pop("closed", None)
    read.made_closed.pop(row.ref, None)
    _add(read, row)
    if row.ref not in held:
        return
    if row.active:
        read.active[held.index(row.ref)] = read.active.pop()
    else:
        del read.active[held.index(row.ref)]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _moves(row: Row, line: bytes) -> Iterator[Sequence[str]]:
    before = {(c.rule, c.subject): c.due for c in decode(Row, json.loads(line)).clocks}
    for clock in row.clocks:
        old = before.get((clock.rule, clock.subject))
        if old and clock.due and old != clock.due:
            yield row.ref, clock.label, old.isoformat(), clock.due.isoformat()


def _row_line(read: RowsRead, ref: str) -> bytes:
    row = read.rows.get(ref)
    return read.line(ref) if row is None else _line(encode(row))


def _line(plain: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()


def _days(named: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in named.items()}
