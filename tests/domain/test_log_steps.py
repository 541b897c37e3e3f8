from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.agencies import AgencyContact, Answer
from cspr_tui.domain.record.learning import ActionStatus, Rag
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.people import Purpose
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.action_progress import (
    ActionNotOpenError,
    action_done,
)
from cspr_tui.domain.steps.entries.agency_requests import (
    RequestAnsweredError,
    reminder_wording,
    request_answered,
    request_chased,
)
from cspr_tui.domain.steps.entries.log import (
    ContactBarredError,
    EmptyTextError,
    agency_contact_logged,
    bars_on,
    contact_logged,
    despite_words,
    note_logged,
)
from cspr_tui.domain.steps.step import NoSuchEntryError, Step
from tests.domain.deadline_queries import state_of
from tests.factories import (
    action,
    chaser,
    contact,
    person,
    request,
    restriction,
    review,
)

DAY = timedelta(days=1)
ON = date(2026, 11, 23)
FAMILY = review(people=(person("P1"), person("P2")), serial=40)
BARRED = replace(FAMILY, restrictions=(restriction("B1", from_on=ON),))
SAID = contact("", ON, Purpose.UPDATE, note="She asked when it ends.")


def test_a_contact_is_logged_under_the_next_number() -> None:
    after = contact_logged(SAID).apply(FAMILY)
    assert after.contacts == (replace(SAID, id="C41"),)
    assert after.serial == 41
    assert contact_logged(SAID).what == "Call with family logged"


def test_a_contact_with_someone_restricted_needs_its_reason() -> None:
    with pytest.raises(
        ContactBarredError, match=r"P1 is restricted \(B1 Police or CPS"
    ):
        contact_logged(SAID).apply(BARRED)
    despite = replace(SAID, despite="The officer agreed by phone")
    step = contact_logged(despite)
    assert step.apply(BARRED).contacts[0].despite == "The officer agreed by phone"
    assert step.why == "The officer agreed by phone"


def test_a_restriction_on_any_one_of_those_met_bars_the_contact() -> None:
    both = replace(SAID, persons=("P2", "P1"))
    assert [bar.id for bar in bars_on(BARRED, both)] == ["B1"]
    with pytest.raises(ContactBarredError):
        contact_logged(both).apply(BARRED)
    other = replace(SAID, persons=("P2",))
    assert bars_on(BARRED, other) == ()
    assert contact_logged(other).apply(BARRED).contacts


@pytest.mark.parametrize(("after", "barred"), [(-1, False), (0, True), (30, True)])
def test_a_restriction_bars_from_its_first_day(after: int, *, barred: bool) -> None:
    assert bool(bars_on(BARRED, replace(SAID, on=ON + after * DAY))) is barred


def test_what_stands_against_a_contact_is_said_in_one_line() -> None:
    bars = (restriction("B1"), restriction("B2"))
    said = "B1 Police or CPS hold and B2 Police or CPS hold"
    assert despite_words(bars) == said


def test_a_contact_with_nobody_of_the_review_is_refused() -> None:
    with pytest.raises(NoSuchEntryError, match="no P9"):
        contact_logged(replace(SAID, persons=("P9",))).apply(FAMILY)


def agency_call(note: str) -> AgencyContact:
    """Return a call with an invented trust."""
    return AgencyContact("", "Eastmere Trust", ON, note=note)


def test_agency_calls_and_notes_are_logged_under_their_own_letters() -> None:
    call = agency_contact_logged(agency_call("They search again."))
    after = note_logged(Note("", ON, "Rang twice.")).apply(call.apply(FAMILY))
    assert [entry.id for entry in after.agency_contacts] == ["I41"]
    assert [entry.id for entry in after.notes] == ["N42"]
    assert call.what == "Call with Eastmere Trust logged"


@pytest.mark.parametrize(
    "step",
    [
        contact_logged(replace(SAID, note=" \n")),
        agency_contact_logged(agency_call("")),
        note_logged(Note("", ON, "  ")),
    ],
    ids=lambda step: str(step.what),
)
def test_an_entry_that_says_nothing_is_refused(step: Step) -> None:
    with pytest.raises(EmptyTextError, match="no text to log"):
        step.apply(FAMILY)


def test_an_action_done_without_evidence_awaits_it() -> None:
    known = review(actions=(action("A1"), action("A2")))
    done = action_done("A1", ON, "ama").apply(known).actions
    assert (done[0].completed_on, done[0].status, done[0].rag) == (
        ON,
        ActionStatus.AWAITING_EVIDENCE,
        Rag.GREEN,
    )
    assert done[1] == known.actions[1]


def test_an_action_done_with_evidence_is_closed_and_blue() -> None:
    known = review(actions=(action("A1", due_on=ON),))
    (done,) = action_done("a1", ON, "ama", "Audit of 20 files").apply(known).actions
    assert (done.status, done.rag, done.closed_by, done.closed_on) == (
        ActionStatus.CLOSED,
        Rag.BLUE,
        "ama",
        ON,
    )
    assert done.impact_evidence == "Audit of 20 files"


@pytest.mark.parametrize("status", [ActionStatus.CLOSED, ActionStatus.SUPERSEDED])
def test_an_action_that_ended_is_not_done_again(status: ActionStatus) -> None:
    known = review(actions=(action("A1", status=status),))
    with pytest.raises(ActionNotOpenError, match=f"A1 is {status.value} already"):
        action_done("A1", ON, "ama").apply(known)


ASKED = review(requests=(request("R1", sent_on=ON - 20 * DAY),), serial=7)


def test_a_reminder_is_kept_with_its_request() -> None:
    after = request_chased("R1", chaser("", ON, next_on=ON + 3 * DAY)).apply(ASKED)
    assert [entry.id for entry in after.requests[0].chasers] == ["H8"]
    assert (after.serial, after.requests[0].escalated_on) == (8, None)


def test_a_reminder_to_someone_higher_escalates_the_request(
    calendar: Calendar,
) -> None:
    higher = chaser("", ON - 8 * DAY, escalated_to="Safeguarding lead")
    after = request_chased("R1", higher).apply(ASKED)
    assert after.requests[0].escalated_to == "Safeguarding lead"
    assert state_of(after, "AGY_ESC", ON, calendar) is State.MET


def test_a_second_escalation_does_not_make_the_first_one_late(
    calendar: Calendar,
) -> None:
    once = request_chased("R1", chaser("", ON - 8 * DAY, escalated_to="Lead")).apply(
        ASKED
    )
    twice = request_chased("R1", chaser("", ON, escalated_to="Chief executive")).apply(
        once
    )
    assert twice.requests[0].escalated_to == "Chief executive"
    assert twice.requests[0].escalated_on == ON - 8 * DAY
    assert state_of(twice, "AGY_ESC", ON, calendar) is State.MET


def test_what_was_answered_is_not_chased() -> None:
    known = request_answered("R1", Answer.NIL_RETURN, ON).apply(ASKED)
    with pytest.raises(RequestAnsweredError, match="answered R1 on 23 Nov 2026"):
        request_chased("R1", chaser("", ON)).apply(known)


def test_a_part_of_an_answer_can_be_chased_for_the_rest() -> None:
    known = request_answered("R1", Answer.PART, ON).apply(ASKED)
    assert request_chased("R1", chaser("", ON)).apply(known).requests[0].chasers


def test_the_words_of_a_reminder_name_nobody_of_the_family() -> None:
    known: Review = replace(ASKED, people=(person(),), alias="Kettle")
    said = reminder_wording(known, known.requests[0], ON)
    assert said.startswith(f"Review {known.ref}: on 03 November 2026 we asked Eastmere")
    assert "It was due on 23 November 2026." in said
    assert not any(word in said for word in ("Ama", "Testley", "Kettle"))
    assert "0 reminders so far" in said
    assert "asked Eastmere" in reminder_wording(known, request("R2"), None)


def test_every_refusal_is_one_sentence_with_its_full_stop() -> None:
    refusals: list[CsprError] = [EmptyTextError()]
    for step in (contact_logged(SAID), action_done("A9", ON, "ama")):
        with pytest.raises(CsprError) as refused:
            step.apply(BARRED)
        refusals.append(refused.value)
    assert all(str(refusal).rstrip(".").count(". ") == 0 for refusal in refusals)
