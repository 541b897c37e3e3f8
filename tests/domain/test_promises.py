from __future__ import annotations

from datetime import date

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import deadlines
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.family.promises import (
    PromiseState,
    owed_without_date,
    promise_counts,
    promises,
)
from cspr_tui.domain.record.documents import ReportSection, SectionKind
from cspr_tui.domain.record.oversight import DelayReason, DelayRecord, Reviewer
from cspr_tui.domain.record.people import (
    ContactOutcome,
    EngagementStatus,
    FamilyContact,
    Person,
    PersonRole,
    Purpose,
)
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage

MOTHER = Person("P1", PersonRole.MOTHER, forename="Tamsin", surname="Vale")
DAY = date(2026, 11, 20)


def case(stage: Stage = Stage.SET_UP, **facts: object) -> Review:
    named: dict[str, object] = {"people": (MOTHER,), "kind": ReviewKind.LCSPR} | facts
    return Review("7QXM4", stage=stage, **named)  # type: ignore[arg-type] # facts by name


def told(purpose: Purpose, outcome: ContactOutcome = ContactOutcome.REACHED) -> Review:
    contact = FamilyContact("C1", ("P1",), DAY, purpose=purpose, outcome=outcome)
    return case(contacts=(contact,))


def states(review: Review) -> dict[str, PromiseState]:
    found = promises(review, review.people[0], ())
    return {promise.label: promise.state for promise in found}


@pytest.mark.parametrize(
    ("purpose", "label"),
    [
        (Purpose.LEAFLET, "Leaflet given"),
        (Purpose.INVITE, "Invited to meet the lead reviewer"),
        (Purpose.MEETING, "Met the lead reviewer"),
        (Purpose.LEARNING_SHARED, "Key learning shared"),
        (Purpose.REPORT_GIVEN, "Copy of the report"),
        (Purpose.PRE_PUBLICATION, "Told before publication"),
        (Purpose.POST_PUBLICATION, "Told what changed"),
    ],
)
def test_a_contact_keeps_the_promise_it_was_for(purpose: Purpose, label: str) -> None:
    assert states(told(purpose))[label] is PromiseState.KEPT


def test_a_call_that_was_not_answered_keeps_nothing() -> None:
    review = told(Purpose.LEAFLET, ContactOutcome.NO_ANSWER)
    assert states(review)["Leaflet given"] is PromiseState.OWED


def test_what_is_recorded_elsewhere_keeps_promises_too() -> None:
    review = case(
        reviewers=(Reviewer("W1", "Dr Ada Example", appointed_on=DAY),),
        sections=(ReportSection("Z1", SectionKind.FAMILY, "She told us."),),
        delays=(DelayRecord("Y1", DelayReason.INQUEST, family_told_on=DAY),),
    )
    kept = {label for label, state in states(review).items() if state == "kept"}
    assert kept == {
        "Lead reviewer named",
        "Experience in the report",
        "Told of the delay",
    }


def test_without_a_delay_nobody_need_be_told_of_one() -> None:
    assert states(case())["Told of the delay"] is PromiseState.NOT_NEEDED
    delayed = case(delays=(DelayRecord("Y1", DelayReason.INQUEST),))
    assert states(delayed)["Told of the delay"] is PromiseState.OWED


def test_a_promise_is_not_owed_before_its_stage() -> None:
    assert states(case())["Told before publication"] is PromiseState.NOT_YET
    late = case(Stage.PUBLICATION)
    assert states(late)["Told before publication"] is PromiseState.OWED


def test_someone_who_declined_is_owed_nothing() -> None:
    declined = Person("P1", PersonRole.FATHER, engagement=EngagementStatus.DECLINED)
    found = states(case(Stage.CLOSURE, people=(declined,)))
    assert set(found.values()) == {PromiseState.NOT_NEEDED}


def test_a_promise_says_until_when(rules: Rules, calendar: Calendar) -> None:
    review = case(lcspr_decided_on=date(2026, 11, 2))
    found = promises(review, MOTHER, deadlines(review, rules, calendar, DAY))
    (leaflet,) = [p for p in found if p.label == "Leaflet given"]
    assert leaflet.due == date(2026, 11, 16)
    assert promise_counts(found) == "0 kept, 3 owed"


def test_what_is_owed_without_a_deadline_is_told_by_what_comes_first() -> None:
    named = case(reviewers=(Reviewer("V1", "Reva Stone"),))
    said = owed_without_date(named, ())
    assert said == "P1 Mother: Leaflet given, 1 more"
    left = owed_without_date(named, {("FAM_INFORM", "P1"), ("PUB", None)})
    assert left == "P1 Mother: Invited to meet the lead reviewer"


def test_nothing_is_owed_where_all_is_kept_or_not_wanted() -> None:
    assert owed_without_date(case(Stage.REFERRAL), ()) == ""
    declined = Person("P1", PersonRole.MOTHER, engagement=EngagementStatus.DECLINED)
    assert owed_without_date(case(people=(declined,)), ()) == ""
