"""The board's rows kept between sessions, made anew for what was saved since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Protocol

from cspr_tui.domain.encoding import decode, encode
from cspr_tui.domain.partnership import Partnership
from cspr_tui.domain.triage import Row
from cspr_tui.domain.working_days import Calendar, bank_holidays, calendar_of

# Raise this when a row says something new, so that older rows are not trusted.
ROWS_VERSION = 1


class Shelf(Protocol):
    """Where plain data lie between sessions; whatever is there may be gone."""

    def read(self) -> Mapping[str, Any]:
        """Return what was kept, or nothing when it cannot be trusted."""
        ...

    def write(self, kept: Mapping[str, Any]) -> None:
        """Keep plain data; failing to is no error."""
        ...

    def is_settled(self, ref: str, mark: str) -> bool:
        """Whether the file behind the mark is old enough to be told by it."""
        ...


@dataclass
class KeptRows:
    """Rows and calendar over a shelf.

    A row tells how a review reads from the day it was made on, so it serves
    every later day. `moved` is set when the eye looks at another day than
    today: then nothing is taken from the shelf or put there.
    """

    shelf: Shelf
    moved: bool = False
    _kept: Mapping[str, Any] | None = None

    def calendar(self, partnership: Partnership, day: date) -> Calendar:
        """Return the working-day calendar, from the shelf if put there that day."""
        kept = self._shelf().get("holidays")
        fresh = not self.moved and self._shelf().get("day") == day.isoformat()
        named = _holidays(kept) if isinstance(kept, dict) and fresh else bank_holidays()
        return calendar_of(named, partnership.holidays)

    def rows(
        self,
        marks: Mapping[str, str],
        day: date,
        rules: str,
        make: Callable[[str], Row | None],
    ) -> Iterable[Row]:
        """Return a row for each mark, made anew where the kept one does not fit."""
        key = f"{ROWS_VERSION} {sha256(rules.encode()).hexdigest()}"
        kept = self._rows_under(key, day)
        found = {ref: self._row(ref, mark, kept, make) for ref, mark in marks.items()}
        rows = {ref: row for ref, row in found.items() if row is not None}
        self._keep(key, day, marks, rows, kept)
        return rows.values()

    def _row(
        self,
        ref: str,
        mark: str,
        kept: Mapping[str, Any],
        make: Callable[[str], Row | None],
    ) -> Row | None:
        held = kept.get(ref)
        if held is not None and held["mark"] == mark:
            return decode(Row, held["row"])
        return make(ref)

    def _shelf(self) -> Mapping[str, Any]:
        if self._kept is None:
            self._kept = self.shelf.read()
        return self._kept

    def _rows_under(self, key: str, day: date) -> Mapping[str, Any]:
        kept = self._shelf()
        if self.moved or kept.get("key") != key:
            return {}
        made_on = date.fromisoformat(kept.get("day", "9999-12-31"))
        rows: Mapping[str, Any] = kept.get("rows", {}) if made_on <= day else {}
        return rows

    def _keep(
        self,
        key: str,
        day: date,
        marks: Mapping[str, str],
        rows: Mapping[str, Row],
        kept: Mapping[str, Any],
    ) -> None:
        settled = {ref for ref in rows if self.shelf.is_settled(ref, marks[ref])}
        known = {ref: kept[ref]["mark"] for ref in kept}
        same_day = self._shelf().get("day") == day.isoformat()
        if self.moved or (same_day and known == {ref: marks[ref] for ref in settled}):
            return
        self._kept = {
            "key": key,
            "day": day.isoformat(),
            "holidays": {d.isoformat(): n for d, n in bank_holidays().items()},
            "rows": {
                ref: {"mark": marks[ref], "row": encode(rows[ref])} for ref in settled
            },
        }
        self.shelf.write(self._kept)


def _holidays(kept: Mapping[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in kept.items()}
