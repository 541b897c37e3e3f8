"""What is looked at across reviews: returns, plans, days to avoid, the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import deadlines
from cspr_tui.domain.deadlines.rules import shipped_rules
from cspr_tui.domain.family.sensitive_dates import (
    near_contact,
    near_planned,
    near_publication,
)
from cspr_tui.domain.publication.countdown import publication_plan
from cspr_tui.domain.queries.chronology import Gap, merge_chronology
from cspr_tui.domain.queries.late_returns import by_agency, late_returns
from cspr_tui.domain.queries.open_actions import actions_needing_attention, held_reports
from cspr_tui.domain.queries.past_lessons import past_lessons
from cspr_tui.domain.queries.retention_due import retention_days
from cspr_tui.domain.queries.week import week_items, week_of
from cspr_tui.domain.queries.yearly import year_figures
from cspr_tui.domain.record.documents import ChronologyEntry
from cspr_tui.domain.record.duplicates import possible_duplicates
from cspr_tui.domain.record.learning import ActionStatus, Lesson, Recommendation
from cspr_tui.domain.record.oversight import BringBack, NoticeAbout, Recipient
from cspr_tui.domain.record.people import PersonRole, Purpose, SensitiveDate
from cspr_tui.domain.record.review import Review
from tests import factories
from tests.domain.strategies import LIVED

TODAY = date(2026, 11, 23)
WEEK = timedelta(days=7)


def told(review: Review, calendar: Calendar) -> list[str]:
    due = deadlines(review, shipped_rules(), calendar, TODAY)
    return [f"{i.on:%a} {i.kind} {i.what}" for i in week_items(review, due, TODAY)]


def test_a_late_return_is_counted_in_working_days(calendar: Calendar) -> None:
    asked = (
        factories.request("R1", due_on=date(2026, 11, 18), sent_on=TODAY - WEEK),
        factories.request("R2", due_on=TODAY, agency="Other Trust"),
    )
    review = factories.review(requests=asked)
    (late,) = late_returns(review, deadlines(review, shipped_rules(), calendar, TODAY))
    assert (late.agency, late.days_late) == ("Eastmere Trust", 3)


def test_a_nil_return_is_not_late(calendar: Calendar) -> None:
    asked = factories.request(due_on=TODAY - WEEK, answer="nil_return")
    review = factories.review(requests=(replace(asked, received_on=TODAY),))
    assert not late_returns(review, deadlines(review, shipped_rules(), calendar, TODAY))


def test_the_agency_that_owes_most_days_comes_first(calendar: Calendar) -> None:
    asked = tuple(
        factories.request(f"R{n}", agency=agency, due_on=TODAY - n * WEEK)
        for n, agency in enumerate(("Little Trust", "Great Trust", "Little Trust"), 1)
    )
    review = factories.review(requests=asked)
    due = deadlines(review, shipped_rules(), calendar, TODAY)
    found = by_agency(late_returns(review, due))
    assert [(a.agency, a.days_late) for a in found] == [
        ("Little Trust", 20),
        ("Great Trust", 10),
    ]


def entry(on: date, agency: str = "Eastmere Trust", time: str = "") -> ChronologyEntry:
    return ChronologyEntry(f"J{on:%d%m}", on, "Seen.", agency, time)


def test_entries_of_all_agencies_are_merged_and_gaps_marked() -> None:
    review = factories.review(
        chronology=(
            entry(date(2026, 3, 3)),
            entry(date(2026, 3, 1), "Mereland Police"),
        ),
        period_from=date(2026, 2, 1),
        period_to=date(2026, 3, 10),
    )
    assert merge_chronology(review) == (
        Gap(date(2026, 2, 1), date(2026, 3, 1)),
        review.chronology[1],
        review.chronology[0],
    )


@given(st.lists(LIVED, max_size=6))
def test_the_chronology_loses_no_entry_and_runs_forward(days: list[date]) -> None:
    entries = tuple(replace(entry(day), id=f"J{n}") for n, day in enumerate(days))
    found = merge_chronology(factories.review(chronology=entries))
    kept = [each for each in found if isinstance(each, ChronologyEntry)]
    assert sorted(e.id for e in kept) == sorted(e.id for e in entries)
    assert [e.on for e in found] == sorted(e.on for e in found)


def test_a_plan_says_who_needs_what_by_when(calendar: Calendar) -> None:
    day = date(2027, 1, 6)
    known = factories.local_review(
        people=(factories.person(),),
        notices=factories.notices(
            NoticeAbout.PRE_PUBLICATION, TODAY, Recipient.AGENCIES
        ),
        proceedings=factories.gated(factories.gate(set_by="CPS")),
    )
    plan = publication_plan(known, day, shipped_rules(), calendar)
    needs = {(need.whom, need.what): need for need in plan.needs}
    panel = needs[
        "National Panel, Secretary of State and Ofsted", "Report copy to Panel"
    ]
    assert panel.by == date(2026, 12, 23)
    assert ("P1 Mother", "Family told, has report") in needs
    agencies = needs["Agencies", "Copy of the report and the action plan"]
    assert agencies.done_on == TODAY
    assert plan.held_by == ("G1 set by CPS",)
    assert [n.by for n in plan.needs] == sorted(n.by for n in plan.needs)


def test_a_birthday_near_a_planned_contact_warns() -> None:
    child = factories.person(
        "P1", role=PersonRole.SUBJECT_CHILD, dob=date(2020, 11, 26)
    )
    mother = factories.person("P2", sensitive_dates=(SensitiveDate("Own", 12, 1),))
    planned = factories.contact(
        "C1", TODAY, Purpose.UPDATE, persons=("P2",), next_due_on=date(2026, 11, 27)
    )
    review = factories.local_review(people=(child, mother), contacts=(planned,))
    said = [near.sentence for near in near_planned(review, TODAY)]
    assert said == [
        "Contact on Fri 27 Nov 2026 is 1 day after Birthday (P1, 26 Nov).",
        "Contact on Fri 27 Nov 2026 is 4 days before Own (P2, 01 Dec).",
    ]
    assert not near_contact(review, ("P2",), date(2026, 11, 1))


def test_an_anniversary_over_new_year_and_on_29_february_is_found() -> None:
    kept = (SensitiveDate("Leap", 2, 29), SensitiveDate("Eve", 12, 31))
    review = factories.review(people=(factories.person(sensitive_dates=kept),))
    assert near_publication(review, date(2027, 1, 3))[0].on == date(2026, 12, 31)
    assert near_publication(review, date(2027, 3, 1))[0].on == date(2027, 2, 28)
    assert near_publication(review, date(2028, 3, 1))[0].on == date(2028, 2, 29)


def test_a_sensitive_date_that_is_no_date_is_passed_over() -> None:
    odd = (SensitiveDate("Odd", 13, 1),)
    review = factories.review(people=(factories.person(sensitive_dates=odd),))
    assert near_publication(review, TODAY) == ()


def child(name: str, **facts: object) -> Review:
    subject = factories.person(
        "P1", role=PersonRole.SUBJECT_CHILD, forename=name, **facts
    )
    return factories.review(ref=name.upper(), people=(subject,))


def test_the_same_child_under_another_spelling_is_likely_the_same() -> None:
    born = date(2020, 1, 4)
    found = possible_duplicates(
        child("Mohammed", dob=born), [child("Mohamed", dob=born)]
    )
    assert [(f.ref, f.same) for f in found] == [("MOHAMED", True)]
    assert "same date of birth" in found[0].why


def test_two_children_of_one_name_born_on_other_days_are_not() -> None:
    one = child("Ama", dob=date(2020, 1, 4))
    other = replace(child("Ama", dob=date(2012, 1, 4)), ref="OTHER")
    assert possible_duplicates(one, [other]) == ()


@pytest.mark.parametrize("field", ["nhs", "upn"])
def test_the_same_number_makes_the_same_child(field: str) -> None:
    found = possible_duplicates(
        child("Ama", **{field: "A 1"}), [child("Bo", **{field: "a1"})]
    )
    assert found[0].same


def test_a_sibling_is_found_by_the_address_and_a_reference_by_itself() -> None:
    home = ("1 Example Road",)
    one, other = child("Ama", addresses=home), child("Kofi", addresses=home)
    (found,) = possible_duplicates(one, [one, other])
    assert found.why == "its P1 (subject child) has the same address"
    marked = replace(one, sin_ref="SIN-1", incident_on=TODAY)
    again = replace(other, sin_ref="SIN-1", incident_on=TODAY, people=())
    assert [f.same for f in possible_duplicates(marked, [again])] == [True, False]


def test_earlier_recommendations_are_found_by_theme_first() -> None:
    recommended = (
        Recommendation("Q1", "1", "Ask about neglect in supervision."),
        Recommendation("Q2", "2", "See the child alone.", themes=("Neglect",)),
    )
    closed = factories.action(recommendation="Q2", status=ActionStatus.CLOSED)
    lesson = (Lesson("E1", "Nobody asked."),)
    review = factories.review(
        recommendations=recommended, actions=(closed,), lessons=lesson
    )
    found = past_lessons([review], ["NEGLECT"])
    assert [hit.entry for hit in found] == ["Q2", "Q1"]
    assert (found[0].came, found[1].came) == (
        "1 closed with evidence",
        "no action recorded",
    )
    assert [h.entry for h in past_lessons([review], ["nobody"])] == ["E1"]


def test_what_came_of_a_recommendation_is_counted() -> None:
    states = (ActionStatus.AWAITING_EVIDENCE, ActionStatus.ON_TRACK)
    actions = tuple(
        factories.action(f"A{n}", recommendation="Q1", status=state)
        for n, state in enumerate(states)
    )
    known = factories.review(
        recommendations=(Recommendation("Q1", "1", "Ask."),), actions=actions
    )
    (found,) = past_lessons([known], ["ask"])
    assert found.came == "1 complete without evidence, 1 not complete"


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert week_of(date(2026, 11, 29)) == (TODAY, date(2026, 11, 29))


def test_a_week_holds_meetings_actions_promises_and_days_to_look_again(
    calendar: Calendar,
) -> None:
    review = factories.local_review(
        meetings=(
            factories.panel_meeting("M1", TODAY, time="10:00"),
            factories.panel_meeting("M2", TODAY, cancelled_on=TODAY),
            factories.panel_meeting("M3", TODAY + WEEK),
        ),
        actions=(factories.action(due_on=TODAY),),
        bring_backs=(BringBack("U1", TODAY), BringBack("U2", TODAY, done_on=TODAY)),
        contacts=(factories.contact("C1", TODAY, Purpose.OTHER, next_due_on=TODAY),),
    )
    assert told(review, calendar) == [
        "Mon MEETING Review panel",
        "Mon ACTION A1 Change the form",
        "Mon CONTACT Contact planned with P1",
        "Mon LOOK AGAIN Look again",
    ]


def test_actions_that_want_somebody_say_why() -> None:
    actions = (
        factories.action("A1", due_on=TODAY - WEEK),
        factories.action("A2", status=ActionStatus.AWAITING_EVIDENCE),
        factories.action("A3"),
        factories.action("A4", due_on=TODAY),
        factories.action("A5", status=ActionStatus.CLOSED),
    )
    found = actions_needing_attention([factories.review(actions=actions)], TODAY)
    assert {a.action.id: a.word for a in found} == {
        "A1": "LATE",
        "A2": "NO EVIDENCE",
        "A3": "NO DATE",
    }


def test_a_held_report_says_when_it_was_last_asked() -> None:
    gate = factories.gate(set_by="CPS", asked_on=(TODAY - WEEK, TODAY))
    (held,) = held_reports(factories.review(proceedings=factories.gated(gate)))
    assert (held.gate, held.set_by, held.asked_on) == ("G1", "CPS", TODAY)


def test_a_year_online_and_a_decision_on_keeping_come_up() -> None:
    known = factories.review(
        published_on=TODAY,
        disposal_review_on=TODAY,
        retention_basis="35 years",
        legal_hold=True,
    )
    found = retention_days([known], TODAY, date(2027, 11, 23))
    assert [(k.on, k.held) for k in found] == [
        (TODAY, True),
        (date(2027, 11, 23), False),
    ]
    assert found[0].what == (
        "Decide on keeping the record (35 years), LEGAL HOLD: keep it"
    )


def test_a_year_is_counted_with_its_first_and_last_day(calendar: Calendar) -> None:
    late = factories.review(la_aware_on=date(2026, 1, 1), sin_sent_on=date(2026, 1, 31))
    timely = factories.review(la_aware_on=TODAY, sin_sent_on=TODAY)
    out = factories.local_review(
        lcspr_decided_on=date(2026, 5, 1), published_on=date(2026, 11, 1)
    )
    dated = [
        (r, deadlines(r, shipped_rules(), calendar, TODAY)) for r in (late, timely, out)
    ]
    found = {f.label: f for f in year_figures(dated, date(2026, 1, 31), TODAY)}
    assert found["Serious incident notifications"].value == 2
    assert found["  of them in time"].share == "100%"
    assert found["Months from decision to publication, median"].value == 6.0
    nothing = year_figures([], TODAY, TODAY)
    assert [f.value for f in nothing][:2] == [0, 0]
    assert {f.share for f in nothing} == {""}
