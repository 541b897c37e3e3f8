"""The board as data: an entry for each review, and the settings its lines need.

It imports little on purpose: the first paint uses the entries cached by the last
session, before the modules for whole reviews are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cspr_tui.domain.board.board_entry import BoardEntry, board_order
from cspr_tui.domain.board.saved_views import View
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.errors import CsprError

if TYPE_CHECKING:
    from cspr_tui.domain.board.board_row import Row


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


class MissingRowError(CsprError):
    """A row is neither kept nor can it be made here."""


class KeptRows(Protocol):
    """What an earlier session cached, as far as it is still believed."""

    @property
    def versions(self) -> Mapping[str, str]:
        """The version tokens of the reviews cached."""
        ...

    def closed(self) -> list[BoardEntry] | None:
        """Return the closed reviews; None at any doubt."""
        ...

    def line(self, ref: str) -> bytes:
        """Return a review's row, empty where it is not there as it was written."""
        ...


@dataclass
class BoardRows:
    """Active reviews' standings; closed ones and rows when they are asked for."""

    active: list[BoardEntry] = field(default_factory=list)
    versions: Mapping[str, str] = field(default_factory=dict)
    kept: KeptRows | None = None
    rows: dict[str, Row] = field(default_factory=dict)
    made_closed: dict[str, BoardEntry] = field(default_factory=dict)
    remake: Callable[[str], Row] | None = None

    @cached_property
    def closed(self) -> dict[str, BoardEntry]:
        """The standings of reviews no longer active, by reference, in its order."""
        gone = {*self.rows, *(each.ref for each in self.active)}
        fresh = self._fresh() - gone
        held = self.kept.closed() if self.kept is not None else []
        if held is None:
            held = list(map(self._entry, sorted(fresh)))
        known = {each.ref: each for each in held if each.ref in fresh}
        return dict(sorted({**known, **self.made_closed}.items()))

    def _entry(self, ref: str) -> BoardEntry:
        """Return how a review stands, made from its row."""
        from cspr_tui.domain.board.entry_from_row import board_entry_of  # noqa: PLC0415 - only where the cache is damaged

        return board_entry_of(self.row(ref))

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
        """Read a row; where it is not there as it was written, make it anew."""
        from cspr_tui.service.board.row_line import row_in  # noqa: PLC0415 - not for the first paint

        row = row_in(self.line(ref), ref)
        if row is None and self.remake is not None:
            return self.remake(ref)
        if row is None:
            raise MissingRowError(ref)
        return row

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
            self.remake,
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


def nothing_said(days: int, refs: Collection[str]) -> str:
    """Return what is said of backups where others look after them: nothing."""
    del days, refs
    return ""
