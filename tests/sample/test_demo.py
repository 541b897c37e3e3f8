from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest
from stdnum.gb import nhs as nhs_number

from cspr_tui.domain.board.board_row import Row
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State, deadlines
from cspr_tui.domain.deadlines.rules import rules_of
from cspr_tui.domain.history.change import check_chain
from cspr_tui.domain.process.plausibility import date_order_warnings
from cspr_tui.domain.record.agencies import Answer
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.learning import ActionStatus
from cspr_tui.domain.record.oversight import DelayRecord
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.people import RestrictionType
from cspr_tui.domain.record.proceedings import Gate
from cspr_tui.domain.record.reference_codes import ALIASES, ALPHABET
from cspr_tui.domain.record.review import Review, ReviewKind, Status
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.codec import decode, encode
from cspr_tui.sample import AS_AT
from cspr_tui.sample.curated.case_reader import case_files
from cspr_tui.sample.curated.demo import demo

Curated = tuple[Partnership, tuple[Review, ...]]

PHONE = re.compile(r"\b0\d{4} ?\d{6}\b|\b0\d[\d ]{8,12}\d\b")
RESERVED = re.compile(r"07700 900\d{3}|01632 960\d{3}")
MAIL = re.compile(r"[\w.+-]+@([\w-]+\.[\w.-]+)")
HOST = re.compile(r"https?://([^/\s\"]+)")


def test_the_partnership_has_twelve_agencies_and_a_coordinator_who_left(
    curated: Curated,
) -> None:
    partnership, _ = curated
    assert partnership.name == "Northmere Safeguarding Children Partnership"
    assert len(partnership.agencies) == 12
    assert all(agency.officers for agency in partnership.agencies)
    initials = {c.initials for c in partnership.coordinators if not c.left_on}
    assert initials == {"JB", "MO", "SK"}
    assert [c.initials for c in partnership.coordinators if c.left_on] == ["PD"]


def test_the_demo_is_the_same_each_time_it_is_made(curated: Curated) -> None:
    assert demo() == curated


def test_every_history_leads_to_its_record(curated: Curated) -> None:
    records: list[Partnership | Review] = [curated[0], *curated[1]]
    for record in records:
        check_chain(record.history)
        assert record.version == len(record.history)


def test_nothing_is_signed_after_the_day_it_is_seen(curated: Curated) -> None:
    for review in curated[1]:
        days = [change.at.date() for change in review.history]
        assert days == sorted(days)
        assert days[-1] <= AS_AT


def test_every_review_survives_being_written_and_read(curated: Curated) -> None:
    for review in curated[1]:
        assert decode(Review, encode(review)) == review


def test_references_aliases_and_public_codes_say_nothing_and_differ(
    curated: Curated,
) -> None:
    reviews = curated[1]
    codes = [code for r in reviews for code in (r.ref, r.public_code)]
    assert len(set(codes)) == 2 * len(reviews)
    assert all(len(code) == 5 and set(code) <= set(ALPHABET) for code in codes)
    aliases = [review.alias for review in reviews]
    assert len(set(aliases)) == len(aliases)
    assert set(aliases) <= set(ALIASES)
    assert [r.ref for r in reviews] == [path.stem for path in case_files()]


def test_every_id_is_used_once_in_a_review(curated: Curated) -> None:
    for review in curated[1]:
        ids = re.findall(r'"id": "([A-Z]\d+)"', _text(review))
        assert len(ids) == len(set(ids))
        assert review.serial == len(ids)


def test_dates_stand_in_the_order_of_the_process(curated: Curated) -> None:
    assert [date_order_warnings(review) for review in curated[1]] == [()] * len(
        curated[1]
    )


def test_the_deadlines_of_every_review_can_be_derived(
    curated: Curated, calendar: Calendar
) -> None:
    partnership, reviews = curated
    rules = rules_of(partnership.rules)
    for review in reviews:
        assert deadlines(review, rules, calendar, AS_AT)


def test_every_stage_and_every_kind_is_there(curated: Curated) -> None:
    reviews = curated[1]
    assert {review.stage for review in reviews} == set(Stage)
    assert {review.kind for review in reviews} == set(ReviewKind)
    assert {review.status for review in reviews} == set(Status)


def test_the_board_is_a_believable_monday_morning(rows: dict[str, Row]) -> None:
    active = [row for row in rows.values() if row.active]
    words = Counter(row.on(AS_AT).word for row in active)
    assert len(rows) >= 26
    assert 19 <= len(active) <= 22
    assert words["LATE"] == 4
    assert words["NO CLOCK"] == 1
    assert words["HOLD"] == 2
    assert words["SOON"] == 6
    assert words["OK"] == max(words.values())


def test_every_state_that_presses_is_on_the_board(rows: dict[str, Row]) -> None:
    leads = {
        row.clocks[seen.lead].on(AS_AT)
        for row in rows.values()
        if (seen := row.on(AS_AT)).lead >= 0
    }
    assert leads == {state for state in State if state.is_pending}


def test_7qxm4_is_late_and_nobody_was_told(rows: dict[str, Row]) -> None:
    row = rows["7QXM4"]
    late = {c.rule for c in row.clocks if c.on(AS_AT) is State.OVERDUE}
    assert row.on(AS_AT).word == "LATE"
    assert {"DELAY_NOTICE", "LCSPR_PUBLISH"} <= late


def test_what_was_met_late_stays_visible(curated: Curated, calendar: Calendar) -> None:
    partnership, reviews = curated
    rules = rules_of(partnership.rules)
    late = {
        deadline.rule.id
        for review in reviews
        for deadline in deadlines(review, rules, calendar, AS_AT)
        if deadline.state is State.MET_LATE
    }
    assert {"SIN_PANEL", "RR_SUBMIT", "CARE_LEAVER_DEATH", "ACT_DUE"} <= late


def test_restrictions_gates_delays_and_answers_of_each_kind_are_there(
    curated: Curated,
) -> None:
    reviews = curated[1]
    bars = {bar.type for review in reviews for bar in review.restrictions}
    assert bars == set(RestrictionType)
    gates: list[Gate] = [gate for review in reviews for gate in review.gates]
    assert {gate.is_open for gate in gates} == {True, False}
    assert {g.holds.value for g in gates} >= {
        "family_contact",
        "practitioner_event",
        "publication",
    }
    answers = {q.answer for review in reviews for q in review.requests}
    assert answers == set(Answer)
    delays: list[DelayRecord] = [d for review in reviews for d in review.delays]
    assert any(delay.panel_told_on for delay in delays)
    assert any(q.escalated_on for review in reviews for q in review.requests)


def test_actions_with_and_without_evidence_are_there(curated: Curated) -> None:
    actions = [action for review in curated[1] for action in review.actions]
    done = [action for action in actions if action.completed_on]
    assert {bool(action.impact_evidence) for action in done} == {True, False}
    assert ActionStatus.AWAITING_EVIDENCE in {action.status for action in actions}


def test_recommendations_come_back_to_the_same_themes(curated: Curated) -> None:
    themes = Counter(
        theme
        for review in curated[1]
        for theme in {t for r in review.recommendations for t in r.themes}
    )
    assert len([theme for theme, times in themes.items() if times > 1]) >= 4


def test_three_reviews_hold_a_whole_report(curated: Curated) -> None:
    whole = {
        review.ref: sum(len(section.text.split()) for section in review.sections)
        for review in curated[1]
        if {section.kind for section in review.sections} == set(SectionKind)
    }
    assert len(whole) >= 3
    assert whole["7QXM4"] >= 1500


def test_one_draft_names_somebody_who_is_not_recorded(curated: Curated) -> None:
    review = next(r for r in curated[1] if r.ref == "YGP9Z")
    text = " ".join(section.text for section in review.sections)
    recorded = " ".join(person.name for person in review.people)
    assert "Marcus Feltwell" in text
    assert "Feltwell" not in recorded


@pytest.mark.parametrize("ref", ["7QXM4", "T2N3Y"])
def test_a_draft_names_recorded_people_as_a_reviewer_would(
    curated: Curated, ref: str
) -> None:
    review = next(r for r in curated[1] if r.ref == ref)
    text = " ".join(section.text for section in review.sections)
    child, mother, *_ = review.people
    for wording in (child.forename, child.surname, mother.forename):
        assert wording in text
    assert any(phone in text for person in review.people for phone in person.phones)
    assert child.dob
    assert f"{child.dob.day} {child.dob:%B %Y}" in text


def test_only_numbers_and_domains_kept_for_examples_occur(curated: Curated) -> None:
    records: list[Partnership | Review] = [curated[0], *curated[1]]
    for text in map(_text, records):
        assert all(RESERVED.fullmatch(phone) for phone in PHONE.findall(text))
        hosts = chain(MAIL.findall(text), HOST.findall(text))
        assert {host.rstrip(".") for host in hosts} <= {
            "example.org",
            "www.example.org",
        }


def test_nhs_numbers_are_valid_and_from_the_test_range(curated: Curated) -> None:
    numbers = [p.nhs for review in curated[1] for p in review.people if p.nhs]
    assert len(numbers) == len(set(numbers))
    assert all(nhs_number.is_valid(number) for number in numbers)
    assert all(number.startswith("999") for number in numbers)


def _text(record: Partnership | Review) -> str:
    held = encode(record)
    held.pop("history")
    return _spelt(held)


def _spelt(held: object) -> str:
    if isinstance(held, dict):
        return "\n".join(f'"{key}": {_spelt(value)}' for key, value in held.items())
    if isinstance(held, list):
        return "\n".join(_spelt(item) for item in held)
    return f'"{held}"'
