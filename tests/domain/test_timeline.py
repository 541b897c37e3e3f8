from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from cspr_tui.domain.audit.timeline import contact_words, timeline
from cspr_tui.domain.record.agencies import AgencyContact, Answer
from cspr_tui.domain.record.oversight import Note, NoticeAbout, Recipient
from cspr_tui.domain.record.people import ContactOutcome, Purpose
from cspr_tui.domain.record.review import Review
from tests.domain.strategies import lived_reviews
from tests.factories import (
    answered,
    chaser,
    contact,
    notices,
    panel_meeting,
    person,
    request,
    review,
)

DAY = timedelta(days=1)
ON = date(2026, 11, 18)

WORKED = review(
    people=(person(),),
    contacts=(contact("C1", ON, Purpose.UPDATE, time="09:10", note="Rang her."),),
    agency_contacts=(AgencyContact("I2", "Eastmere Trust", ON, "14:00", by="ama"),),
    notes=(Note("N3", ON, "Thought about it.", by="ama"),),
    meetings=(
        panel_meeting("M4", ON - DAY),
        panel_meeting("M5", ON - 2 * DAY, cancelled_on=ON - 3 * DAY),
    ),
    requests=(
        answered(
            request("R6", sent_on=ON - 9 * DAY, chasers=(chaser("H7", ON - 4 * DAY),)),
            ON - 3 * DAY,
            Answer.NIL_RETURN,
        ),
    ),
    notices=notices(NoticeAbout.DELAY, ON + DAY, Recipient.NATIONAL_PANEL),
)


def test_the_work_on_a_review_is_told_newest_first() -> None:
    told = [(line.on, line.source, line.what) for line in timeline(WORKED)]
    assert told == [
        (ON + DAY, "Notice", "National Panel: reasons for delay"),
        (ON, "Eastmere Trust", "Call"),
        (ON, "Family", "Call, update on progress"),
        (ON, "Note", "Note"),
        (ON - DAY, "Meeting", "Review panel"),
        (ON - 2 * DAY, "Meeting", "Review panel cancelled"),
        (ON - 3 * DAY, "Eastmere Trust", "Scoping return: nil return"),
        (ON - 4 * DAY, "Eastmere Trust", "Scoping return chased"),
        (ON - 9 * DAY, "Eastmere Trust", "Scoping return asked for"),
    ]


def test_a_line_says_who_took_part_by_code_and_never_by_name() -> None:
    family = next(line for line in timeline(WORKED) if line.source == "Family")
    assert (family.who, family.entry, family.text) == ("P1", "C1", "Rang her.")
    assert not any("Testley" in line.what + line.who for line in timeline(WORKED))


def test_a_request_neither_sent_nor_answered_is_no_line() -> None:
    assert timeline(review(requests=(request(due_on=ON),))) == ()


def test_entries_of_one_day_without_a_time_stand_in_the_order_they_came() -> None:
    known = review(notes=tuple(Note(f"N{n}", ON, str(n)) for n in (9, 10, 11)))
    assert [line.text for line in timeline(known)] == ["11", "10", "9"]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (ContactOutcome.REACHED, "Call, told of the review"),
        (ContactOutcome.NO_ANSWER, "Call, told of the review, no answer"),
    ],
)
def test_a_contact_is_told_by_its_way_purpose_and_outcome(
    outcome: ContactOutcome, said: str
) -> None:
    assert contact_words(contact("C1", ON, Purpose.INFORM, outcome=outcome)) == said


def test_a_contact_for_nothing_in_particular_is_told_by_its_way() -> None:
    assert contact_words(contact("C1", ON, Purpose.OTHER)) == "Call"


@given(known=lived_reviews())
def test_no_contact_is_lost_and_no_day_stands_before_a_later_one(
    known: Review,
) -> None:
    told = timeline(known)
    assert all(one.on >= other.on for one, other in pairwise(told))
    entries = [line.entry for line in told if line.source == "Family"]
    assert sorted(entries) == sorted(entry.id for entry in known.contacts)
