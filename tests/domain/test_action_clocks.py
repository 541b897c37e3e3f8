from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State
from cspr_tui.domain.record.learning import ActionStatus
from tests.domain.deadline_queries import states
from tests.factories import action, review

DAY = timedelta(days=1)
SENT = date(2026, 9, 4)
DUE = date(2026, 9, 11)


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
