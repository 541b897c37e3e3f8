from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State, deadlines
from cspr_tui.domain.deadlines.deadline_words import (
    state_words,
    time_left_of,
    time_left_words,
)
from cspr_tui.domain.deadlines.rules import Rules, Unit
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import (
    count,
    day_words,
    first_line,
    full_day,
    listed,
    moment_words,
)
from tests.domain.strategies import lived_reviews

ON = date(2026, 11, 18)
DAY = timedelta(days=1)


def test_a_day_is_said_with_its_weekday_and_no_day_as_a_dash() -> None:
    assert (day_words(ON), full_day(ON)) == ("Wed 18 Nov", "Wed 18 Nov 2026")
    assert (day_words(None), full_day(None)) == ("-", "-")


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (150, "Wed 18 Nov"),
        (-150, "Wed 18 Nov"),
        (151, "18 Nov 2026"),
        (-151, "18 Nov 2026"),
    ],
)
def test_a_day_far_away_is_said_with_its_year(away: int, said: str) -> None:
    assert day_words(ON, ON + away * DAY) == said


def test_a_moment_is_said_with_its_time() -> None:
    at = datetime(2026, 11, 18, 9, 31, tzinfo=UTC)
    assert moment_words(at) == "18 Nov 2026 09:31"


@pytest.mark.parametrize(
    ("state", "left", "unit", "said"),
    [
        (State.NO_CLOCK, None, Unit.WORKING_DAYS, "no date"),
        (State.DUE_TODAY, 0, Unit.WORKING_DAYS, "today"),
        (State.DUE_SOON, 1, Unit.WORKING_DAYS, "1wd left"),
        (State.RUNNING, 40, Unit.CALENDAR_DAYS, "40d left"),
        (State.OVERDUE, -3, Unit.WORKING_DAYS, "3wd late"),
        (State.OVERDUE, 0, Unit.WORKING_DAYS, "late"),
        (State.OVERDUE_NOTIFIED, -7, Unit.CALENDAR_DAYS, "7d late"),
        (State.MET, None, Unit.WORKING_DAYS, ""),
        (State.NOT_STARTED, None, Unit.CALENDAR_DAYS, ""),
    ],
)
def test_what_is_left_is_said_in_a_few_words(
    state: State, left: int | None, unit: Unit, said: str
) -> None:
    assert time_left_words(state, left, unit) == said


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_only_what_is_late_is_called_late_and_only_today_today(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    for seen in deadlines(known, rules, calendar, today):
        late = seen.due is not None and seen.state.is_pending and today > seen.due
        assert time_left_of(seen).endswith("late") is late
        due_today = seen.state.is_pending and today == seen.due
        assert (time_left_of(seen) == "today") is due_today


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.OVERDUE, "LATE"),
        (State.OVERDUE_NOTIFIED, "LATE, told"),
        (State.NO_CLOCK, "NO CLOCK"),
        (State.DUE_TODAY, "SOON"),
        (State.DUE_SOON, "SOON"),
        (State.RUNNING, "OK"),
        (State.MET, "DONE"),
        (State.MET_LATE, "DONE, late"),
        (State.NOT_STARTED, "Not started"),
        (State.NOT_APPLICABLE, "Not applicable"),
    ],
)
def test_each_state_has_its_word(state: State, said: str) -> None:
    assert state_words(state) == said


def test_every_state_has_a_test_of_its_word() -> None:
    assert len(State) == 10


def test_a_number_agrees_with_its_noun() -> None:
    assert [count(n, "review") for n in (0, 1, 2)] == [
        "0 reviews",
        "1 review",
        "2 reviews",
    ]


def test_words_are_listed_as_a_sentence_does() -> None:
    assert [listed(list(words)) for words in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_the_first_line_of_a_text_is_cut_with_dots() -> None:
    assert first_line("  one\ttwo\nthree ") == "one two"
    assert first_line("abcdefghij", 10) == "abcdefghij"
    assert first_line("abcdefghijk", 10) == "abcdefg..."
