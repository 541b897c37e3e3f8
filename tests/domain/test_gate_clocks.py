from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State, deadlines
from cspr_tui.domain.deadlines.rules import rules_of
from tests.domain.deadline_queries import states, turns_of
from tests.factories import gate, gated, restriction, review

DAY = timedelta(days=1)
SENT = date(2026, 9, 4)
DUE = date(2026, 9, 11)


def test_every_time_a_gate_was_asked_about_is_kept(calendar: Calendar) -> None:
    asked = (SENT + 28 * DAY, SENT + 60 * DAY)
    known = review(proceedings=gated(gate(set_on=SENT, asked_on=asked)))
    found = turns_of(known, SENT + 61 * DAY, calendar, "GATE_REVIEW")
    assert {name: (each.state, each.clock.trigger) for name, each in found.items()} == {
        "G1-2026-10-02": (State.MET, "set_on"),
        "G1-2026-11-03": (State.MET_LATE, "asked_on"),
        "G1": (State.RUNNING, "asked_on"),
    }


def test_asking_twice_on_one_day_is_one_turn(calendar: Calendar) -> None:
    asked = (SENT + 20 * DAY, SENT + 20 * DAY)
    known = review(proceedings=gated(gate(set_on=SENT, asked_on=asked)))
    found = deadlines(known, rules_of(()), calendar, SENT + 30 * DAY)
    names = [e.clock.subject for e in found if e.rule.id == "GATE_REVIEW"]
    assert sorted(names, key=str) == ["G1", "G1-2026-09-24"]


def test_a_gate_with_no_day_set_counts_from_the_first_time_of_asking(
    calendar: Calendar,
) -> None:
    known = review(proceedings=gated(gate(asked_on=(SENT,))))
    found = turns_of(known, SENT, calendar, "GATE_REVIEW")
    assert {name: each.due for name, each in found.items()} == {"G1": SENT + 28 * DAY}


def test_the_day_agreed_for_asking_stands_before_the_interval(
    calendar: Calendar,
) -> None:
    agreed = SENT + 60 * DAY
    known = review(proceedings=gated(gate(set_on=SENT, review_on=agreed)))
    found = turns_of(known, SENT, calendar, "GATE_REVIEW")["G1"]
    assert (found.due, found.clock.offset) == (agreed, None)


@pytest.mark.parametrize("after", [0, 3])
def test_a_day_agreed_falls_away_once_they_were_asked(
    after: int, calendar: Calendar
) -> None:
    agreed = SENT + 20 * DAY
    asked = agreed + after * DAY
    held = gate(set_on=SENT, review_on=agreed, asked_on=(asked,))
    known = review(proceedings=gated(held))
    found = turns_of(known, asked, calendar, "GATE_REVIEW")["G1"]
    assert (found.state, found.due) == (State.RUNNING, asked + 28 * DAY)


def test_a_day_agreed_while_asking_stands(calendar: Calendar) -> None:
    asked, agreed = SENT + 20 * DAY, SENT + 90 * DAY
    held = gate(set_on=SENT, review_on=agreed, asked_on=(asked,))
    known = review(proceedings=gated(held))
    assert turns_of(known, asked, calendar, "GATE_REVIEW")["G1"].due == agreed


def test_a_gate_with_no_date_at_all_has_no_clock(calendar: Calendar) -> None:
    known = review(proceedings=gated(gate()))
    assert states(known, SENT, calendar, "GATE_REVIEW") == {"G1": State.NO_CLOCK}


def test_a_gate_with_only_a_day_agreed_is_due_on_it(calendar: Calendar) -> None:
    known = review(proceedings=gated(gate(review_on=SENT)))
    found = turns_of(known, SENT, calendar, "GATE_REVIEW")["G1"]
    assert (found.state, found.clock.trigger) == (State.DUE_TODAY, "review_on")


def test_a_cleared_gate_is_not_asked_about_again(calendar: Calendar) -> None:
    held = gate(set_on=SENT, asked_on=(SENT + DAY,), cleared_on=SENT + 9 * DAY)
    known = review(proceedings=gated(held, gate("G2", cleared_on=SENT)))
    found = states(known, SENT + 90 * DAY, calendar, "GATE_REVIEW")
    assert found == {
        "G1-2026-09-05": State.MET,
        "G1": State.NOT_APPLICABLE,
        "G2": State.NOT_APPLICABLE,
    }


def test_a_dated_restriction_is_asked_about_too(calendar: Calendar) -> None:
    known = review(restrictions=(restriction("B3", from_on=SENT),))
    found = states(known, SENT + 29 * DAY, calendar, "GATE_REVIEW")
    assert found == {"B3": State.OVERDUE}


def test_a_restriction_with_only_a_day_agreed_is_due_on_it(calendar: Calendar) -> None:
    known = review(restrictions=(restriction("B3", review_on=SENT),))
    found = states(known, SENT + DAY, calendar, "GATE_REVIEW")
    assert found == {"B3": State.OVERDUE}


def test_a_restriction_without_any_date_is_never_asked_about(
    calendar: Calendar,
) -> None:
    known = review(restrictions=(restriction("B3"),))
    assert states(known, SENT, calendar, "GATE_REVIEW") == {}


def test_a_lifted_restriction_is_not_asked_about(calendar: Calendar) -> None:
    known = review(restrictions=(restriction("B3", from_on=SENT, lifted_on=SENT),))
    found = states(known, SENT + 90 * DAY, calendar, "GATE_REVIEW")
    assert found == {"B3": State.NOT_APPLICABLE}
