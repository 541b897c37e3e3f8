from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.dates.working_days import Calendar, calendar_of, england
from cspr_tui.domain.deadlines.due_date import add_units
from cspr_tui.domain.deadlines.rules import Unit, shipped_rules
from cspr_tui.domain.record.partnership import LocalHoliday
from tests.domain import independent_count

DAYS = st.dates(date(1991, 1, 1), date(2049, 12, 31))
FEW = st.integers(1, 40)
STEPS = st.integers(-40, 40)


def counts(unit: str) -> set[int]:
    """Return how far the rules count in that unit."""
    return {
        number for kind, number in independent_count.COUNTS.values() if kind == unit
    }


def test_bank_holidays_are_those_of_the_act_easter_and_the_proclamations(
    calendar: Calendar,
) -> None:
    first, last = independent_count.FIRST, independent_count.LAST
    ours = {day for day in calendar.holidays if first <= day <= last}
    theirs = {day for day in independent_count.HOLIDAYS if first <= day <= last}
    assert ours == theirs


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        (2029, "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26"),
    ],
)
def test_the_bank_holidays_of_the_notes_are_known(
    calendar: Calendar, year: int, days: str
) -> None:
    named = {date.fromisoformat(f"{year}-{day}") for day in days.split()}
    assert {day for day in calendar.holidays if day.year == year} == named


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 5, 8),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    ],
)
def test_a_one_off_bank_holiday_is_not_worked(calendar: Calendar, day: date) -> None:
    assert not calendar.is_working_day(day)
    assert calendar.why_not_worked(day)


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30)])
def test_the_day_a_bank_holiday_was_moved_from_is_worked(
    calendar: Calendar, day: date
) -> None:
    assert calendar.is_working_day(day)


@pytest.mark.parametrize(
    "day", [date(2026, 12, 24), date(2026, 12, 29), date(2026, 12, 31)]
)
def test_council_closure_days_at_christmas_are_worked(
    calendar: Calendar, day: date
) -> None:
    assert calendar.is_working_day(day)


@pytest.mark.parametrize(
    "day", [date(2026, 1, 2), date(2026, 3, 17), date(2026, 8, 3), date(2026, 7, 13)]
)
def test_holidays_of_scotland_and_northern_ireland_are_worked(
    calendar: Calendar, day: date
) -> None:
    assert calendar.is_working_day(day)


@pytest.mark.parametrize(
    "number", sorted(counts("WD") | {*independent_count.RETURNS.values()})
)
def test_every_day_of_eighteen_years_counts_as_the_independent_count_does(
    calendar: Calendar, number: int
) -> None:
    wrong = [
        day
        for day in independent_count.every_day()
        if calendar.add(day, number) != independent_count.working_days_on(day, number)
    ]
    assert wrong == []


@pytest.mark.parametrize("number", sorted(counts("M")))
def test_every_day_of_eighteen_years_ends_in_its_corresponding_date(
    calendar: Calendar, number: int
) -> None:
    wrong = [
        day
        for day in independent_count.every_day()
        if add_units(day, number, Unit.MONTHS, calendar)
        != independent_count.months_on(day, number)
    ]
    assert wrong == []


@given(start=DAYS, number=FEW)
def test_a_count_ends_on_a_working_day_after_its_start(
    calendar: Calendar, start: date, number: int
) -> None:
    end = calendar.add(start, number)
    assert end > start
    assert calendar.is_working_day(end)


@given(start=DAYS, number=FEW)
def test_a_count_back_ends_on_a_working_day_before_its_start(
    calendar: Calendar, start: date, number: int
) -> None:
    end = calendar.add(start, -number)
    assert end < start
    assert calendar.is_working_day(end)


@given(day=DAYS)
def test_counting_nothing_stays_on_the_day(calendar: Calendar, day: date) -> None:
    assert calendar.add(day, 0) == day
    assert calendar.between(day, day) == 0


@given(start=DAYS, days=st.integers(0, 30), number=STEPS)
def test_a_later_start_never_ends_earlier(
    calendar: Calendar, start: date, days: int, number: int
) -> None:
    later = start + timedelta(days=days)
    assert calendar.add(start, number) <= calendar.add(later, number)


@given(start=DAYS, number=STEPS)
def test_one_more_working_day_ends_later(
    calendar: Calendar, start: date, number: int
) -> None:
    assert calendar.add(start, number) < calendar.add(start, number + 1)


@given(start=DAYS, number=FEW)
def test_between_undoes_add(calendar: Calendar, start: date, number: int) -> None:
    assert calendar.between(start, calendar.add(start, number)) == number


@given(start=DAYS, number=FEW)
def test_between_undoes_a_count_back_from_a_working_day(
    calendar: Calendar, start: date, number: int
) -> None:
    worked = calendar.last_worked(start)
    assert calendar.between(worked, calendar.add(worked, -number)) == -number


@given(start=DAYS, end=DAYS)
def test_between_counts_the_same_both_ways_round(
    calendar: Calendar, start: date, end: date
) -> None:
    assert calendar.between(start, end) == -calendar.between(end, start)


@given(start=st.dates(date(2018, 1, 1), date(2035, 1, 1)), days=st.integers(0, 400))
def test_between_agrees_with_counting_day_by_day(
    calendar: Calendar, start: date, days: int
) -> None:
    end = start + timedelta(days=days)
    assert calendar.between(start, end) == independent_count.worked_between(start, end)


@given(start=DAYS, days=st.integers(0, 60))
def test_days_between_are_worked_or_skipped_with_a_reason(
    calendar: Calendar, start: date, days: int
) -> None:
    end = start + timedelta(days=days)
    skipped = list(calendar.skipped(start, end))
    assert all(reason and start < day < end for day, reason in skipped)
    inner = max(0, days - 1)
    last_worked = days > 0 and calendar.is_working_day(end)
    assert len(skipped) == inner - calendar.between(start, end) + last_worked


def test_the_working_of_a_count_back_names_the_same_skipped_days(
    calendar: Calendar,
) -> None:
    one, other = date(2026, 12, 23), date(2027, 1, 6)
    assert list(calendar.skipped(one, other)) == list(calendar.skipped(other, one))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2027, 2, 28), date(2027, 2, 26)),
        (date(2026, 12, 28), date(2026, 12, 24)),
        (date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_the_last_worked_day_is_the_day_itself_or_the_one_before(
    calendar: Calendar, day: date, worked: date
) -> None:
    assert calendar.last_worked(day) == worked


def test_a_weekend_says_which_day_it_is(calendar: Calendar) -> None:
    assert calendar.why_not_worked(date(2026, 11, 21)) == "Saturday"
    assert calendar.why_not_worked(date(2026, 11, 22)) == "Sunday"
    assert calendar.why_not_worked(date(2026, 11, 23)) == ""


@given(day=st.dates(date(2026, 1, 1), date(2030, 1, 1)), number=FEW)
def test_a_local_holiday_is_not_counted(
    calendar: Calendar, day: date, number: int
) -> None:
    closed = calendar.add(day, 1)
    local = england([LocalHoliday(closed, "Closed by flood")])
    assert local.why_not_worked(closed) == "Closed by flood"
    assert local.add(day, number) == calendar.add(day, number + 1)


def test_a_removed_holiday_is_worked() -> None:
    local = england([LocalHoliday(date(2026, 8, 31), "", removed=True)])
    assert local.is_working_day(date(2026, 8, 31))
    assert local.add(date(2026, 8, 28), 1) == date(2026, 8, 31)


def test_removing_a_day_that_is_no_holiday_changes_nothing(calendar: Calendar) -> None:
    local = england([LocalHoliday(date(2026, 8, 26), "", removed=True)])
    assert local == calendar


def test_a_local_holiday_at_the_weekend_is_not_counted_twice(
    calendar: Calendar,
) -> None:
    local = england([LocalHoliday(date(2026, 8, 29), "Carnival")])
    assert local == calendar
    assert local.why_not_worked(date(2026, 8, 29)) == "Saturday"


def test_a_holiday_removed_and_added_again_stands() -> None:
    day = date(2026, 8, 31)
    changes = [LocalHoliday(day, "", removed=True), LocalHoliday(day, "Kept after all")]
    assert calendar_of({}, changes).why_not_worked(day) == "Kept after all"


def test_the_counts_told_apart_are_all_those_of_the_shipped_rules() -> None:
    shipped = {
        rule.id: (rule.unit.value, rule.offset)
        for rule in shipped_rules().values()
        if rule.offset is not None
    }
    assert shipped == independent_count.COUNTS
