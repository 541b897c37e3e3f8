from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspr_tui.domain.process.plausibility import (
    LABELS,
    MAY_LIE_AHEAD,
    date_order_warnings,
    date_warnings,
    day_warning,
    entry_date_warnings,
    review_date_warnings,
)
from tests.factories import review

DAY = timedelta(days=1)
ON = date(2026, 10, 5)
TODAY = date(2026, 11, 23)
every_date = pytest.mark.parametrize("field", LABELS)


def doubted(field: str, day: date) -> str:
    return day_warning(field, LABELS[field], day, TODAY)


@every_date
def test_only_what_is_planned_may_lie_ahead(field: str) -> None:
    assert bool(doubted(field, TODAY + DAY)) is (field not in MAY_LIE_AHEAD)
    assert doubted(field, TODAY) == ""


@every_date
def test_a_date_before_1990_is_warned_about(field: str) -> None:
    said = doubted(field, date(1989, 12, 31))
    assert said.endswith("is before 1990; check the year.")
    assert doubted(field, date(1990, 1, 1)) == ""


def test_a_parent_may_be_born_before_1990_but_nobody_tomorrow() -> None:
    assert day_warning("people.dob", "Date of birth", date(1971, 3, 4), TODAY) == ""
    said = day_warning("people.dob", "Date of birth", TODAY + DAY, TODAY)
    assert said == "Date of birth lies in the future; only record what has happened."


def test_a_meeting_may_lie_ahead_and_a_note_may_not() -> None:
    assert day_warning("meetings.on", "On", TODAY + DAY, TODAY) == ""
    assert day_warning("notes.on", "On", TODAY + DAY, TODAY) != ""


def test_a_date_before_the_incident_is_warned_about() -> None:
    known = review(incident_on=ON)
    (said,) = date_warnings(known, "la_aware_on", ON - DAY, TODAY)
    assert said == "Council became aware is before incident; check both."
    assert date_warnings(known, "la_aware_on", ON, TODAY) == ()


def test_a_date_is_compared_with_those_on_both_its_sides() -> None:
    known = review(la_aware_on=ON, rr_sent_on=ON + 5 * DAY)
    assert len(date_warnings(known, "sin_sent_on", ON - DAY, TODAY)) == 1
    assert len(date_warnings(known, "sin_sent_on", ON + 6 * DAY, TODAY)) == 1
    assert date_warnings(known, "sin_sent_on", ON + 3 * DAY, TODAY) == ()


def test_a_doubt_stands_beside_the_later_field_of_a_pair() -> None:
    days = {"incident_on": ON, "sin_sent_on": ON - DAY}
    ((field, said),) = review_date_warnings(days, TODAY)
    assert field == "sin_sent_on"
    assert said.startswith("Notification sent to National Panel is before incident")


def test_an_answer_before_its_request_is_warned_about() -> None:
    days = {"requests.sent_on": ON, "requests.received_on": ON - DAY}
    labels = {"requests.sent_on": "Sent on", "requests.received_on": "Received on"}
    ((name, said),) = entry_date_warnings(days, labels, TODAY)
    assert name == "requests.received_on"
    assert said == "Received on is before sent on; check both."


def test_every_pair_that_stands_the_wrong_way_round_is_named() -> None:
    wrong = review(
        incident_on=ON + DAY,
        la_aware_on=ON,
        sin_sent_on=ON - DAY,
        period_from=ON,
        period_to=ON - DAY,
    )
    assert [said.split(" is before")[0] for said in date_order_warnings(wrong)] == [
        "Council became aware",
        "Notification sent to National Panel",
        "Period under review to",
    ]
    assert date_order_warnings(review()) == ()
