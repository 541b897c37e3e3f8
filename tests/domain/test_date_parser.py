from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.dates.date_parser import (
    UnreadableDateError,
    read_date,
    read_full_date,
)
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import decode, encode
from tests.domain import independent_count

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 22)),
        (" tomorrow ", date(2026, 11, 24)),
        ("23/11", TODAY),
        ("3.1", date(2027, 1, 3)),
        ("3-1-26", date(2026, 1, 3)),
        ("3/1/2026", date(2026, 1, 3)),
        ("2026-01-03", date(2026, 1, 3)),
        ("3 jan", date(2027, 1, 3)),
        ("3rd January 2026", date(2026, 1, 3)),
        ("Sat 3 Jan 26", date(2026, 1, 3)),
        ("29 feb", date(2028, 2, 29)),
        ("+5wd", date(2026, 11, 30)),
        ("-7 wd", date(2026, 11, 12)),
        ("+2w", date(2026, 12, 7)),
        ("-3d", date(2026, 11, 20)),
        ("+3m", date(2027, 2, 23)),
    ],
)
def test_a_date_is_read_as_people_type_it(
    typed: str, meant: date, calendar: Calendar
) -> None:
    today = date(2027, 11, 23) if typed == "29 feb" else TODAY
    assert read_date(typed, today, calendar) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "31/2",
        "29/2/2026",
        "13 smarch",
        "11/23/2026",
        "32 jan",
        "1/1/0001",
        "31/12/9999",
        "9999-12-31",
        "1/1/1899",
        "1/1/2101",
        "+5x",
    ],
)
def test_what_is_no_date_is_refused(typed: str, calendar: Calendar) -> None:
    with pytest.raises(UnreadableDateError, match="is not a date"):
        read_date(typed, TODAY, calendar)


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_the_day_comes_first_in_every_full_date(day: date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%d %B %Y", "%a %d %b %Y"):
        assert read_full_date(day.strftime(form), TODAY) == day


@given(day=st.dates(date(1937, 1, 1), date(2036, 12, 31)))
def test_a_year_of_two_digits_lies_at_most_ten_years_ahead(day: date) -> None:
    assert read_full_date(day.strftime("%d/%m/%y"), TODAY) == day


@pytest.mark.parametrize("typed", ["2026-01-03 00:00:00", "3/1/2026 00:00"])
def test_a_spreadsheets_midnight_is_left_aside(typed: str) -> None:
    assert read_full_date(typed, TODAY) == date(2026, 1, 3)


def test_a_spreadsheets_day_number_is_refused_with_the_day_it_would_be() -> None:
    with pytest.raises(UnreadableDateError, match="03/01/2026"):
        read_full_date("46025", TODAY)


@pytest.mark.parametrize("typed", ["23/11", "3 jan", "31/12/9999", "TBC"])
def test_a_full_date_names_a_year_that_can_be_meant(typed: str) -> None:
    with pytest.raises(UnreadableDateError, match="write it as"):
        read_full_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["+9999w", "-9999w", "-9999m", "+9999m", "-7000w"])
def test_a_step_beyond_the_years_that_can_be_kept_is_refused(
    typed: str, calendar: Calendar
) -> None:
    with pytest.raises(UnreadableDateError, match="is not a date"):
        read_date(typed, TODAY, calendar)


@given(
    number=st.integers(0, 9999),
    sign=st.sampled_from("+-"),
    unit=st.sampled_from(["d", "w", "m", "wd"]),
)
def test_every_step_that_is_read_can_be_stored_and_read_back(
    calendar: Calendar, number: int, sign: str, unit: str
) -> None:
    try:
        day = read_date(f"{sign}{number}{unit}", TODAY, calendar)
    except UnreadableDateError:
        return
    known = Review(ref="7QXM4", planned_publication_on=day)
    assert decode(Review, encode(known)) == known


@pytest.mark.parametrize("typed", ["5 marmalade", "23 junk", "1 decide", "3 mayor"])
def test_a_word_that_only_begins_like_a_month_is_none(
    typed: str, calendar: Calendar
) -> None:
    with pytest.raises(UnreadableDateError, match="is not a date"):
        read_date(typed, TODAY, calendar)


@pytest.mark.parametrize("typed", ["5 sept 2026", "5 Sep. 26", "5th September, 2026"])
def test_a_month_may_be_cut_short_anywhere_after_three_letters(
    typed: str, calendar: Calendar
) -> None:
    assert read_date(typed, TODAY, calendar) == date(2026, 9, 5)


@given(day=st.dates(date(2026, 5, 25), date(2027, 5, 22)))
def test_without_a_year_the_nearest_such_day_is_meant(
    calendar: Calendar, day: date
) -> None:
    for form in ("%d/%m", "%d.%m", "%d %b", "%d %B", "%a %d %b"):
        assert read_date(day.strftime(form), TODAY, calendar) == day


@given(number=st.integers(0, 400), today=st.dates(date(2018, 1, 1), date(2030, 1, 1)))
def test_steps_in_working_days_skip_what_is_not_worked(
    calendar: Calendar, number: int, today: date
) -> None:
    ahead = read_date(f"+{number}wd", today, calendar)
    assert ahead == independent_count.working_days_on(today, number)
    back = read_date(f"-{number}wd", today, calendar)
    assert back == independent_count.working_days_on(today, -number)


@given(number=st.integers(0, 240), today=st.dates(date(2018, 1, 1), date(2030, 1, 1)))
def test_steps_in_months_end_on_the_corresponding_date(
    calendar: Calendar, number: int, today: date
) -> None:
    ahead = read_date(f"+{number}m", today, calendar)
    assert ahead == independent_count.months_on(today, number)
