from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State
from cspr_tui.domain.record.agencies import Answer, RequestType
from tests.domain import independent_count
from tests.domain.deadline_queries import states, turns_of
from tests.factories import answered, chaser, request, review

DAY = timedelta(days=1)
SENT = date(2026, 9, 4)
DUE = date(2026, 9, 11)


@pytest.mark.parametrize("kind", RequestType)
def test_a_request_without_a_day_has_the_days_of_its_type(
    kind: RequestType, calendar: Calendar
) -> None:
    days = {
        "accuracy_check": 10,
        "reviewer_information": 10,
        **independent_count.RETURNS,
    }
    known = review(requests=(request(type=kind, sent_on=SENT),))
    found = turns_of(known, SENT, calendar, "AGY_DUE")["R1"]
    expected = independent_count.working_days_on(SENT, days.get(kind, 5))
    assert (found.due, found.clock.trigger, found.clock.trigger_on) == (
        expected,
        "sent_on",
        SENT,
    )


def test_the_day_set_on_a_request_stands(calendar: Calendar) -> None:
    sunday = date(2026, 9, 20)
    known = review(requests=(request(sent_on=SENT, due_on=sunday),))
    found = turns_of(known, SENT, calendar, "AGY_DUE")["R1"]
    assert (found.due, found.clock.offset, found.clock.trigger_on) == (
        sunday,
        None,
        SENT,
    )


def test_a_day_set_on_a_request_that_has_no_day_sent_says_so(
    calendar: Calendar,
) -> None:
    known = review(requests=(request(due_on=DUE),))
    found = turns_of(known, SENT, calendar, "AGY_DUE")["R1"]
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
    found = turns_of(known, date(2026, 9, 21), calendar, "AGY_CHASE")
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


@pytest.mark.parametrize("before", [0, 1])
def test_a_reminder_until_the_return_was_due_is_no_chase(
    before: int, calendar: Calendar
) -> None:
    early = chaser("K1", DUE - before * DAY, next_on=DUE + 60 * DAY)
    known = review(requests=(request(sent_on=SENT, chasers=(early,)),))
    found = turns_of(known, DUE + 4 * DAY, calendar, "AGY_CHASE")
    assert list(found) == ["R1"]
    assert (found["R1"].state, found["R1"].clock.trigger) == (State.OVERDUE, "AGY_DUE")


def test_chases_are_read_in_the_order_of_their_days(calendar: Calendar) -> None:
    chasers = (chaser("K1", date(2026, 9, 18)), chaser("K2", date(2026, 9, 14)))
    known = review(requests=(request(sent_on=SENT, chasers=chasers),))
    found = turns_of(known, date(2026, 9, 21), calendar, "AGY_CHASE")
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
