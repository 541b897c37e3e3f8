from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State, deadlines
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.oversight import NoticeAbout, Recipient
from cspr_tui.domain.record.review import Review
from tests.domain.deadline_queries import BOTH, found, state_of
from tests.domain.strategies import lived_reviews
from tests.factories import delay, local_review, notices, with_facts

DAY = timedelta(days=1)
DECIDED = date(2026, 3, 31)
DUE = date(2026, 9, 30)


def test_late_with_nobody_told_is_overdue(calendar: Calendar) -> None:
    late = local_review(lcspr_decided_on=DECIDED)
    assert state_of(late, "LCSPR_PUBLISH", DUE + DAY, calendar) is State.OVERDUE


@pytest.mark.parametrize(
    "told", [{"panel_told_on": DUE}, {"sos_told_on": DUE}, {"family_told_on": DUE}]
)
def test_late_with_only_one_told_is_overdue(
    told: dict[str, date], calendar: Calendar
) -> None:
    late = local_review(lcspr_decided_on=DECIDED, delays=(with_facts(delay(), told),))
    assert state_of(late, "LCSPR_PUBLISH", DUE + DAY, calendar) is State.OVERDUE


def test_late_with_both_told_is_overdue_and_notified(
    rules: Rules, calendar: Calendar
) -> None:
    told = delay(panel_told_on=DUE - 9 * DAY, sos_told_on=DUE - 3 * DAY)
    late = local_review(lcspr_decided_on=DECIDED, delays=(told,))
    seen = found(late, "LCSPR_PUBLISH", DUE + 7 * DAY, rules, calendar)
    assert (seen.state, seen.days_left) == (State.OVERDUE_NOTIFIED, -7)
    assert seen.clock.notified_on == DUE - 3 * DAY


def test_both_may_be_told_by_notices_and_by_different_records(
    calendar: Calendar,
) -> None:
    late = local_review(
        lcspr_decided_on=DECIDED,
        delays=(delay("D1", panel_told_on=DUE),),
        notices=notices(NoticeAbout.DELAY, DUE, Recipient.SECRETARY_OF_STATE),
    )
    seen = state_of(late, "LCSPR_PUBLISH", DUE + DAY, calendar)
    assert seen is State.OVERDUE_NOTIFIED


def test_a_notice_about_something_else_does_not_tell_of_a_delay(
    calendar: Calendar,
) -> None:
    sent = notices(NoticeAbout.INITIATION, DECIDED, *BOTH)
    late = local_review(lcspr_decided_on=DECIDED, notices=sent)
    assert state_of(late, "LCSPR_PUBLISH", DUE + DAY, calendar) is State.OVERDUE


def test_telling_tomorrow_is_not_telling_today(calendar: Calendar) -> None:
    told = delay(panel_told_on=DUE, sos_told_on=DUE + 5 * DAY)
    late = local_review(lcspr_decided_on=DECIDED, delays=(told,))
    assert state_of(late, "LCSPR_PUBLISH", DUE + 4 * DAY, calendar) is State.OVERDUE
    told_by_then = state_of(late, "LCSPR_PUBLISH", DUE + 5 * DAY, calendar)
    assert told_by_then is State.OVERDUE_NOTIFIED


def test_being_told_in_time_does_not_make_a_running_clock_late(
    calendar: Calendar,
) -> None:
    told = delay(panel_told_on=DECIDED, sos_told_on=DECIDED)
    early = local_review(lcspr_decided_on=DECIDED, delays=(told,))
    assert state_of(early, "LCSPR_PUBLISH", DUE, calendar) is State.DUE_TODAY


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_only_the_six_months_are_ever_late_and_notified(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    for seen in deadlines(known, rules, calendar, today):
        if seen.state is State.OVERDUE_NOTIFIED:
            assert seen.rule.id == "LCSPR_PUBLISH"


@given(
    target=st.dates(date(2026, 4, 1), date(2028, 1, 1)),
    told=st.dates(date(2026, 4, 1), date(2028, 1, 1)),
)
def test_no_delay_or_revised_target_moves_a_statutory_date(
    calendar: Calendar, rules: Rules, target: date, told: date
) -> None:
    plain = local_review(
        la_aware_on=DECIDED, sin_sent_on=DECIDED, lcspr_decided_on=DECIDED
    )
    late = replace(
        plain,
        revised_target_on=target,
        planned_publication_on=target,
        delays=(
            delay(
                old_target_on=DUE,
                new_target_on=target,
                panel_told_on=told,
                sos_told_on=told,
            ),
        ),
    )
    for rule in ("SIN_PANEL", "RR_SUBMIT", "LCSPR_PUBLISH", "DELAY_NOTICE"):
        before = found(plain, rule, DUE, rules, calendar).due
        assert found(late, rule, DUE, rules, calendar).due == before


def test_the_delay_notice_is_off_while_the_plan_keeps_the_six_months(
    calendar: Calendar,
) -> None:
    planned = local_review(lcspr_decided_on=DECIDED, planned_publication_on=DUE)
    assert state_of(planned, "DELAY_NOTICE", DUE, calendar) is State.NOT_APPLICABLE


def test_the_delay_notice_is_on_once_the_plan_is_a_day_over(
    calendar: Calendar,
) -> None:
    planned = local_review(lcspr_decided_on=DECIDED, planned_publication_on=DUE + DAY)
    assert state_of(planned, "DELAY_NOTICE", DECIDED, calendar) is State.RUNNING


def test_the_delay_notice_is_on_while_nothing_is_planned(calendar: Calendar) -> None:
    unplanned = local_review(lcspr_decided_on=DECIDED)
    assert state_of(unplanned, "DELAY_NOTICE", DECIDED, calendar) is State.RUNNING


def test_a_plan_without_a_decision_does_not_silence_the_missing_clock(
    calendar: Calendar,
) -> None:
    undecided = local_review(planned_publication_on=DUE)
    assert state_of(undecided, "DELAY_NOTICE", DECIDED, calendar) is State.NO_CLOCK


def test_those_told_twice_knew_from_the_first_time(
    rules: Rules, calendar: Calendar
) -> None:
    first = delay("D1", panel_told_on=DUE - 40 * DAY, sos_told_on=DUE - 30 * DAY)
    again = delay("D2", panel_told_on=DUE + 40 * DAY, sos_told_on=DUE + 40 * DAY)
    late = local_review(lcspr_decided_on=DECIDED, delays=(again, first))
    seen = found(late, "LCSPR_PUBLISH", DUE + 9 * DAY, rules, calendar)
    assert seen.clock.notified_on == DUE - 30 * DAY
    assert state_of(late, "DELAY_NOTICE", DUE, calendar) is State.MET


def test_a_plan_that_passed_unkept_leaves_the_report_late(
    calendar: Calendar,
) -> None:
    planned = local_review(lcspr_decided_on=DECIDED, planned_publication_on=DUE - DAY)
    seen = state_of(planned, "LCSPR_PUBLISH", DUE + DAY, calendar)
    assert seen is State.OVERDUE


@pytest.mark.parametrize(
    ("planned", "revised"), [(DUE, DUE + DAY), (DUE + DAY, DUE), (None, DUE + DAY)]
)
def test_the_later_of_plan_and_revised_target_decides_on_the_delay_notice(
    planned: date | None, revised: date, calendar: Calendar
) -> None:
    known = local_review(
        lcspr_decided_on=DECIDED,
        planned_publication_on=planned,
        revised_target_on=revised,
    )
    assert state_of(known, "DELAY_NOTICE", DECIDED, calendar) is State.RUNNING
