from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State, deadlines
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.agencies import Answer
from cspr_tui.domain.record.incident import IncidentType
from cspr_tui.domain.record.oversight import NoticeAbout, Recipient
from cspr_tui.domain.record.people import Purpose
from cspr_tui.domain.record.review import RapidReviewOutcome, ReviewKind
from cspr_tui.domain.record.stage import Stage
from tests.domain.deadline_queries import BOTH, state_of
from tests.factories import (
    answered,
    contact,
    gate,
    gated,
    local_review,
    notices,
    person,
    request,
    review,
    with_facts,
)

DAY = timedelta(days=1)
DECIDED = date(2026, 3, 31)
DUE = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("kind", "applies"),
    [
        (ReviewKind.REFERRAL_ONLY, {"SIN_PANEL"}),
        (ReviewKind.RAPID_REVIEW, {"SIN_PANEL", "SIN_PARTNERS"}),
        (ReviewKind.LCSPR, {"SIN_PANEL", "SIN_PARTNERS"}),
        (ReviewKind.NATIONAL, {"SIN_PANEL", "SIN_PARTNERS"}),
        (ReviewKind.OTHER_LOCAL, set()),
        (ReviewKind.LAC_DEATH, {"LAC_DEATH"}),
        (ReviewKind.CARE_LEAVER, {"CARE_LEAVER_DEATH"}),
    ],
)
def test_the_kind_says_which_notifications_are_owed(
    kind: ReviewKind, applies: set[str], rules: Rules, calendar: Calendar
) -> None:
    known = review(kind=kind, la_aware_on=DECIDED, stage=Stage.NOTIFICATION)
    seen = deadlines(known, rules, calendar, DECIDED)
    assert {each.rule.id for each in seen if each.state.is_pending} == applies


@pytest.mark.parametrize(
    ("flag", "rule"),
    [("looked_after", "LAC_DEATH"), ("care_leaver", "CARE_LEAVER_DEATH")],
)
def test_a_flag_owes_its_notice_only_after_a_death(
    flag: str, rule: str, calendar: Calendar
) -> None:
    known = review(**{flag: True, "la_aware_on": DECIDED})
    died = replace(known, incident_type=IncidentType.DEATH)
    harmed = replace(known, incident_type=IncidentType.SERIOUS_HARM)
    assert state_of(died, rule, DECIDED, calendar).is_pending
    assert state_of(harmed, rule, DECIDED, calendar) is State.NOT_APPLICABLE


@pytest.mark.parametrize("rule", ["LAC_DEATH", "CARE_LEAVER_DEATH"])
def test_a_death_without_the_flag_owes_no_such_notice(
    rule: str, calendar: Calendar
) -> None:
    died = review(la_aware_on=DECIDED, incident_type=IncidentType.DEATH)
    assert state_of(died, rule, DECIDED, calendar) is State.NOT_APPLICABLE


def test_a_care_leavers_death_leads_to_no_rapid_review(calendar: Calendar) -> None:
    known = review(kind=ReviewKind.CARE_LEAVER, stage=Stage.RAPID_REVIEW)
    for rule in ("RR_SUBMIT", "RR_MEET", "PANEL_REPLY"):
        assert state_of(known, rule, DECIDED, calendar) is State.NOT_APPLICABLE


def test_a_notification_once_sent_asks_for_a_rapid_review_of_any_kind(
    calendar: Calendar,
) -> None:
    sent = review(kind=ReviewKind.OTHER_LOCAL, sin_sent_on=DECIDED)
    assert state_of(sent, "RR_SUBMIT", DECIDED, calendar) is State.RUNNING


def test_a_rapid_review_without_a_decision_owes_no_report(calendar: Calendar) -> None:
    closing = review(
        stage=Stage.CLOSURE,
        rr_outcome=RapidReviewOutcome.NO_FURTHER,
        people=(person(),),
    )
    for rule in ("LCSPR_PUBLISH", "INIT_NOTICE", "REG14_CHECK", "FAM_INFORM"):
        assert state_of(closing, rule, DECIDED, calendar) is State.NOT_APPLICABLE


def test_an_outcome_for_a_local_review_without_its_decision_is_no_clock(
    calendar: Calendar,
) -> None:
    meant = review(stage=Stage.INITIATION, rr_outcome=RapidReviewOutcome.LCSPR)
    for rule in ("LCSPR_PUBLISH", "INIT_NOTICE", "REG14_CHECK"):
        assert state_of(meant, rule, DECIDED, calendar) is State.NO_CLOCK


def test_a_rapid_review_met_without_its_trigger_is_no_clock(calendar: Calendar) -> None:
    sent = review(stage=Stage.PANEL_RESPONSE, rr_sent_on=DECIDED)
    assert state_of(sent, "RR_SUBMIT", DECIDED, calendar) is State.NO_CLOCK


@pytest.mark.parametrize("rule", ["RR_RETURNS", "RR_MEET", "RR_SIGN"])
def test_a_milestone_not_kept_falls_away_once_the_rapid_review_is_sent(
    rule: str, calendar: Calendar
) -> None:
    sent = review(sin_sent_on=DECIDED, rr_sent_on=DECIDED + 20 * DAY)
    seen = state_of(sent, rule, DECIDED + 40 * DAY, calendar)
    assert seen is State.NOT_APPLICABLE


ALL_THREE = {*BOTH, Recipient.OFSTED}


@pytest.mark.parametrize("left_out", sorted(ALL_THREE))
def test_notice_of_the_review_needs_all_three(
    left_out: Recipient, calendar: Calendar
) -> None:
    told = notices(NoticeAbout.INITIATION, DECIDED, *(ALL_THREE - {left_out}))
    known = local_review(lcspr_decided_on=DECIDED, notices=told)
    assert state_of(known, "INIT_NOTICE", DECIDED, calendar) is State.DUE_SOON


@pytest.mark.parametrize("left_out", BOTH)
def test_the_copy_before_publication_needs_both(
    left_out: Recipient, calendar: Calendar
) -> None:
    told = notices(NoticeAbout.PRE_PUBLICATION, DECIDED, *({*BOTH} - {left_out}))
    known = local_review(planned_publication_on=DUE, notices=told)
    assert state_of(known, "PREPUB_COPY", DUE, calendar) is State.OVERDUE


ENDED = [
    ("SIN_PARTNERS", "la_aware_on", "rr_sent_on"),
    ("PANEL_REPLY", "rr_sent_on", "published_on"),
    ("INIT_NOTICE", "lcspr_decided_on", "published_on"),
    ("DELAY_NOTICE", "lcspr_decided_on", "published_on"),
    ("REG14_CHECK", "lcspr_decided_on", "published_on"),
]


@pytest.mark.parametrize(("rule", "trigger", "until"), ENDED)
def test_an_unmet_duty_falls_away_once_it_can_help_no_more(
    rule: str, trigger: str, until: str, calendar: Calendar
) -> None:
    known = local_review(**{trigger: DECIDED})
    assert state_of(known, rule, DUE + 90 * DAY, calendar) is State.OVERDUE
    ended = with_facts(known, {until: DUE})
    assert state_of(ended, rule, DUE + 90 * DAY, calendar) is State.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("rule", "trigger"),
    [
        ("SIN_PANEL", "la_aware_on"),
        ("RR_SUBMIT", "sin_sent_on"),
        ("NSPCC_DEPOSIT", "published_on"),
        ("PREPUB_COPY", "planned_publication_on"),
    ],
)
def test_a_duty_that_still_stands_outlives_publication(
    rule: str, trigger: str, calendar: Calendar
) -> None:
    known = local_review(**{"published_on": DECIDED, trigger: DECIDED})
    assert state_of(known, rule, DUE, calendar) is State.OVERDUE


def test_a_closed_review_keeps_its_missed_duties_and_no_repeating_clock(
    rules: Rules, calendar: Calendar
) -> None:
    closed = local_review(
        la_aware_on=DECIDED,
        sin_sent_on=DECIDED,
        lcspr_decided_on=DECIDED,
        closed_on=DUE,
        people=(person(),),
        contacts=(contact("C1", DECIDED, Purpose.INFORM),),
        proceedings=gated(gate(set_on=DECIDED)),
    )
    seen = deadlines(closed, rules, calendar, DUE + 90 * DAY)
    stands = {each.rule.id: each.state for each in seen}
    for rule in ("REG14_CHECK", "FAM_SILENCE", "GATE_REVIEW"):
        assert stands[rule] is State.NOT_APPLICABLE
    assert stands["RR_SUBMIT"] is State.OVERDUE
    assert stands["SIN_PANEL"] is State.MET


def test_returns_are_in_with_the_last_scoping_answer(calendar: Calendar) -> None:
    one = answered(request("R1"), DECIDED)
    other = answered(request("R2"), DECIDED + 2 * DAY, Answer.NIL_RETURN)
    silent = request("R3")
    known = review(sin_sent_on=DECIDED, requests=(one, other))
    assert state_of(known, "RR_RETURNS", DECIDED + DAY, calendar) is State.DUE_SOON
    assert state_of(known, "RR_RETURNS", DECIDED + 2 * DAY, calendar) is State.MET
    waiting = replace(known, requests=(one, other, silent))
    assert state_of(waiting, "RR_RETURNS", DUE, calendar) is State.OVERDUE
    dropped = replace(silent, withdrawn_on=DECIDED)
    without = replace(known, requests=(one, other, dropped))
    assert state_of(without, "RR_RETURNS", DUE, calendar) is State.MET


def test_a_day_recorded_for_all_returns_stands_before_the_requests(
    calendar: Calendar,
) -> None:
    known = review(
        sin_sent_on=DECIDED, rr_returns_on=DECIDED, requests=(request("R1"),)
    )
    assert state_of(known, "RR_RETURNS", DECIDED, calendar) is State.MET


def test_a_deposit_may_be_known_by_its_notice(calendar: Calendar) -> None:
    told = notices(NoticeAbout.DEPOSIT, DECIDED, Recipient.NSPCC)
    known = local_review(published_on=DECIDED, notices=told)
    assert state_of(known, "NSPCC_DEPOSIT", DECIDED, calendar) is State.MET
