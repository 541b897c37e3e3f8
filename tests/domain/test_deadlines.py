from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspr_tui.domain.deadlines import (
    Deadline,
    State,
    deadlines,
    on_day,
    partnership_deadlines,
    pressing,
    soon_from,
)
from cspr_tui.domain.oversight import NoticeAbout, Recipient
from cspr_tui.domain.partnership import LocalHoliday, Partnership, RuleOverride
from cspr_tui.domain.review import IncidentType, Kind, RapidReviewOutcome, Review
from cspr_tui.domain.rules import Rule, Rules, Unit, rules_of
from cspr_tui.domain.stage import Stage
from cspr_tui.domain.working_days import Calendar, england
from tests.domain import independent
from tests.domain.cases import BOTH, found
from tests.domain.strategies import lived_reviews
from tests.factories import (
    check,
    delay,
    local_review,
    notices,
    person,
    review,
    with_facts,
)

DAY = timedelta(days=1)
DECIDED = date(2026, 3, 31)
DUE = date(2026, 9, 30)

VECTORS = {
    "SIN over Christmas": ("SIN_PANEL", date(2023, 12, 22), date(2024, 1, 3)),
    "SIN over Easter": ("SIN_PANEL", date(2026, 4, 1), date(2026, 4, 10)),
    "SIN, substitute Boxing Day": (
        "SIN_PANEL",
        date(2026, 12, 21),
        date(2026, 12, 30),
    ),
    "SIN, two substitutes": ("SIN_PANEL", date(2027, 12, 20), date(2027, 12, 29)),
    "SIN, aware on a Saturday before the August holiday": (
        "SIN_PANEL",
        date(2026, 8, 29),
        date(2026, 9, 7),
    ),
    "RR over Easter": ("RR_SUBMIT", date(2026, 3, 20), date(2026, 4, 14)),
    "RR over Christmas and New Year": (
        "RR_SUBMIT",
        date(2026, 12, 10),
        date(2027, 1, 5),
    ),
    "RR, May bank holiday": ("RR_SUBMIT", date(2026, 4, 27), date(2026, 5, 19)),
    "six months to a shorter month": (
        "LCSPR_PUBLISH",
        date(2026, 8, 31),
        date(2027, 2, 28),
    ),
    "six months, leap year": ("LCSPR_PUBLISH", date(2023, 8, 31), date(2024, 2, 29)),
    "six months": ("LCSPR_PUBLISH", DECIDED, DUE),
    "seven working days before, over Easter": (
        "PREPUB_COPY",
        date(2026, 4, 13),
        date(2026, 3, 31),
    ),
    "seven working days before, over New Year": (
        "PREPUB_COPY",
        date(2027, 1, 6),
        date(2026, 12, 23),
    ),
    "twelve months online": ("ONLINE_MIN", date(2024, 2, 29), date(2025, 2, 28)),
}
TRIGGERS = {
    "SIN_PANEL": "la_aware_on",
    "RR_SUBMIT": "sin_sent_on",
    "LCSPR_PUBLISH": "lcspr_decided_on",
    "PREPUB_COPY": "planned_publication_on",
    "ONLINE_MIN": "published_on",
}


def state_of(review: Review, rule: str, day: date, calendar: Calendar) -> State:
    """Return how a rule as shipped stands."""
    return found(review, rule, day, rules_of(()), calendar).state


@pytest.mark.parametrize(("rule", "start", "due"), VECTORS.values(), ids=VECTORS)
def test_the_vector_of_the_notes_holds(
    rule: str, start: date, due: date, rules: Rules, calendar: Calendar
) -> None:
    triggered = local_review(**{TRIGGERS[rule]: start})
    assert found(triggered, rule, start, rules, calendar).due == due
    assert independent.due(rule, start) == due


def test_six_months_that_end_on_a_sunday_are_not_moved_but_say_when_to_act(
    calendar: Calendar,
) -> None:
    assert date(2027, 2, 28).weekday() == 6
    assert calendar.last_worked(date(2027, 2, 28)) == date(2027, 2, 26)


# Late and told, late and silent


def test_late_with_nobody_told_is_overdue(calendar: Calendar) -> None:
    late = local_review(lcspr_decided_on=DECIDED)
    assert state_of(late, "LCSPR_PUBLISH", DUE + DAY, calendar) is State.OVERDUE


@pytest.mark.parametrize(
    "told", [{"panel_told_on": DUE}, {"sos_told_on": DUE}, {"family_told_on": DUE}]
)
def test_late_with_only_one_told_is_overdue(
    told: dict[str, date], calendar: Calendar
) -> None:
    late = local_review(lcspr_decided_on=DECIDED, delays=(with_facts(delay(), told),))
    assert state_of(late, "LCSPR_PUBLISH", DUE + DAY, calendar) is State.OVERDUE


def test_late_with_both_told_is_overdue_and_notified(
    rules: Rules, calendar: Calendar
) -> None:
    told = delay(panel_told_on=DUE - 9 * DAY, sos_told_on=DUE - 3 * DAY)
    late = local_review(lcspr_decided_on=DECIDED, delays=(told,))
    seen = found(late, "LCSPR_PUBLISH", DUE + 7 * DAY, rules, calendar)
    assert (seen.state, seen.days_left) == (State.OVERDUE_NOTIFIED, -7)
    assert seen.clock.notified_on == DUE - 3 * DAY


def test_both_may_be_told_by_notices_and_by_different_records(
    calendar: Calendar,
) -> None:
    late = local_review(
        lcspr_decided_on=DECIDED,
        delays=(delay("D1", panel_told_on=DUE),),
        notices=notices(NoticeAbout.DELAY, DUE, Recipient.SECRETARY_OF_STATE),
    )
    seen = state_of(late, "LCSPR_PUBLISH", DUE + DAY, calendar)
    assert seen is State.OVERDUE_NOTIFIED


def test_a_notice_about_something_else_does_not_tell_of_a_delay(
    calendar: Calendar,
) -> None:
    sent = notices(NoticeAbout.INITIATION, DECIDED, *BOTH)
    late = local_review(lcspr_decided_on=DECIDED, notices=sent)
    assert state_of(late, "LCSPR_PUBLISH", DUE + DAY, calendar) is State.OVERDUE


def test_telling_tomorrow_is_not_telling_today(calendar: Calendar) -> None:
    told = delay(panel_told_on=DUE, sos_told_on=DUE + 5 * DAY)
    late = local_review(lcspr_decided_on=DECIDED, delays=(told,))
    assert state_of(late, "LCSPR_PUBLISH", DUE + 4 * DAY, calendar) is State.OVERDUE
    told_by_then = state_of(late, "LCSPR_PUBLISH", DUE + 5 * DAY, calendar)
    assert told_by_then is State.OVERDUE_NOTIFIED


def test_being_told_in_time_does_not_make_a_running_clock_late(
    calendar: Calendar,
) -> None:
    told = delay(panel_told_on=DECIDED, sos_told_on=DECIDED)
    early = local_review(lcspr_decided_on=DECIDED, delays=(told,))
    assert state_of(early, "LCSPR_PUBLISH", DUE, calendar) is State.DUE_TODAY


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_only_the_six_months_are_ever_late_and_notified(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    for seen in deadlines(known, rules, calendar, today):
        if seen.state is State.OVERDUE_NOTIFIED:
            assert seen.rule.id == "LCSPR_PUBLISH"


# Statutory dates stand still


@given(
    target=st.dates(date(2026, 4, 1), date(2028, 1, 1)),
    told=st.dates(date(2026, 4, 1), date(2028, 1, 1)),
)
def test_no_delay_or_revised_target_moves_a_statutory_date(
    calendar: Calendar, rules: Rules, target: date, told: date
) -> None:
    plain = local_review(
        la_aware_on=DECIDED, sin_sent_on=DECIDED, lcspr_decided_on=DECIDED
    )
    late = replace(
        plain,
        revised_target_on=target,
        planned_publication_on=target,
        delays=(
            delay(
                old_target_on=DUE,
                new_target_on=target,
                panel_told_on=told,
                sos_told_on=told,
            ),
        ),
    )
    for rule in ("SIN_PANEL", "RR_SUBMIT", "LCSPR_PUBLISH", "DELAY_NOTICE"):
        before = found(plain, rule, DUE, rules, calendar).due
        assert found(late, rule, DUE, rules, calendar).due == before


def test_the_delay_notice_is_off_while_the_plan_keeps_the_six_months(
    calendar: Calendar,
) -> None:
    planned = local_review(lcspr_decided_on=DECIDED, planned_publication_on=DUE)
    assert state_of(planned, "DELAY_NOTICE", DUE, calendar) is State.NOT_APPLICABLE


def test_the_delay_notice_is_on_once_the_plan_is_a_day_over(
    calendar: Calendar,
) -> None:
    planned = local_review(lcspr_decided_on=DECIDED, planned_publication_on=DUE + DAY)
    assert state_of(planned, "DELAY_NOTICE", DECIDED, calendar) is State.RUNNING


def test_the_delay_notice_is_on_while_nothing_is_planned(calendar: Calendar) -> None:
    unplanned = local_review(lcspr_decided_on=DECIDED)
    assert state_of(unplanned, "DELAY_NOTICE", DECIDED, calendar) is State.RUNNING


def test_a_plan_without_a_decision_does_not_silence_the_missing_clock(
    calendar: Calendar,
) -> None:
    undecided = local_review(planned_publication_on=DUE)
    assert state_of(undecided, "DELAY_NOTICE", DECIDED, calendar) is State.NO_CLOCK


# What applies to which review


@pytest.mark.parametrize(
    ("kind", "applies"),
    [
        (Kind.REFERRAL_ONLY, {"SIN_PANEL"}),
        (Kind.RAPID_REVIEW, {"SIN_PANEL", "SIN_PARTNERS"}),
        (Kind.LCSPR, {"SIN_PANEL", "SIN_PARTNERS"}),
        (Kind.NATIONAL, {"SIN_PANEL", "SIN_PARTNERS"}),
        (Kind.OTHER_LOCAL, set()),
        (Kind.LAC_DEATH, {"LAC_DEATH"}),
        (Kind.CARE_LEAVER, {"CARE_LEAVER_DEATH"}),
    ],
)
def test_the_kind_says_which_notifications_are_owed(
    kind: Kind, applies: set[str], rules: Rules, calendar: Calendar
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


def test_a_care_leavers_death_leads_to_no_rapid_review(calendar: Calendar) -> None:
    known = review(kind=Kind.CARE_LEAVER, stage=Stage.RAPID_REVIEW)
    for rule in ("RR_SUBMIT", "RR_MEET", "PANEL_REPLY"):
        assert state_of(known, rule, DECIDED, calendar) is State.NOT_APPLICABLE


def test_a_notification_once_sent_asks_for_a_rapid_review_of_any_kind(
    calendar: Calendar,
) -> None:
    sent = review(kind=Kind.OTHER_LOCAL, sin_sent_on=DECIDED)
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


def test_notice_of_the_review_needs_all_three(calendar: Calendar) -> None:
    told = notices(NoticeAbout.INITIATION, DECIDED, *BOTH)
    known = local_review(lcspr_decided_on=DECIDED, notices=told)
    assert state_of(known, "INIT_NOTICE", DECIDED, calendar) is State.DUE_SOON


def test_a_deposit_may_be_known_by_its_notice(calendar: Calendar) -> None:
    told = notices(NoticeAbout.DEPOSIT, DECIDED, Recipient.NSPCC)
    known = local_review(published_on=DECIDED, notices=told)
    assert state_of(known, "NSPCC_DEPOSIT", DECIDED, calendar) is State.MET


# Completed cycles


def test_every_check_of_time_and_quality_is_kept(
    rules: Rules, calendar: Calendar
) -> None:
    checks = (check("K1", DECIDED + 20 * DAY), check("K2", DECIDED + 60 * DAY))
    known = local_review(lcspr_decided_on=DECIDED, progress_checks=checks)
    seen = deadlines(known, rules, calendar, DECIDED + 70 * DAY)
    turns = {
        each.clock.subject: (each.state, each.due, each.clock.trigger)
        for each in seen
        if each.rule.id == "REG14_CHECK"
    }
    assert turns == {
        "K1": (State.MET, DECIDED + 28 * DAY, "lcspr_decided_on"),
        "K2": (State.MET_LATE, DECIDED + 48 * DAY, "progress_checks"),
        None: (State.RUNNING, DECIDED + 88 * DAY, "progress_checks"),
    }


def test_kept_checks_outlive_publication_and_no_new_one_is_owed(
    rules: Rules, calendar: Calendar
) -> None:
    known = local_review(
        lcspr_decided_on=DECIDED,
        progress_checks=(check("K1", DECIDED + 20 * DAY),),
        published_on=DUE,
    )
    seen = deadlines(known, rules, calendar, DUE + 200 * DAY)
    turns = {e.clock.subject: e.state for e in seen if e.rule.id == "REG14_CHECK"}
    assert turns == {"K1": State.MET, None: State.NOT_APPLICABLE}


def test_every_yearly_report_is_kept(rules: Rules, calendar: Calendar) -> None:
    made = (date(2024, 9, 30), date(2023, 9, 28), date(2025, 9, 12))
    known = Partnership(yearly_reports=made)
    seen = partnership_deadlines(known, rules, calendar, date(2026, 9, 1))
    yearly = {e.clock.subject: e.state for e in seen if e.rule.id == "YEARLY_REPORT"}
    assert yearly == {
        "2024-09-30": State.MET_LATE,
        "2025-09-12": State.MET,
        None: State.RUNNING,
    }


def test_a_report_entered_twice_counts_once(rules: Rules, calendar: Calendar) -> None:
    known = Partnership(yearly_reports=(DECIDED, DUE, DUE, DUE))
    seen = partnership_deadlines(known, rules, calendar, DUE)
    yearly = [e.clock.subject for e in seen if e.rule.id == "YEARLY_REPORT"]
    assert sorted(yearly, key=str) == ["2026-09-30", None]


def test_a_partnership_without_a_first_report_has_no_clock(
    rules: Rules, calendar: Calendar
) -> None:
    seen = partnership_deadlines(Partnership(), rules, calendar, DUE)
    assert {(e.rule.id, e.state, e.clock.ref) for e in seen} == {
        ("YEARLY_REPORT", State.NO_CLOCK, None),
        ("ACT_REPORT", State.NO_CLOCK, None),
    }


# Order


def test_untold_and_overdue_comes_first_then_no_clock_then_dates(
    rules: Rules, calendar: Calendar
) -> None:
    known = local_review(
        stage=Stage.PRE_PUBLICATION,
        la_aware_on=DECIDED - 30 * DAY,
        lcspr_decided_on=DECIDED,
        delays=(delay(panel_told_on=DUE, sos_told_on=DUE),),
        progress_checks=(check("K1", DUE),),
    )
    seen = deadlines(known, rules, calendar, DUE + 2 * DAY)
    overdue = [e.rule.id for e in seen if e.state is State.OVERDUE]
    places = [e.state for e in seen]
    assert overdue == ["SIN_PANEL", "SIN_PARTNERS", "INIT_NOTICE"]
    assert places[: len(overdue)] == [State.OVERDUE] * 3
    missing = [e.rule.id for e in seen if e.state is State.NO_CLOCK]
    assert [e.rule.id for e in seen][3 : 3 + len(missing)] == missing
    assert "RR_SUBMIT" in missing
    assert places[3 + len(missing)] is State.OVERDUE_NOTIFIED


RANKS = {
    State.OVERDUE: 0,
    State.NO_CLOCK: 1,
    State.OVERDUE_NOTIFIED: 2,
    State.DUE_TODAY: 2,
    State.DUE_SOON: 2,
    State.RUNNING: 2,
    State.MET: 3,
    State.MET_LATE: 3,
    State.NOT_STARTED: 4,
    State.NOT_APPLICABLE: 5,
}


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_the_order_is_by_what_presses_and_then_by_date(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    def key(seen: Deadline) -> tuple[int, date]:
        return RANKS[seen.state], seen.due or date.max

    found_ones = deadlines(known, rules, calendar, today)
    assert all(key(a) <= key(b) for a, b in pairwise(found_ones))
    assert list(found_ones) == sorted(found_ones, key=pressing)


# What holds for any review


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_reference_rule_and_subject_name_one_deadline(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    seen = deadlines(known, rules, calendar, today)
    names = [(e.clock.ref, e.rule.id, e.clock.subject) for e in seen]
    assert len(names) == len(set(names))


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_a_state_fits_its_dates(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    for seen in deadlines(known, rules, calendar, today):
        met_on, due = seen.clock.met_on, seen.due
        if seen.state in {State.OVERDUE, State.OVERDUE_NOTIFIED}:
            assert due is not None
            assert due < today
            assert seen.days_left is not None
            assert seen.days_left <= 0
        if seen.state is State.MET and not seen.rule.not_before:
            assert met_on is not None
            assert due is not None
            assert met_on <= min(due, today)
        if seen.state is State.MET_LATE:
            assert met_on is not None
            assert due is not None
            assert due < met_on <= today
        if seen.state in {State.DUE_SOON, State.RUNNING}:
            assert due is not None
            assert due > today
        if seen.state is State.NO_CLOCK:
            assert due is None
        assert (seen.days_left is None) == (not seen.state.is_pending or due is None)


@given(known=lived_reviews(), today=st.dates(date(2024, 1, 1), date(2028, 1, 1)))
def test_no_deadline_depends_on_the_day_it_is_looked_at(
    calendar: Calendar, rules: Rules, known: Review, today: date
) -> None:
    def dues(day: date) -> dict[tuple[str, str | None], date | None]:
        seen = deadlines(known, rules, calendar, day)
        return {(e.rule.id, e.clock.subject): e.due for e in seen}

    assert dues(today) == dues(today + 400 * DAY)


@given(
    rule=st.sampled_from(sorted(TRIGGERS)),
    day=st.dates(date(2018, 1, 1), date(2040, 1, 1)),
    days=st.integers(0, 60),
)
def test_a_later_trigger_never_makes_an_earlier_deadline(
    calendar: Calendar, rules: Rules, rule: str, day: date, days: int
) -> None:
    one = local_review(**{TRIGGERS[rule]: day})
    other = local_review(**{TRIGGERS[rule]: day + days * DAY})
    first = found(one, rule, day, rules, calendar).due
    second = found(other, rule, day, rules, calendar).due
    assert first is not None
    assert second is not None
    assert first <= second


@given(
    due=st.dates(date(2018, 1, 1), date(2035, 1, 1)),
    number=st.integers(0, 35),
    unit=st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]),
)
def test_the_amber_edge_is_the_first_soon_day(
    calendar: Calendar, rules: Rules, due: date, number: int, unit: Unit
) -> None:
    rule: Rule = replace(rules["SIN_PANEL"], amber=number, amber_unit=unit)
    edge = soon_from(due, rule, calendar)

    def left(day: date) -> int:
        in_days = unit is Unit.CALENDAR_DAYS
        return (due - day).days if in_days else independent.worked_between(day, due)

    assert left(edge) <= number < left(edge - DAY)


# The partnership's own settings


def test_a_rule_set_to_another_count_follows_it(calendar: Calendar) -> None:
    clear = rules_of([RuleOverride("PREPUB_COPY", offset=-8, reason="Clear days")])
    planned = local_review(planned_publication_on=date(2026, 4, 13))
    seen = found(planned, "PREPUB_COPY", DECIDED, clear, calendar)
    assert seen.due == date(2026, 3, 30)
    assert seen.rule.changed_because == "Clear days"


def test_a_rule_set_to_another_trigger_follows_it(calendar: Calendar) -> None:
    aware = rules_of([RuleOverride("RR_SUBMIT", trigger="la_aware_on")])
    known = review(la_aware_on=date(2026, 3, 20), sin_sent_on=date(2026, 3, 27))
    seen = found(known, "RR_SUBMIT", DECIDED, aware, calendar)
    assert (seen.due, seen.clock.trigger) == (date(2026, 4, 14), "la_aware_on")


def test_a_rule_set_to_another_amber_turns_then(calendar: Calendar) -> None:
    early = rules_of([RuleOverride("LCSPR_PUBLISH", amber=60)])
    known = local_review(lcspr_decided_on=DECIDED)
    edge = DUE - 60 * DAY
    assert found(known, "LCSPR_PUBLISH", edge, early, calendar).state is State.DUE_SOON
    before = found(known, "LCSPR_PUBLISH", edge - DAY, early, calendar)
    assert before.state is State.RUNNING


def test_a_rule_switched_off_is_gone(calendar: Calendar) -> None:
    fewer = rules_of([RuleOverride("PANEL_REPLY", off=True)])
    known = review(rr_sent_on=DECIDED)
    seen = deadlines(known, fewer, calendar, DECIDED)
    assert "PANEL_REPLY" not in {each.rule.id for each in seen}


@pytest.mark.parametrize("off", sorted(rules_of(())))
def test_any_rule_can_be_switched_off_without_harm_to_the_others(
    off: str, calendar: Calendar
) -> None:
    known = local_review(lcspr_decided_on=DECIDED, people=(person(),))
    fewer = rules_of([RuleOverride(off, off=True)])
    seen = {each.rule.id for each in deadlines(known, fewer, calendar, DECIDED)}
    assert off not in seen
    assert seen


def test_a_local_holiday_moves_working_day_deadlines_and_no_others() -> None:
    closed = england([LocalHoliday(date(2026, 4, 9), "Closed")])
    known = local_review(la_aware_on=date(2026, 4, 1), lcspr_decided_on=DECIDED)
    rules = rules_of(())
    assert found(known, "SIN_PANEL", DECIDED, rules, closed).due == date(2026, 4, 13)
    assert found(known, "LCSPR_PUBLISH", DECIDED, rules, closed).due == DUE


def test_no_clocks_give_no_deadlines(calendar: Calendar) -> None:
    assert on_day((), calendar, DUE) == ()
