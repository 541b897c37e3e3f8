"""The cache of the board's rows between sessions; changed reviews are read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from cspr_tui.domain.board.board_row import Row
from cspr_tui.domain.board.entry_from_row import board_entry_of
from cspr_tui.domain.board.saved_views import View
from cspr_tui.domain.dates.working_days import Calendar, bank_holidays, calendar_of
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import Partnership, RuleOverride
from cspr_tui.service.board.board import Board, BoardRows, BoardSettings
from cspr_tui.service.board.cached_board import (
    ROWS_VERSION,
    BoardCacheKey,
    CachedBoard,
    LineCache,
    facts_out,
    kept_on,
)
from cspr_tui.service.board.moved_deadlines import MovedDeadline, combine_moves, moves
from cspr_tui.service.board.row_line import json_line, row_line
from cspr_tui.store.protocol import Stub


class Digests(NamedTuple):
    """What rows hang on beside the records: digests of the rules and the calendar."""

    rules: str
    calendar: str

    @classmethod
    def of(
        cls, shipped: str, overrides: tuple[RuleOverride, ...], calendar: Calendar
    ) -> Digests:
        """Digest the shipped rules, the partnership's own, and all holidays."""
        days = [(day.isoformat(), name) for day, name in calendar.holidays.items()]
        return cls(_digest(f"{shipped}{overrides!r}"), _digest(f"{sorted(days)}"))


class LastRead(NamedTuple):
    """What was read last in this session, and what it was read under."""

    read: BoardRows
    versions: Mapping[str, str]
    own: Digests
    day: date


# Active reviews in one line of the file: read in one go, and let go after.
BLOCK = 250
NO_CACHE_KEY = BoardCacheKey("", "", "")


def no_key() -> BoardCacheKey:
    """Return what no kept board is used under."""
    return NO_CACHE_KEY


@dataclass
class RowCache:
    """Rows and calendar over a user's cache file.

    A row tells how a review reads from the day it was made on, so it serves
    every later day. `moved` is set when the eye looks at another day than
    today: then nothing is taken from the file or put there. `stamp` was
    taken before anything was read; the `diary` keeps when its person last read
    a brief, and of which moves. `remake` makes a row anew that was cached and is
    damaged.
    """

    cache: LineCache
    diary: LineCache
    moved: bool = False
    stamp: Callable[[], BoardCacheKey] = no_key
    remake: Callable[[str], Row] | None = None
    _kept: CachedBoard | None = None
    _last_read: LastRead | None = None

    def hold(self, board: Board, remake: Callable[[str], Row]) -> None:
        """Go on from a board as kept, so that nothing of it is read twice."""
        board.read.remake = self.remake = remake
        kept = board.read.kept
        if isinstance(kept, CachedBoard):
            self._kept = kept
            own = Digests(kept.head["rules"], kept.head["calendar"])
            self._last_read = LastRead(board.read, board.read.versions, own, board.day)

    @property
    def kept(self) -> CachedBoard:
        """What was cached."""
        if self._kept is None:
            nothing = CachedBoard({}, (), self.cache)
            self._kept = nothing if self.moved else kept_on(self.cache)
        return self._kept

    def calendar(self, partnership: Partnership, day: date) -> Calendar:
        """Return the working-day calendar, from the file if put there that day."""
        head = self.kept.head
        fresh = self.kept.is_whole and head["stamp"][0] == day.isoformat()
        days = _days(head["bank_holidays"]) if fresh else bank_holidays()
        return calendar_of(days, partnership.holidays)

    def moved_dates(self) -> tuple[MovedDeadline, ...]:
        """Return what changes of the calendar moved since the brief was last read."""
        return self._unread(self.kept)

    def _unread(self, kept: CachedBoard) -> tuple[MovedDeadline, ...]:
        found = kept.head.get("moved", ())
        read = found and self.diary.read_whole()[1:] == [_mark_of(kept)]
        return () if read else tuple(MovedDeadline(*each) for each in found)

    def briefed_at(self) -> datetime | None:
        """Return when the brief was last read in the app, None if it is not known."""
        lines = self.diary.read_whole()
        with suppress(ValueError):
            at = datetime.fromisoformat(lines[0].decode()) if lines else None
            return at if at and at.tzinfo else None
        return None

    def note_brief(self, at: datetime) -> None:
        """Keep when the brief was read; where the eye was moved it is not kept."""
        if not self.moved:
            self.diary.write([at.isoformat().encode(), _mark_of(self.kept)])

    def rows(
        self,
        marks: Mapping[str, str],
        own: Digests,
        facts: BoardSettings,
        day: date,
        make: Callable[[str], Row | None],
    ) -> BoardRows:
        """Return every review, made anew where what was kept does not fit."""
        stamp, last = self.stamp(), self._last_read
        if last and last[1:] == (marks, own, day) and self._is_kept(stamp):
            return last.read
        known, held = self._known(own, day)
        there = known.knows()
        fits = {r for r, mark in marks.items() if held.get(r) == mark and r in there}
        read = known.narrowed(marks, fits)
        read.remake = self.remake
        made = [row for ref in sorted(marks.keys() - fits) if (row := make(ref))]
        for row in made:
            _add(read, row)
        there = fits.union(row.ref for row in made)
        settled = self.cache.is_settled
        sure = {r: m for r, m in marks.items() if r in there and settled(r, m)}
        self._last_read = LastRead(read, sure, own, day)
        if not self.moved and (made or not self._is_kept(stamp)):
            with suppress(CsprError):
                self._keep(self._last_read, facts, stamp)
        return read

    def _is_kept(self, stamp: BoardCacheKey) -> bool:
        """Whether nothing is to be cached under that stamp."""
        return self.moved or self.kept.head.get("stamp") == list(stamp)

    def _known(self, own: Digests, day: date) -> tuple[BoardRows, Mapping[str, str]]:
        """Return what was read before, and the marks under which it still tells."""
        held = self._last_read
        if held is not None and held.own == own and held.day <= day:
            return held.read, held.versions
        kept, head = self.kept, self.kept.head
        same = (head.get("rules"), head.get("calendar")) == own
        if not kept.is_whole or not same or head["day"] > day.isoformat():
            return BoardRows(), {}
        active = kept.active()
        if active is None or not kept.lines:
            return BoardRows(), {}
        read = BoardRows(active, kept.versions, kept, remake=self.remake)
        return read, kept.versions

    def _moves(self, read: BoardRows, own: Digests) -> Iterable[MovedDeadline]:
        """Return what moved and was not read, from where it stood when last shown."""
        if self.kept.head.get("calendar") == own.calendar:
            return self._unread(self.kept)
        # Another session may have kept rows since, under either calendar.
        kept = kept_on(self.cache)
        if kept.head.get("rules") != own.rules:
            return self._unread(kept)
        lines = [(row, kept.line(ref)) for ref, row in read.rows.items()]
        new = [move for row, line in lines if line for move in moves(row, line)]
        return combine_moves(self._unread(kept), new)

    def _keep(self, held: LastRead, facts: BoardSettings, stamp: BoardCacheKey) -> None:
        read, own, marks = held.read, held.own, held.versions
        stands = {each.ref: each for each in (*read.active, *read.closed.values())}
        settled = len(marks) == len(read.versions)
        lines = [_row_line(read, ref) for ref in stands]
        known = {ref: marks.get(ref, "") for ref in stands}
        head = {
            "version": ROWS_VERSION,
            "stamp": list(stamp if settled else NO_CACHE_KEY),
            "day": held.day.isoformat(),
            "rules": own.rules,
            "calendar": own.calendar,
            "bank_holidays": {d.isoformat(): n for d, n in bank_holidays().items()},
            "facts": facts_out(facts),
            "moved": list(self._moves(read, own)),
            "marks": known,
        }
        kept = [each.trimmed_to(held.day) for each in stands.values()]
        active = [each for each in kept if each.active]
        closed = [each for each in kept if not each.active]
        cuts = range(0, len(active), BLOCK)
        blocks = [json_line(active[at : at + BLOCK]) for at in cuts]
        head["blocks"], head["active"] = len(blocks), len(active)
        if self.cache.write([json_line(head), *blocks, json_line(closed), *lines]):
            self._kept = CachedBoard(head, (), self.cache)


def _add(read: BoardRows, row: Row) -> None:
    standing = board_entry_of(row)
    read.rows[row.ref] = row
    if standing.active:
        read.active.append(standing)
    else:
        read.made_closed[row.ref] = standing


def put(read: BoardRows, row: Row) -> None:
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


def facts_of(
    known: Partnership,
    rules: Rules,
    calendar: Calendar,
    stubs: Iterable[Stub],
    day: date,
) -> BoardSettings:
    """Return what of settings and rules the board's lines are written with."""
    return BoardSettings(
        initials={c.id: c.initials for c in known.coordinators},
        units={rule.id: rule.days_unit.value for rule in rules.values()},
        agencies=[agency.name for agency in known.agencies],
        views=tuple(View(v.name, v.query, v.owner) for v in known.views),
        calendar=calendar,
        stubs={stub.ref: stub.group for stub in stubs},
        backup_days=known.backup_days,
        absent=known.absences(day),
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _mark_of(kept: CachedBoard) -> bytes:
    """Return what tells the moves kept from any others."""
    return _digest(json.dumps(kept.head.get("moved", ()))).encode()


def _row_line(read: BoardRows, ref: str) -> bytes:
    line = b"" if ref in read.rows else read.line(ref)
    return line or row_line(read.row(ref))


def _days(named: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in named.items()}
