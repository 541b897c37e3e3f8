from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cspr_tui.domain.agencies import Answer, RequestType
from cspr_tui.domain.deadlines import Deadline, State, deadlines
from cspr_tui.domain.learning import ActionStatus
from cspr_tui.domain.review import Review
from cspr_tui.domain.rules import rules_of
from cspr_tui.domain.working_days import Calendar
from tests.domain import independent
from tests.factories import (
    action,
    answered,
    chaser,
    gate,
    gated,
    request,
    restriction,
    review,
)

DAY = timedelta(days=1)
SENT = date(2026, 9, 4)
DUE = date(2026, 9, 11)


def seen(
    known: Review, day: date, calendar: Calendar, rule: str
) -> dict[str | None, Deadline]:
    """Return one rule's deadlines by subject."""
    return {
        each.clock.subject: each
        for each in deadlines(known, rules_of(()), calendar, day)
        if each.rule.id == rule
    }


def states(
    known: Review, day: date, calendar: Calendar, rule: str
) -> dict[str | None, State]:
    """Return how one rule stands, by subject."""
    return {name: each.state for name, each in seen(known, day, calendar, rule).items()}


# Returns


@pytest.mark.parametrize("kind", RequestType)
def test_a_request_without_a_day_has_the_days_of_its_type(
    kind: RequestType, calendar: Calendar
) -> None:
    days = {"accuracy_check": 10, "reviewer_information": 10, **independent.RETURNS}
    known = review(requests=(request(type=kind, sent_on=SENT),))
    found = seen(known, SENT, calendar, "AGY_DUE")["R1"]
    expected = independent.working_days_on(SENT, days.get(kind, 5))
    assert (found.due, found.clock.trigger, found.clock.trigger_on) == (
        expected,
        "sent_on",
        SENT,
    )


def test_the_day_set_on_a_request_stands(calendar: Calendar) -> None:
    sunday = date(2026, 9, 20)
    known = review(requests=(request(sent_on=SENT, due_on=sunday),))
    found = seen(known, SENT, calendar, "AGY_DUE")["R1"]
    assert (found.due, found.clock.offset, found.clock.trigger_on) == (
        sunday,
        None,
        SENT,
    )


def test_a_day_set_on_a_request_that_has_no_day_sent_says_so(
    calendar: Calendar,
) -> None:
    known = review(requests=(request(due_on=DUE),))
    found = seen(known, SENT, calendar, "AGY_DUE")["R1"]
    assert (found.clock.trigger, found.clock.trigger_on) == ("due_on", DUE)


def test_a_request_not_sent_has_not_begun(calendar: Calendar) -> None:
    known = review(requests=(request(),))
    assert states(known, SENT, calendar, "AGY_DUE") == {"R1": State.NOT_STARTED}
    assert states(known, SENT, calendar, "AGY_CHASE") == {}
    assert states(known, SENT, calendar, "AGY_ESC") == {}


@pytest.mark.parametrize("answer", Answer)
def test_a_nil_return_is_an_answer_and_silence_or_a_part_is_not(
    answer: Answer, calendar: Calendar
) -> None:
    known = review(requests=(answered(request(sent_on=SENT), DUE, answer),))
    whole = answer in {Answer.RECEIVED, Answer.NIL_RETURN}
    found = states(known, DUE + DAY, calendar, "AGY_DUE")
    assert found == {"R1": State.MET if whole else State.OVERDUE}


def test_a_withdrawn_request_waits_for_nothing(calendar: Calendar) -> None:
    known = review(requests=(request(sent_on=SENT, withdrawn_on=DUE),))
    for rule in ("AGY_DUE", "AGY_CHASE", "AGY_ESC"):
        found = states(known, DUE + 30 * DAY, calendar, rule)
        assert found == {"R1": State.NOT_APPLICABLE}


# Chasing and escalating


def test_nobody_is_chased_on_the_day_itself(calendar: Calendar) -> None:
    known = review(requests=(request(sent_on=SENT),))
    assert states(known, DUE, calendar, "AGY_CHASE") == {"R1": State.NOT_STARTED}
    assert states(known, DUE + DAY, calendar, "AGY_CHASE") == {"R1": State.DUE_SOON}
    monday = DUE + 3 * DAY
    assert states(known, monday, calendar, "AGY_CHASE") == {"R1": State.DUE_TODAY}


def test_every_chase_is_kept_and_says_what_it_was_counted_from(
    calendar: Calendar,
) -> None:
    chasers = (
        chaser("K1", date(2026, 9, 14)),
        chaser("K2", date(2026, 9, 18), next_on=date(2026, 10, 1)),
    )
    known = review(requests=(request(sent_on=SENT, chasers=chasers),))
    found = seen(known, date(2026, 9, 21), calendar, "AGY_CHASE")
    assert {
        name: (
            each.state,
            each.clock.trigger,
            each.clock.trigger_on,
            each.clock.offset,
            each.due,
        )
        for name, each in found.items()
    } == {
        "R1-K1": (State.MET, "AGY_DUE", DUE, 1, date(2026, 9, 14)),
        "R1-K2": (
            State.MET_LATE,
            "chasers",
            date(2026, 9, 14),
            3,
            date(2026, 9, 17),
        ),
        "R1": (
            State.RUNNING,
            "chasers",
            date(2026, 9, 18),
            None,
            date(2026, 10, 1),
        ),
    }


def test_a_reminder_before_the_return_was_due_is_no_chase(calendar: Calendar) -> None:
    early = chaser("K1", DUE - DAY, next_on=DUE + 60 * DAY)
    known = review(requests=(request(sent_on=SENT, chasers=(early,)),))
    found = seen(known, DUE + 4 * DAY, calendar, "AGY_CHASE")
    assert list(found) == ["R1"]
    assert (found["R1"].state, found["R1"].clock.trigger) == (State.OVERDUE, "AGY_DUE")


def test_chases_are_read_in_the_order_of_their_days(calendar: Calendar) -> None:
    chasers = (chaser("K1", date(2026, 9, 18)), chaser("K2", date(2026, 9, 14)))
    known = review(requests=(request(sent_on=SENT, chasers=chasers),))
    found = seen(known, date(2026, 9, 21), calendar, "AGY_CHASE")
    assert found["R1-K2"].clock.trigger == "AGY_DUE"
    assert found["R1"].clock.trigger_on == date(2026, 9, 18)


def test_kept_chases_outlive_the_answer_and_none_is_owed(calendar: Calendar) -> None:
    asked = request(sent_on=SENT, chasers=(chaser("K1", date(2026, 9, 15)),))
    known = review(requests=(answered(asked, date(2026, 9, 16)),))
    found = states(known, date(2026, 9, 30), calendar, "AGY_CHASE")
    assert found == {"R1-K1": State.MET_LATE, "R1": State.NOT_APPLICABLE}
    escalation = states(known, date(2026, 9, 30), calendar, "AGY_ESC")
    assert escalation == {"R1": State.NOT_APPLICABLE}


def test_an_escalated_request_is_not_chased_and_still_late(calendar: Calendar) -> None:
    known = review(requests=(request(sent_on=SENT, escalated_on=date(2026, 9, 18)),))
    day = date(2026, 9, 30)
    assert states(known, day, calendar, "AGY_CHASE") == {"R1": State.NOT_APPLICABLE}
    assert states(known, day, calendar, "AGY_ESC") == {"R1": State.MET}
    assert states(known, day, calendar, "AGY_DUE") == {"R1": State.OVERDUE}


def test_each_request_has_its_own_clocks(calendar: Calendar) -> None:
    known = review(
        requests=(
            request("R1", sent_on=SENT),
            request("R2", sent_on=SENT, type=RequestType.CHRONOLOGY),
        )
    )
    found = states(known, DUE + DAY, calendar, "AGY_DUE")
    assert found == {"R1": State.OVERDUE, "R2": State.RUNNING}


# Gates and restrictions


def test_every_time_a_gate_was_asked_about_is_kept(calendar: Calendar) -> None:
    asked = (SENT + 28 * DAY, SENT + 60 * DAY)
    known = review(proceedings=gated(gate(set_on=SENT, asked_on=asked)))
    found = seen(known, SENT + 61 * DAY, calendar, "GATE_REVIEW")
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
    found = seen(known, SENT, calendar, "GATE_REVIEW")
    assert {name: each.due for name, each in found.items()} == {"G1": SENT + 28 * DAY}


def test_the_day_agreed_for_asking_stands_before_the_interval(
    calendar: Calendar,
) -> None:
    agreed = SENT + 60 * DAY
    known = review(proceedings=gated(gate(set_on=SENT, review_on=agreed)))
    found = seen(known, SENT, calendar, "GATE_REVIEW")["G1"]
    assert (found.due, found.clock.offset) == (agreed, None)


@pytest.mark.parametrize("after", [0, 3])
def test_a_day_agreed_falls_away_once_they_were_asked(
    after: int, calendar: Calendar
) -> None:
    agreed = SENT + 20 * DAY
    asked = agreed + after * DAY
    held = gate(set_on=SENT, review_on=agreed, asked_on=(asked,))
    known = review(proceedings=gated(held))
    found = seen(known, asked, calendar, "GATE_REVIEW")["G1"]
    assert (found.state, found.due) == (State.RUNNING, asked + 28 * DAY)


def test_a_day_agreed_while_asking_stands(calendar: Calendar) -> None:
    asked, agreed = SENT + 20 * DAY, SENT + 90 * DAY
    held = gate(set_on=SENT, review_on=agreed, asked_on=(asked,))
    known = review(proceedings=gated(held))
    assert seen(known, asked, calendar, "GATE_REVIEW")["G1"].due == agreed


def test_a_gate_with_no_date_at_all_has_no_clock(calendar: Calendar) -> None:
    known = review(proceedings=gated(gate()))
    assert states(known, SENT, calendar, "GATE_REVIEW") == {"G1": State.NO_CLOCK}


def test_a_gate_with_only_a_day_agreed_is_due_on_it(calendar: Calendar) -> None:
    known = review(proceedings=gated(gate(review_on=SENT)))
    found = seen(known, SENT, calendar, "GATE_REVIEW")["G1"]
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


# Actions


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (ActionStatus.NOT_STARTED, State.OVERDUE),
        (ActionStatus.ON_TRACK, State.OVERDUE),
        (ActionStatus.AT_RISK, State.OVERDUE),
        (ActionStatus.AWAITING_EVIDENCE, State.OVERDUE),
        (ActionStatus.CLOSED, State.NOT_APPLICABLE),
        (ActionStatus.SUPERSEDED, State.NOT_APPLICABLE),
    ],
)
def test_an_action_without_a_day_it_ended_is_late_unless_closed_or_superseded(
    status: ActionStatus, state: State, calendar: Calendar
) -> None:
    known = review(actions=(action(due_on=SENT, status=status),))
    assert states(known, SENT + DAY, calendar, "ACT_DUE") == {"A1": state}


def test_an_open_action_without_a_day_has_no_clock(calendar: Calendar) -> None:
    known = review(actions=(action(),))
    assert states(known, SENT, calendar, "ACT_DUE") == {"A1": State.NO_CLOCK}


def test_a_closed_action_that_never_had_a_day_is_no_alarm(calendar: Calendar) -> None:
    done = action(completed_on=SENT, status=ActionStatus.CLOSED)
    known = review(actions=(done,))
    assert not states(known, SENT, calendar, "ACT_DUE")["A1"].is_pending


def test_an_action_closed_late_stays_late(calendar: Calendar) -> None:
    done = action(due_on=SENT, closed_on=SENT + DAY, status=ActionStatus.CLOSED)
    known = review(actions=(done,))
    found = states(known, SENT + 400 * DAY, calendar, "ACT_DUE")
    assert found == {"A1": State.MET_LATE}


def test_completion_counts_before_closure(calendar: Calendar) -> None:
    done = action(due_on=SENT, completed_on=SENT, closed_on=SENT + 30 * DAY)
    known = review(actions=(done, replace(done, id="A2", completed_on=None)))
    found = states(known, SENT + 400 * DAY, calendar, "ACT_DUE")
    assert found == {"A1": State.MET, "A2": State.MET_LATE}
