from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import (
    Deadline,
    State,
    deadlines,
    first_soon_day,
    urgency_order,
)
from cspr_tui.domain.deadlines.rules import Rule, Rules, Unit
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from tests.domain import independent_count
from tests.domain.deadline_queries import found
from tests.domain.strategies import lived_reviews
from tests.factories import check, delay, local_review

DAY = timedelta(days=1)
DECIDED = date(2026, 3, 31)
DUE = date(2026, 9, 30)

VECTORS = {
    "SIN over Christmas": ("SIN_PANEL", date(2023, 12, 22), date(2024, 1, 3)),
    "SIN over Easter": ("SIN_PANEL", date(2026, 4, 1), date(2026, 4, 10)),
    "SIN, substitute Boxing Day": (
        "SIN_PANEL",
        date(2026, 12, 21),
        date(2026, 12, 30),
    ),
    "SIN, two substitutes": ("SIN_PANEL", date(2027, 12, 20), date(2027, 12, 29)),
    "SIN, aware on a Saturday before the August holiday": (
        "SIN_PANEL",
        date(2026, 8, 29),
        date(2026, 9, 7),
    ),
    "RR over Easter": ("RR_SUBMIT", date(2026, 3, 20), date(2026, 4, 14)),
    "RR over Christmas and New Year": (
        "RR_SUBMIT",
        date(2026, 12, 10),
        date(2027, 1, 5),
    ),
    "RR, May bank holiday": ("RR_SUBMIT", date(2026, 4, 27), date(2026, 5, 19)),
    "six months to a shorter month": (
        "LCSPR_PUBLISH",
        date(2026, 8, 31),
        date(2027, 2, 28),
    ),
    "six months, leap year": ("LCSPR_PUBLISH", date(2023, 8, 31), date(2024, 2, 29)),
    "six months": ("LCSPR_PUBLISH", DECIDED, DUE),
    "seven working days before, over Easter": (
        "PREPUB_COPY",
        date(2026, 4, 13),
        date(2026, 3, 31),
    ),
    "seven working days before, over New Year": (
        "PREPUB_COPY",
        date(2027, 1, 6),
        date(2026, 12, 23),
    ),
    "twelve months online": ("ONLINE_MIN", date(2024, 2, 29), date(2025, 2, 28)),
}
TRIGGERS = {
    "SIN_PANEL": "la_aware_on",
    "RR_SUBMIT": "sin_sent_on",
    "LCSPR_PUBLISH": "lcspr_decided_on",
    "PREPUB_COPY": "planned_publication_on",
    "ONLINE_MIN": "published_on",
}


@pytest.mark.parametrize(("rule", "start", "due"), VECTORS.values(), ids=VECTORS)
def test_the_vector_of_the_notes_holds(
    rule: str, start: date, due: date, rules: Rules, calendar: Calendar
) -> None:
    triggered = local_review(**{TRIGGERS[rule]: start})
    assert found(triggered, rule, start, rules, calendar).due == due
    assert independent_count.due(rule, start) == due


def test_six_months_that_end_on_a_sunday_are_not_moved_but_say_when_to_act(
    calendar: Calendar,
) -> None:
    assert date(2027, 2, 28).weekday() == 6
    assert calendar.last_worked(date(2027, 2, 28)) == date(2027, 2, 26)


def test_untold_and_overdue_comes_first_then_no_clock_then_dates(
    rules: Rules, calendar: Calendar
) -> None:
    known = local_review(
        stage=Stage.PRE_PUBLICATION,
        la_aware_on=DECIDED - 30 * DAY,
        lcspr_decided_on=DECIDED,
        delays=(delay(panel_told_on=DUE, sos_told_on=DUE),),
        progress_checks=(check("K1", DUE),),
    )
    seen = deadlines(known, rules, calendar, DUE + 2 * DAY)
    overdue = [e.rule.id for e in seen if e.state is State.OVERDUE]
    places = [e.state for e in seen]
    assert overdue == ["SIN_PANEL", "SIN_PARTNERS", "INIT_NOTICE"]
    assert places[: len(overdue)] == [State.OVERDUE] * 3
    missing = [e.rule.id for e in seen if e.state is State.NO_CLOCK]
    assert [e.rule.id for e in seen][3 : 3 + len(missing)] == missing
    assert "RR_SUBMIT" in missing
    assert places[3 + len(missing)] is State.OVERDUE_NOTIFIED


RANKS = {
    State.OVERDUE: 0,
    State.NO_CLOCK: 1,
    State.OVERDUE_NOTIFIED: 2,
    State.DUE_TODAY: 2,
    State.DUE_SOON: 2,
    State.RUNNING: 2,
    State.MET: 3,
    State.MET_LATE: 3,
    State.NOT_STARTED: 4,
    State.NOT_APPLICABLE: 5,
}


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_the_order_is_by_what_presses_and_then_by_date(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    def key(seen: Deadline) -> tuple[int, date]:
        return RANKS[seen.state], seen.due or date.max

    found_ones = deadlines(known, rules, calendar, today)
    assert all(key(a) <= key(b) for a, b in pairwise(found_ones))
    assert list(found_ones) == sorted(found_ones, key=urgency_order)


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_reference_rule_and_subject_name_one_deadline(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    seen = deadlines(known, rules, calendar, today)
    names = [(e.clock.ref, e.rule.id, e.clock.subject) for e in seen]
    assert len(names) == len(set(names))


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_a_state_fits_its_dates(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    for seen in deadlines(known, rules, calendar, today):
        met_on, due = seen.clock.met_on, seen.due
        if seen.state in {State.OVERDUE, State.OVERDUE_NOTIFIED}:
            assert due is not None
            assert due < today
            assert seen.days_left is not None
            assert seen.days_left <= 0
        if seen.state is State.MET and not seen.rule.not_before:
            assert met_on is not None
            assert due is not None
            assert met_on <= min(due, today)
        if seen.state is State.MET_LATE:
            assert met_on is not None
            assert due is not None
            assert due < met_on <= today
        if seen.state in {State.DUE_SOON, State.RUNNING}:
            assert due is not None
            assert due > today
        if seen.state is State.NO_CLOCK:
            assert due is None
        assert (seen.days_left is None) == (not seen.state.is_pending or due is None)


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_no_deadline_depends_on_the_day_it_is_looked_at(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    def dues(day: date) -> dict[tuple[str, str | None], date | None]:
        seen = deadlines(known, rules, calendar, day)
        return {(e.rule.id, e.clock.subject): e.due for e in seen}

    assert dues(today) == dues(today + 400 * DAY)


@given(
    rule=st.sampled_from(sorted(TRIGGERS)),
    day=st.dates(date(2018, 1, 1), date(2040, 1, 1)),
    days=st.integers(0, 60),
)
def test_a_later_trigger_never_makes_an_earlier_deadline(
    calendar: Calendar, rules: Rules, rule: str, day: date, days: int
) -> None:
    one = local_review(**{TRIGGERS[rule]: day})
    other = local_review(**{TRIGGERS[rule]: day + days * DAY})
    first = found(one, rule, day, rules, calendar).due
    second = found(other, rule, day, rules, calendar).due
    assert first is not None
    assert second is not None
    assert first <= second


@given(
    due=st.dates(date(2018, 1, 1), date(2035, 1, 1)),
    number=st.integers(0, 35),
    unit=st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]),
)
def test_the_amber_edge_is_the_first_soon_day(
    calendar: Calendar, rules: Rules, due: date, number: int, unit: Unit
) -> None:
    rule: Rule = replace(rules["SIN_PANEL"], amber=number, amber_unit=unit)
    edge = first_soon_day(due, rule, calendar)

    def left(day: date) -> int:
        in_days = unit is Unit.CALENDAR_DAYS
        return (
            (due - day).days if in_days else independent_count.worked_between(day, due)
        )

    assert left(edge) <= number < left(edge - DAY)


@given(known=lived_reviews())
def test_every_due_day_is_its_own_count_from_its_own_trigger_or_a_persons(
    calendar: Calendar, rules: Rules, known: Review
) -> None:
    for seen in deadlines(known, rules, calendar, DECIDED):
        clock = seen.clock
        if clock.due is None:
            continue
        assert clock.trigger_on is not None
        if clock.offset is not None:
            unit = seen.rule.unit.value
            counted = independent_count.counted(clock.trigger_on, clock.offset, unit)
            assert clock.due == counted, seen.rule.id
        elif seen.rule.id in independent_count.COUNTS:
            agreed = {"GATE_REVIEW", "AGY_CHASE"}
            assert seen.rule.id in agreed
