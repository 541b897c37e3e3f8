"""Working days in England: Monday to Friday, less the bank holidays.

No definition is specific to these reviews; the closest in children's law is
SI 2006/1738 reg. 2: not a Saturday, Sunday, Christmas Day, Boxing Day, Good
Friday or bank holiday. Council closure days count as working days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cspr_tui.domain.record.partnership import LocalHoliday

FIRST_YEAR, LAST_YEAR = 1990, 2050
DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are working days; `holidays` names each bank holiday on a weekday."""

    holidays: Mapping[date, str]
    ordinals: tuple[int, ...]

    def why_not_worked(self, day: date) -> str:
        """Return the weekend day or holiday that the day is; empty if a working day."""
        if day.weekday() >= SATURDAY:
            return f"{day:%A}"
        return self.holidays.get(day, "")

    def is_working_day(self, day: date) -> bool:
        """Whether the day is a working day in England."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def add(self, start: date, count: int) -> date:
        """Return the count-th working day after `start`, or before if negative.

        The start day itself is never counted (Lester v Garland).
        """
        step = DAY if count > 0 else -DAY
        day, left = start, abs(count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Return the number of working days after `start` up to and including `end`.

        It is negative if `end` is earlier.
        """
        if end < start:
            return -self.between(end, start)
        weekdays = _weekdays_up_to(end) - _weekdays_up_to(start)
        return weekdays - (self._holidays_up_to(end) - self._holidays_up_to(start))

    def last_worked(self, day: date) -> date:
        """Return the day itself if a working day, else the last one before it."""
        return day if self.is_working_day(day) else self.add(day, -1)

    def skipped(self, start: date, end: date) -> Iterator[tuple[date, str]]:
        """Yield each day between the two, both excluded, that is not a working day."""
        first, last = min(start, end), max(start, end)
        for offset in range(1, (last - first).days):
            day = first + offset * DAY
            why = self.why_not_worked(day)
            if why:
                yield day, why

    def _holidays_up_to(self, day: date) -> int:
        return bisect_right(self.ordinals, day.toordinal())


def _weekdays_up_to(day: date) -> int:
    """Count Mondays to Fridays from 1 January of year 1, a Monday, to `day`."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def calendar_of(named: Mapping[date, str], local: Iterable[LocalHoliday]) -> Calendar:
    """Build a calendar from bank holidays and the partnership's own changes."""
    days = dict(named)
    for change in local:
        if change.removed:
            days.pop(change.on, None)
        else:
            days[change.on] = change.name
    weekdays = {day: name for day, name in days.items() if day.weekday() < SATURDAY}
    return Calendar(weekdays, tuple(sorted(day.toordinal() for day in weekdays)))


def bank_holidays() -> dict[date, str]:
    """Return the bank holidays of England, 1990 to 2050, computed offline.

    Those more than a year or two ahead are computed but not proclaimed yet.
    """
    from holidays import country_holidays  # noqa: PLC0415 - 30 ms, and cached by the store

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    named: Mapping[date, str] = country_holidays("GB", subdiv="ENG", years=years)
    return dict(sorted(named.items()))


def england(local: Iterable[LocalHoliday] = ()) -> Calendar:
    """Return England's calendar with the partnership's additions and removals."""
    return calendar_of(bank_holidays(), local)
