"""Every fixed count of the process, counted a second time and in another way.

Written from the notes on the process alone. It shares nothing with the product:
bank holidays come from the Act's list, Easter and the proclamations; days are
counted one at a time; a month is its own table of lengths.
"""

from __future__ import annotations

from datetime import date, timedelta

ONE = timedelta(days=1)
FIRST, LAST = date(2018, 1, 1), date(2035, 12, 31)

# What each rule is counted in, and how far, as the notes put it.
COUNTS: dict[str, tuple[str, int]] = {
    "SIN_PANEL": ("WD", 5),
    "SIN_PARTNERS": ("WD", 5),
    "LAC_DEATH": ("WD", 5),
    "CARE_LEAVER_DEATH": ("WD", 5),
    "RR_RETURNS": ("WD", 6),
    "RR_MEET": ("WD", 10),
    "RR_SIGN": ("WD", 13),
    "RR_SUBMIT": ("WD", 15),
    "PANEL_REPLY": ("WD", 10),
    "INIT_NOTICE": ("WD", 5),
    "LCSPR_PUBLISH": ("M", 6),
    "DELAY_NOTICE": ("WD", -20),
    "REG14_CHECK": ("CD", 28),
    "PREPUB_COPY": ("WD", -7),
    "ONLINE_MIN": ("M", 12),
    "YEARLY_REPORT": ("M", 12),
    "FAM_INFORM": ("WD", 10),
    "FAM_UPDATE": ("WD", 5),
    "FAM_SILENCE": ("CD", 28),
    "FAM_PREPUB": ("WD", -10),
    "FAM_AFTER": ("M", 3),
    "AGY_CHASE": ("WD", 1),
    "AGY_ESC": ("WD", 5),
    "GATE_REVIEW": ("CD", 28),
    "ACT_REPORT": ("M", 3),
    "NSPCC_DEPOSIT": ("WD", 5),
}

# How many days an agency has, by what it is asked for.
RETURNS = {"scoping": 5, "chronology": 15, "agency_report": 30}

# From how much left a rule is amber; what is not named turns at five working days.
AMBER: dict[str, tuple[str, int]] = {
    "SIN_PANEL": ("WD", 2),
    "SIN_PARTNERS": ("WD", 2),
    "LAC_DEATH": ("WD", 2),
    "CARE_LEAVER_DEATH": ("WD", 2),
    "LCSPR_PUBLISH": ("CD", 30),
}

_PROCLAIMED = {
    2022: [date(2022, 6, 3), date(2022, 9, 19)],
    2023: [date(2023, 5, 8)],
}
_MOVED = {
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}


def easter_sunday(year: int) -> date:
    """Return Easter by the golden number and the epact, as the Prayer Book counts."""
    golden = year % 19
    century = year // 100
    solar = century - century // 4
    lunar = (8 * century + 13) // 25
    epact = (solar - lunar + 19 * golden + 15) % 30
    if epact == 29 or (epact == 28 and golden > 10):
        epact -= 1
    full_moon = date(year, 3, 21) + epact * ONE
    sunday = full_moon + ONE
    while sunday.weekday() != 6:
        sunday += ONE
    return sunday


def _first_monday(year: int, month: int) -> date:
    day = date(year, month, 1)
    while day.weekday() != 0:
        day += ONE
    return day


def _last_monday(year: int, month: int) -> date:
    day = date(year, month, 31)
    while day.weekday() != 0:
        day -= ONE
    return day


def bank_holidays(year: int) -> set[date]:
    """Return the weekdays not worked in England that year."""
    easter = easter_sunday(year)
    movable = [
        easter - 2 * ONE,
        easter + ONE,
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
    ]
    days = {_MOVED.get(day, day) for day in movable}
    days.update(_PROCLAIMED.get(year, []))
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        day = fixed
        while day.weekday() > 4 or day in days:
            day += ONE
        days.add(day)
    return days


HOLIDAYS = {day for year in range(2016, 2039) for day in bank_holidays(year)}


def is_worked(day: date) -> bool:
    """Whether the day is a Monday to Friday and no bank holiday."""
    return day.isoweekday() <= 5 and day not in HOLIDAYS


def working_days_on(start: date, number: int) -> date:
    """Return the day `number` working days on from the start, or back."""
    way = ONE if number > 0 else -ONE
    day = start
    for _ in range(abs(number)):
        day += way
        while not is_worked(day):
            day += way
    return day


def length_of(year: int, month: int) -> int:
    """Return how many days a month has."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in {4, 6, 9, 11} else 31


def months_on(start: date, number: int) -> date:
    """Return the corresponding date, or the last day of a shorter month."""
    years, month = divmod(start.month - 1 + number, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, length_of(year, month + 1)))


def due(rule: str, start: date) -> date:
    """Return when the rule is due from what starts it."""
    unit, number = COUNTS[rule]
    if rule == "DELAY_NOTICE":
        return working_days_on(months_on(start, 6), number)
    return counted(start, number, unit)


def counted(start: date, number: int, unit: str) -> date:
    """Return the day that many working days, calendar days or months on."""
    if unit == "M":
        return months_on(start, number)
    return working_days_on(start, number) if unit == "WD" else start + number * ONE


def worked_between(after: date, up_to: date) -> int:
    """Count the days worked after one day, up to and including another."""
    number = 0
    day = after
    while day < up_to:
        day += ONE
        number += is_worked(day)
    return number


def soon_from(rule: str, due_on: date) -> date:
    """Return the first day on which the rule is amber."""
    unit, number = AMBER.get(rule, ("WD", 5))
    if unit == "CD":
        return due_on - number * ONE
    day = due_on
    while worked_between(day - ONE, due_on) <= number:
        day -= ONE
    return day


def every_day() -> list[date]:
    """Return every day from 2018 to 2035."""
    return [FIRST + number * ONE for number in range((LAST - FIRST).days + 1)]
