from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State, deadlines, partnership_deadlines
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.partnership import Partnership
from tests.domain.deadline_queries import states
from tests.factories import check, local_review

DAY = timedelta(days=1)
DECIDED = date(2026, 3, 31)
DUE = date(2026, 9, 30)


def test_every_check_of_time_and_quality_is_kept(
    rules: Rules, calendar: Calendar
) -> None:
    checks = (check("K1", DECIDED + 20 * DAY), check("K2", DECIDED + 60 * DAY))
    known = local_review(lcspr_decided_on=DECIDED, progress_checks=checks)
    seen = deadlines(known, rules, calendar, DECIDED + 70 * DAY)
    turns = {
        each.clock.subject: (each.state, each.due, each.clock.trigger)
        for each in seen
        if each.rule.id == "REG14_CHECK"
    }
    assert turns == {
        "K1": (State.MET, DECIDED + 28 * DAY, "lcspr_decided_on"),
        "K2": (State.MET_LATE, DECIDED + 48 * DAY, "progress_checks"),
        None: (State.RUNNING, DECIDED + 88 * DAY, "progress_checks"),
    }


def test_a_check_on_the_day_of_the_decision_is_the_first(
    rules: Rules, calendar: Calendar
) -> None:
    known = local_review(
        lcspr_decided_on=DECIDED, progress_checks=(check("K1", DECIDED),)
    )
    seen = deadlines(known, rules, calendar, DECIDED)
    turns = {e.clock.subject: e.state for e in seen if e.rule.id == "REG14_CHECK"}
    assert turns == {"K1": State.MET, None: State.RUNNING}


def test_a_check_before_the_decision_ends_no_turn(
    rules: Rules, calendar: Calendar
) -> None:
    known = local_review(
        lcspr_decided_on=DECIDED, progress_checks=(check("K1", DECIDED - DAY),)
    )
    seen = deadlines(known, rules, calendar, DECIDED)
    assert [e.due for e in seen if e.rule.id == "REG14_CHECK"] == [DECIDED + 28 * DAY]


def test_kept_checks_outlive_publication_and_no_new_one_is_owed(
    rules: Rules, calendar: Calendar
) -> None:
    known = local_review(
        lcspr_decided_on=DECIDED,
        progress_checks=(check("K1", DECIDED + 20 * DAY),),
        published_on=DUE,
    )
    seen = deadlines(known, rules, calendar, DUE + 200 * DAY)
    turns = {e.clock.subject: e.state for e in seen if e.rule.id == "REG14_CHECK"}
    assert turns == {"K1": State.MET, None: State.NOT_APPLICABLE}


def test_every_yearly_report_is_kept(rules: Rules, calendar: Calendar) -> None:
    made = (date(2024, 9, 30), date(2023, 9, 28), date(2025, 9, 12))
    known = Partnership(yearly_reports=made)
    seen = partnership_deadlines(known, rules, calendar, date(2026, 9, 1))
    yearly = {e.clock.subject: e.state for e in seen if e.rule.id == "YEARLY_REPORT"}
    assert yearly == {
        "2024-09-30": State.MET_LATE,
        "2025-09-12": State.MET,
        None: State.RUNNING,
    }


def test_a_report_entered_twice_counts_once(rules: Rules, calendar: Calendar) -> None:
    known = Partnership(yearly_reports=(DECIDED, DUE, DUE, DUE))
    seen = partnership_deadlines(known, rules, calendar, DUE)
    yearly = [e.clock.subject for e in seen if e.rule.id == "YEARLY_REPORT"]
    assert sorted(yearly, key=str) == ["2026-09-30", None]


def test_a_partnership_without_a_first_report_has_no_clock(
    rules: Rules, calendar: Calendar
) -> None:
    seen = partnership_deadlines(Partnership(), rules, calendar, DUE)
    assert {(e.rule.id, e.state, e.clock.ref) for e in seen} == {
        ("YEARLY_REPORT", State.NO_CLOCK, None),
        ("ACT_REPORT", State.NO_CLOCK, None),
    }


@pytest.mark.parametrize("ended", ["closed_on", "withdrawn_on", "published_on"])
def test_a_check_without_a_decision_is_missed_only_while_the_review_runs(
    ended: str, calendar: Calendar
) -> None:
    known = local_review(**{ended: DUE})
    day_before = states(known, DUE - DAY, calendar, "REG14_CHECK")
    assert day_before == {None: State.NO_CLOCK}
    assert states(known, DUE, calendar, "REG14_CHECK") == {None: State.NOT_APPLICABLE}
