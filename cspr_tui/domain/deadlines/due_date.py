"""Due dates: a start date plus working days, calendar days or calendar months."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.rules import Rule, Unit


def add_units(start: date, offset: int, unit: Unit, calendar: Calendar) -> date:
    """Return the day `offset` units from `start`, the start itself not counted.

    Months end on the corresponding date, or the last day of a shorter month
    (Dodds v Walker), and never roll to a working day.
    """
    if unit is Unit.WORKING_DAYS:
        return calendar.add(start, offset)
    if unit is Unit.MONTHS:
        return start + relativedelta(months=offset)
    return start + timedelta(days=offset)


def due_date(rule: Rule, start: date | None, calendar: Calendar) -> date | None:
    """Return the due date of a rule from that start; None if either is not set."""
    if start is None or rule.offset is None:
        return None
    return add_units(start, rule.offset, rule.unit, calendar)
