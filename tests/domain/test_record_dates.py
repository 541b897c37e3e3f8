from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State, deadlines
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.deadlines.shifts import DeadlineShift, deadline_shifts
from cspr_tui.domain.record.date_fields import (
    RECORDED,
    NotARecordedDateError,
    with_date,
)
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.steps.review.record_dates import date_recorded
from cspr_tui.domain.steps.step import ChangedMeanwhileError
from tests.domain.strategies import lived_reviews
from tests.factories import local_review, review

DAY = timedelta(days=1)
ON = date(2026, 3, 31)
TODAY = date(2026, 11, 23)
# Set by steps of their own, which ask for a reason.
ELSEWHERE = {"withdrawn_on", "closed_on"}

every_date = pytest.mark.parametrize("field", RECORDED)


def test_every_date_of_a_review_can_be_recorded() -> None:
    dates = {f.name for f in fields(Review) if f.type == "date | None"}
    assert set(RECORDED) | ELSEWHERE == dates


@every_date
def test_a_date_is_recorded_and_taken_out_again(field: str) -> None:
    known = date_recorded(field, ON, None).apply(review())
    assert known == with_date(review(), field, ON)
    assert date_recorded(field, None, ON).apply(known) == review()


def test_a_recorded_date_is_named_with_its_day_and_reason() -> None:
    step = date_recorded("la_aware_on", ON, None, "Strategy minutes")
    assert (step.what, step.why) == (
        "Council became aware: Tue 31 Mar 2026",
        "Strategy minutes",
    )
    out = date_recorded("la_aware_on", None, ON)
    assert out.what == "Council became aware: taken out"


@pytest.mark.parametrize("field", ["alias", "history", "people", "withdrawn_on", ""])
def test_what_is_no_recorded_date_is_refused(field: str) -> None:
    with pytest.raises(NotARecordedDateError, match="is not a date of a review"):
        date_recorded(field, ON, None)


@pytest.mark.parametrize(
    ("held", "said"), [(ON + DAY, "Wed 01 Apr 2026"), (None, "taken out")]
)
def test_a_date_that_changed_meanwhile_is_not_overwritten(
    held: date | None, said: str
) -> None:
    step = date_recorded("la_aware_on", ON + 9 * DAY, ON)
    with pytest.raises(ChangedMeanwhileError, match=said):
        step.apply(review(la_aware_on=held))


def test_two_who_record_the_same_day_do_not_clash() -> None:
    step = date_recorded("la_aware_on", ON, None)
    assert step.apply(review(la_aware_on=ON)) == review(la_aware_on=ON)


def test_recording_the_decision_shows_which_clocks_begin(
    rules: Rules, calendar: Calendar
) -> None:
    only = {name: rules[name] for name in ("LCSPR_PUBLISH", "INIT_NOTICE")}
    before = local_review()
    after = with_date(before, "lcspr_decided_on", ON)
    assert deadline_shifts(before, after, only, calendar) == (
        DeadlineShift("Publish report", None, date(2026, 9, 30)),
        DeadlineShift("Tell Panel of review", None, date(2026, 4, 9)),
    )


def test_recording_what_ends_a_clock_shows_it_done(
    rules: Rules, calendar: Calendar
) -> None:
    only = {name: rules[name] for name in ("SIN_PANEL", "RR_SUBMIT")}
    before = review(la_aware_on=ON)
    after = with_date(before, "sin_sent_on", ON + DAY)
    due = date(2026, 4, 9)
    assert deadline_shifts(before, after, only, calendar) == (
        DeadlineShift("Notify National Panel", due, due, done=True),
        DeadlineShift("Rapid review to Panel", None, date(2026, 4, 24)),
    )


def test_recording_publication_shows_what_falls_away(
    rules: Rules, calendar: Calendar
) -> None:
    only = {"INIT_NOTICE": rules["INIT_NOTICE"]}
    before = local_review(lcspr_decided_on=ON)
    after = with_date(before, "published_on", ON + 90 * DAY)
    gone = DeadlineShift("Tell Panel of review", date(2026, 4, 9), None)
    assert deadline_shifts(before, after, only, calendar) == (gone,)


@given(known=lived_reviews())
def test_nothing_changed_moves_nothing(
    calendar: Calendar, rules: Rules, known: Review
) -> None:
    assert deadline_shifts(known, known, rules, calendar) == ()


@given(known=lived_reviews(), days=st.integers(-40, 40))
def test_a_move_names_a_day_that_the_deadlines_have(
    calendar: Calendar, rules: Rules, known: Review, days: int
) -> None:
    after = with_date(known, "la_aware_on", ON + days * DAY)
    before_days = {e.due for e in deadlines(known, rules, calendar, ON)}
    after_days = {e.due for e in deadlines(after, rules, calendar, ON)}
    for move in deadline_shifts(known, after, rules, calendar):
        assert move.old in before_days | {None}
        assert move.new in after_days | {None}


@pytest.mark.parametrize("field", ["published_on", "rr_sent_on", "withdrawn_on"])
def test_a_duty_does_not_fall_away_before_the_day_that_ends_it(
    field: str, rules: Rules, calendar: Calendar
) -> None:
    known = local_review(
        kind=ReviewKind.LCSPR, la_aware_on=ON, sin_sent_on=ON, lcspr_decided_on=ON
    )
    ended = with_date(known, field, ON + 300 * DAY)
    day = ON + 299 * DAY

    def late(each: Review, on: date) -> set[str]:
        seen = deadlines(each, rules, calendar, on)
        return {e.rule.id for e in seen if e.state is State.OVERDUE}

    assert late(ended, day) == late(known, day)
    assert late(ended, day + DAY) < late(known, day + DAY)
