"""The board's rows kept between sessions, made anew for what was saved since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from cspr_tui.domain.encoding import decode, encode
from cspr_tui.domain.partnership import Partnership, RuleOverride
from cspr_tui.domain.standing import Standing
from cspr_tui.domain.summary import standing_of
from cspr_tui.domain.triage import Row
from cspr_tui.domain.working_days import Calendar, bank_holidays, calendar_of
from cspr_tui.service.board import (
    ROWS_VERSION,
    Facts,
    Kept,
    RowsRead,
    Shelf,
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


class _Held(NamedTuple):
    """A review as it was kept: the mark of its file, its standing, its row."""

    mark: str
    standing: Standing
    line: bytes


@dataclass
class KeptRows:
    """Rows and calendar over a shelf.

    A row tells how a review reads from the day it was made on, so it serves
    every later day. `moved` is set when the eye looks at another day than
    today: then nothing is taken from the shelf or put there. `settings` is the
    mark of the settings' file, taken before it was read.
    """

    shelf: Shelf
    moved: bool = False
    settings: str = ""
    _kept: Kept | None = None

    @property
    def kept(self) -> Kept:
        """What lies on the shelf."""
        if self._kept is None:
            self._kept = Kept({}, ()) if self.moved else kept_on(self.shelf)
        return self._kept

    def calendar(self, partnership: Partnership, day: date) -> Calendar:
        """Return the working-day calendar, from the shelf if put there that day."""
        head = self.kept.head
        fresh = self.kept.is_whole and head.get("day") == day.isoformat()
        days = _days(head["bank_holidays"]) if fresh else bank_holidays()
        return calendar_of(days, partnership.holidays)

    def moved_dates(self) -> tuple[Moved, ...]:
        """Return what moved when the calendar was last changed."""
        return tuple(Moved(*each) for each in self.kept.head.get("moved", ()))

    def rows(
        self,
        marks: Mapping[str, str],
        own: Own,
        facts: Facts,
        day: date,
        make: Callable[[str], Row | None],
    ) -> RowsRead:
        """Return every review, made anew where what was kept does not fit."""
        kept, head = dict(self._held(day)), self.kept.head
        fits = (head.get("rules"), head.get("calendar")) == own
        read, made = RowsRead(marks=marks), False
        for ref, mark in marks.items():
            held = kept.get(ref)
            if fits and held is not None and held.mark == mark:
                read.standings.append(held.standing)
                read.rows[ref] = held.line
            elif (row := make(ref)) is not None:
                read.standings.append(standing_of(row))
                read.rows[ref] = row
                made = True
        stamp = (day.isoformat(), self.settings)
        told = (head.get("day"), head.get("settings")) == stamp
        if not self.moved and (made or not told or kept.keys() != marks.keys()):
            self._keep(read, own, facts, day, list(self._moves(read, kept, own)))
        return read

    def _held(self, day: date) -> Iterator[tuple[str, _Held]]:
        kept = self.kept
        made_on = date.fromisoformat(kept.head.get("day", "9999-12-31"))
        if not kept.is_whole or made_on > day:
            return
        for (mark, *plain), line in zip(
            kept.head["standings"], kept.lines, strict=True
        ):
            yield plain[0], _Held(mark, Standing._make(plain), line)

    def _moves(
        self, read: RowsRead, kept: Mapping[str, _Held], own: Own
    ) -> Iterable[Sequence[str]]:
        head = self.kept.head
        if head.get("rules") != own.rules or head.get("calendar") == own.calendar:
            return tuple(head.get("moved", ()))
        refs = [ref for ref in read.rows if ref in kept]
        return (m for ref in refs for m in _moves(read.row(ref), kept[ref].line))

    def _keep(
        self,
        read: RowsRead,
        own: Own,
        facts: Facts,
        day: date,
        moved: Sequence[Sequence[str]],
    ) -> None:
        marks, settled = read.marks, self.shelf.is_settled
        stands = [s for s in read.standings if settled(s.ref, marks[s.ref])]
        head = {
            "version": ROWS_VERSION,
            "settings": self.settings,
            "rules": own.rules,
            "calendar": own.calendar,
            "day": day.isoformat(),
            "bank_holidays": {d.isoformat(): n for d, n in bank_holidays().items()},
            "facts": facts_out(facts),
            "moved": list(moved),
            "standings": [[marks[s.ref], *s] for s in stands],
        }
        self._kept = Kept(head, [_row_line(read.rows[s.ref]) for s in stands])
        self.shelf.write([_line(head), *self._kept.lines])


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _moves(row: Row, line: bytes) -> Iterator[Sequence[str]]:
    before = {(c.rule, c.subject): c.due for c in decode(Row, json.loads(line)).clocks}
    for clock in row.clocks:
        old = before.get((clock.rule, clock.subject))
        if old and clock.due and old != clock.due:
            yield row.ref, clock.label, old.isoformat(), clock.due.isoformat()


def _row_line(row: Row | bytes) -> bytes:
    return row if isinstance(row, bytes) else _line(encode(row))


def _line(plain: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()


def _days(named: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in named.items()}
