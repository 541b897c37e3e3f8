from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State
from cspr_tui.domain.record.agencies import Meeting, MeetingType
from cspr_tui.domain.record.people import PersonRole, Purpose
from tests.domain.deadline_queries import states
from tests.factories import contact, local_review, panel_meeting, person

DAY = timedelta(days=1)
DECIDED = date(2026, 9, 1)
MET_ON = date(2026, 10, 6)
FAMILY = (person("P1"), person("P2", role=PersonRole.FATHER))


def test_each_meeting_owes_each_person_an_update(calendar: Calendar) -> None:
    known = local_review(
        people=FAMILY,
        meetings=(panel_meeting("M1", MET_ON), panel_meeting("M2", MET_ON + 30 * DAY)),
        contacts=(contact("C1", MET_ON + 2 * DAY, Purpose.UPDATE),),
    )
    found = states(known, MET_ON + 3 * DAY, calendar, "FAM_UPDATE")
    assert found == {
        "M1-P1": State.MET,
        "M1-P2": State.DUE_SOON,
        "M2-P1": State.NOT_STARTED,
        "M2-P2": State.NOT_STARTED,
    }


def test_an_update_before_the_meeting_is_not_one_after_it(calendar: Calendar) -> None:
    known = local_review(
        people=FAMILY[:1],
        meetings=(panel_meeting("M1", MET_ON),),
        contacts=(contact("C1", MET_ON - DAY, Purpose.UPDATE),),
    )
    found = states(known, MET_ON + 30 * DAY, calendar, "FAM_UPDATE")
    assert found == {"M1-P1": State.OVERDUE}


@pytest.mark.parametrize(
    "purpose", [Purpose.UPDATE, Purpose.MEETING, Purpose.DELAY_NOTICE]
)
def test_news_of_any_kind_is_an_update(purpose: Purpose, calendar: Calendar) -> None:
    known = local_review(
        people=FAMILY[:1],
        meetings=(panel_meeting("M1", MET_ON),),
        contacts=(contact("C1", MET_ON, purpose),),
    )
    found = states(known, MET_ON, calendar, "FAM_UPDATE")
    assert found == {"M1-P1": State.MET}


@pytest.mark.parametrize(
    "meeting",
    [
        panel_meeting("M1", MET_ON, cancelled_on=MET_ON),
        Meeting("M1", MeetingType.LEARNING_EVENT, MET_ON),
        Meeting("M1", MeetingType.RAPID_REVIEW, MET_ON),
    ],
)
def test_a_cancelled_or_other_meeting_owes_no_update(
    meeting: Meeting, calendar: Calendar
) -> None:
    known = local_review(people=FAMILY, meetings=(meeting,))
    assert states(known, MET_ON + 30 * DAY, calendar, "FAM_UPDATE") == {}


def test_updates_end_with_publication(calendar: Calendar) -> None:
    known = local_review(
        people=FAMILY[:1],
        meetings=(panel_meeting("M1", MET_ON),),
        published_on=MET_ON + DAY,
    )
    found = states(known, MET_ON + 30 * DAY, calendar, "FAM_UPDATE")
    assert found == {"M1-P1": State.NOT_APPLICABLE}
