"""The board as a user's last session cached it, believed only where it is whole.

Every value is looked at before it is used: a cache file may be torn, altered, or
written by anything. Light on purpose, as the first paint is made from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.domain.board.saved_views import View
from cspr_tui.domain.dates.working_days import calendar_of
from cspr_tui.service.board.board import Board, BoardRows, BoardSettings, board_of

# Raise this when a row says something new, so that older rows are not trusted.
ROWS_VERSION = 11
# What reading JSON raises that was written by something else, whatever is in it.
_DOUBTS = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
# No number in the first line is above it: of reviews, blocks, or days of a backup.
_MOST = 1_000_000
# The types of a board entry's fields as JSON has them, and those of a status.
_ENTRY = (str, bool, *[str] * 6, *[int] * 3, list, int, *[str] * 7, list, int, str)
_STATUS = (int, str, int, int, str, str, str, int)
_MOVE = (str,) * 6
_LAST_ORDINAL = date.max.toordinal()


class LineCache(Protocol):
    """Where lines lie between sessions; whatever is there may be gone or damaged."""

    def read(self) -> Sequence[bytes]:
        """Return the lines that were cached, or none; a damaged one is empty."""
        ...

    def read_whole(self) -> Sequence[bytes]:
        """Return the lines that were cached; none where one of them is damaged."""
        ...

    def write(self, lines: Sequence[bytes]) -> bool:
        """Cache lines, none of them empty; return whether it was done."""
        ...

    def note_damage(self) -> None:
        """Note that what was cached is not as it was written."""
        ...

    def is_settled(self, ref: str, mark: str) -> bool:
        """Whether a version token is old enough to tell every later change."""
        ...


@dataclass
class CachedBoard:
    """What a cache file holds: how reviews stand, and a row each.

    The first line is on everything (`head`, empty where there is nothing to be
    believed). Lines of some active reviews each follow, then one of the closed ones,
    then a line for each row, which is read when the row is asked for.
    """

    head: Mapping[str, Any]
    lines: Sequence[bytes]
    cache: LineCache

    @property
    def is_whole(self) -> bool:
        """Whether there is anything to be believed."""
        return bool(self.head)

    @property
    def versions(self) -> Mapping[str, str]:
        """The marks of the reviews cached; one too young to be told by has none."""
        held = self.head["marks"] if self.is_whole else {}
        return {ref: mark for ref, mark in held.items() if mark}

    def active(self, day: date = date.max) -> list[BoardEntry] | None:
        """Return the active reviews, readable up to `day`; None at any doubt."""
        found = list[BoardEntry]()
        for at in range(1, self._blocks + 1):
            entries = self._entries(at, day)
            if entries is None:
                return None
            found += entries
        return self._complete(found, self.head["active"], is_active=True)

    def closed(self) -> list[BoardEntry] | None:
        """Return the closed reviews; None at any doubt."""
        if not self.lines:
            return []
        number = len(self.head["marks"]) - self.head["active"]
        found = self._entries(self._blocks + 1, date.max)
        return None if found is None else self._complete(found, number, is_active=False)

    def _complete(
        self, found: list[BoardEntry], number: int, *, is_active: bool
    ) -> list[BoardEntry] | None:
        """Return entries that are just so many of those listed, else None."""
        refs = {each.ref for each in found if each.active is is_active}
        is_right = len(refs) == len(found) == number
        return found if is_right and refs <= self.head["marks"].keys() else None

    def line(self, ref: str) -> bytes:
        """Return a review's row, empty where it is not there as it was written."""
        place = self._places.get(ref, 0)
        return self.lines[place] if 0 < place < len(self.lines) else b""

    @property
    def _blocks(self) -> int:
        return int(self.head.get("blocks", 0))

    def _entries(self, at: int, day: date) -> list[BoardEntry] | None:
        try:
            plain = json.loads(self.lines[at])
            if all(_is_entry(each, day.toordinal()) for each in plain):
                return list(map(BoardEntry._make, plain))
        except (*_DOUBTS, IndexError):
            pass
        self.cache.note_damage()
        return None

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where each review's line is."""
        first = self._blocks + 2
        return {ref: first + n for n, ref in enumerate(self.head.get("marks", ()))}


def kept_on(cache: LineCache) -> CachedBoard:
    """Return what was cached, or nothing where there is any doubt about it."""
    lines, nothing = cache.read(), CachedBoard({}, (), cache)
    if not lines:
        return nothing
    try:
        head = json.loads(lines[0])
        if head["version"] != ROWS_VERSION:
            return nothing
        if _is_head(head) and len(lines) == head["blocks"] + 2 + len(head["marks"]):
            return CachedBoard(head, lines, cache)
    except _DOUBTS:
        pass
    cache.note_damage()
    return nothing


def quick_board(kept: CachedBoard, stamp: BoardCacheKey) -> Board | None:
    """Return the board as cached, None unless it was cached under the same stamp."""
    head = kept.head
    if not kept.is_whole or not all(stamp) or head.get("stamp") != list(stamp):
        return None
    day = date.fromisoformat(stamp.day)
    active = kept.active(day)
    if active is None:
        return None
    read = BoardRows(active, head["marks"], kept)
    return board_of(read, (), day, facts_in(head["facts"]))


class BoardCacheKey(NamedTuple):
    """What a cached board was made from: marks of the settings and of the folder.

    An empty mark fits nothing. Reviews are replaced whole, so the folder's own
    mark changes with each save; what was altered in place, the reviews' own tell.
    """

    day: str
    settings: str
    folder: str


def facts_in(plain: Mapping[str, Any]) -> BoardSettings:
    """Return facts from JSON data."""
    named = _days(plain["holidays"])
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


def _days(named: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in named.items()}


def _is_head(head: Any) -> bool:  # noqa: ANN401 - it may be anything
    """Whether the first line has every value that is used, in its type.

    Raises:
        ValueError, TypeError, KeyError, AttributeError: it has not.
    """
    date.fromisoformat(head["day"])
    known = _days(head["bank_holidays"]), _days(head["facts"]["holidays"])
    named = (*known, head["marks"], *(head["facts"][n] for n in _TEXTS_BY_NAME))
    facts = head["facts"]
    lists = [(head["stamp"], 3), *((each, 2) for each in facts["absent"].values())]
    lists += [(each, 3) for each in facts["views"]]
    lists += [(each, len(_MOVE)) for each in head["moved"]]
    lists += [(facts["agencies"], len(facts["agencies"]))]
    for _, _, old, new, *_ in head["moved"]:
        date.fromisoformat(old), date.fromisoformat(new)
    numbers = head["blocks"], head["active"], facts["backup_days"]
    return (
        all(_are_texts(each.values()) for each in named)
        and all(type(each) is list and len(each) == size for each, size in lists)
        and all(_are_texts(each) for each, _ in lists)
        and _are_texts((head["rules"], head["calendar"]))
        and all(type(each) is int and 0 <= each <= _MOST for each in numbers)
    )


_TEXTS_BY_NAME = ("initials", "units", "stubs")


def _are_texts(values: Any) -> bool:  # noqa: ANN401 - they may be anything
    return all(type(each) is str for each in values)


def _is_entry(plain: Any, day: int) -> bool:  # noqa: ANN401 - it may be anything
    """Whether JSON data is a board entry that can be read up to that day."""
    if type(plain) is not list or tuple(map(type, plain)) != _ENTRY:
        return False
    *_, readings, until, later = plain
    days = plain[9], plain[10], plain[12], until
    answered = plain[11]
    return (
        all(0 <= each <= _LAST_ORDINAL for each in days)
        and tuple(map(type, answered)) == (int, int)
        and bool(readings)
        and all(map(_is_status, readings))
        and (not until or until > day or _are_statuses(later))
    )


def _are_statuses(later: str) -> bool:
    return all(map(_is_status, json.loads(later or "[]")))


def _is_status(plain: Any) -> bool:  # noqa: ANN401 - it may be anything
    if type(plain) is not list or tuple(map(type, plain)) != _STATUS:
        return False
    return all(0 <= plain[at] <= _LAST_ORDINAL for at in (0, 3, 7))
