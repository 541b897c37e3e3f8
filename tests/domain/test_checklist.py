from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from cspr_tui.domain.dates.working_days import england
from cspr_tui.domain.deadlines.deadline import deadlines
from cspr_tui.domain.deadlines.rules import shipped_rules
from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.publication.checklist import (
    ChecklistItem,
    ChecklistState,
    checklist,
)
from cspr_tui.domain.record.agencies import Answer, Request, RequestType
from cspr_tui.domain.record.documents import ExportRecord
from cspr_tui.domain.record.oversight import (
    DelayReason,
    DelayRecord,
    Notice,
    NoticeAbout,
    Recipient,
    Signatory,
    SignOff,
)
from cspr_tui.domain.record.people import EngagementStatus
from cspr_tui.domain.record.proceedings import (
    Gate,
    Gated,
    ParallelProceeding,
    ProceedingType,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from tests import factories

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def items(review: Review) -> tuple[ChecklistItem, ...]:
    return checklist(review, deadlines(review, shipped_rules(), england(), DAY), DAY)


def marks(review: Review, what: str) -> list[tuple[str, str]]:
    return [(i.mark.label, i.then) for i in items(review) if i.what.startswith(what)]


def test_an_empty_review_says_of_each_thing_what_to_do_next() -> None:
    found = items(factories.local_review())
    assert all(item.then for item in found if item.mark is not ChecklistState.DONE)
    assert [i.what for i in found if i.mark is ChecklistState.DONE] == [
        "No gate holds publication"
    ]
    assert {i.what for i in found} >= {by.label for by in Signatory}


def test_a_gate_on_publication_stands_first_with_whom_to_ask() -> None:
    gate = Gate("G1", Gated.PUBLICATION, set_by="the CPS", asked_on=(DAY,))
    held = ParallelProceeding("Q1", ProceedingType.CRIMINAL, gates=(gate,))
    first = items(factories.local_review(proceedings=(held,)))[0]
    assert first.mark is ChecklistState.HOLD
    assert first.then == "ask the CPS whether it may go; last asked Mon 23 Nov 2026"
    never = replace(held, gates=(replace(gate, asked_on=(), set_by=""),))
    first = items(factories.local_review(proceedings=(never,)))[0]
    assert first.then == "ask whoever set it whether it may go; never asked"


def test_what_was_sent_signed_and_told_is_done_with_its_day() -> None:
    sent = Notice("C1", Recipient.OFSTED, NoticeAbout.PRE_PUBLICATION, DAY)
    signed = SignOff("S1", Signatory.LEGAL, DAY)
    told = DelayRecord(
        "D1",
        DelayReason.INQUEST,
        panel_told_on=DAY,
        sos_told_on=DAY,
        family_told_on=DAY,
    )
    review = factories.local_review(
        notices=(sent,), sign_offs=(signed,), delays=(told,)
    )
    assert marks(review, "Copy to Ofsted") == [("DONE", "")]
    assert marks(review, "Legal advice") == [("DONE", "")]
    assert marks(review, "Delay D1 told") == [("DONE", "")]
    untold = replace(told, sos_told_on=None, family_told_on=None)
    said = marks(factories.local_review(delays=(untold,)), "Delay D1")
    assert said == [("OPEN", "not yet to Secretary of State, family; a, Delay")]


def test_a_copy_not_sent_seven_working_days_before_is_late() -> None:
    review = factories.local_review(planned_publication_on=date(2026, 11, 27))
    assert marks(review, "Copy to National Panel")[0][0] == "LATE"
    later = factories.local_review(planned_publication_on=date(2027, 1, 27))
    assert marks(later, "Copy to National Panel")[0][0] == "OPEN"


def test_accuracy_checks_are_open_late_or_done() -> None:
    asked = Request("R1", "police", RequestType.ACCURACY_CHECK, due_on=DAY)
    late = replace(asked, id="R2", agency="school", due_on=date(2026, 11, 2))
    done = replace(asked, id="R3", agency="GP", answer=Answer.RECEIVED, received_on=DAY)
    gone = replace(asked, id="R4", agency="none", withdrawn_on=DAY)
    review = factories.local_review(requests=(asked, late, done, gone))
    found = [
        (i.mark.label, i.what)
        for i in items(review)
        if i.what.startswith("Accuracy check")
    ]
    assert found == [
        ("LATE", "Accuracy check: school"),
        ("OPEN", "Accuracy check: police"),
        ("DONE", "Accuracy check: GP"),
    ]
    undated = factories.local_review(requests=(replace(asked, due_on=None),))
    said = marks(undated, "Accuracy check: police")
    assert said == [("OPEN", "c on the Agencies tab chases")]


def test_a_cold_read_holds_until_the_report_is_changed() -> None:
    left = ExportRecord(
        "X1", AT, "a", "publication", "public", "n", "h", checker="M Obi", version=3
    )
    record = Change(4, AT, "a", "a", "Exported", edits=(Edit("exports/X1"),))
    review = factories.local_review(exports=(left,), history=(record,))
    assert marks(review, "Cold read: M Obi, Fri 20 Nov 2026") == [("DONE", "")]
    edit = replace(record, seq=5, edits=(Edit("sections/S1/text"),))
    review = replace(review, history=(record, edit))
    assert marks(review, "Cold read")[0][0] == "OPEN"
    board = replace(left, policy="board-pack")
    review = factories.local_review(exports=(board,))
    assert "v reads it" in marks(review, "Cold read")[0][1]


def test_promises_are_told_person_by_person() -> None:
    mother = factories.person()
    declined = factories.person("P2", engagement=EngagementStatus.DECLINED)
    review = factories.local_review(people=(mother, declined), stage=Stage.PUBLICATION)
    owed = [i for i in items(review) if i.what.startswith("P1 Mother")]
    assert [i.what for i in owed if i.mark is not ChecklistState.DONE]
    assert not [i for i in items(review) if i.what.startswith("P2")]
