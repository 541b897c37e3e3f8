"""A cache of calculated deadlines, valid while nothing they depend on has changed."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import Deadline, deadlines
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.review import Review


class DeadlineCache:
    """The deadlines of the review looked at last: every turn of a tab asks for them."""

    def __init__(self) -> None:
        self._entry: tuple[tuple[object, ...], tuple[Deadline, ...]] = (), ()

    def of(
        self, review: Review, rules: Rules, calendar: Calendar, today: date
    ) -> tuple[Deadline, ...]:
        """Return the review's deadlines on the day, the most pressing first."""
        asked = (id(review), review, rules, calendar, today)
        if self._entry[0] != asked:
            self._entry = asked, deadlines(review, rules, calendar, today)
        return self._entry[1]
