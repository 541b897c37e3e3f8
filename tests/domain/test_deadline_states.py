from __future__ import annotations

from datetime import date, timedelta

import pytest

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import State
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.record.review import Review
from tests.domain import independent_count
from tests.domain.deadline_queries import all_of, found
from tests.domain.rule_scenarios import CASES, Case
from tests.factories import local_review, with_facts

DAY = timedelta(days=1)
# A Friday after a bank holiday, so that counts both ways meet days not worked.
BEGUN = date(2026, 9, 4)

every_rule = pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.rule))
every_awaited_rule = pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.expected_from],
    ids=lambda case: str(case.rule),
)
every_rule_of_a_review = pytest.mark.parametrize(
    "case",
    [case for case in CASES if isinstance(case.started(BEGUN), Review)],
    ids=lambda case: str(case.rule),
)


def edge_of(case: Case, due: date) -> date:
    """Return the first day on which the rule is amber, and shown at all."""
    soon = independent_count.soon_from(case.rule, due)
    return soon if case.begins is None else max(soon, BEGUN + case.begins * DAY)


def test_every_shipped_rule_has_a_scenario(rules: Rules) -> None:
    assert {case.rule for case in CASES} | {"ONLINE_MIN"} == set(rules)


@every_rule
def test_it_is_due_where_the_independent_count_ends(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    seen = found(case.started(BEGUN), case.rule, BEGUN, rules, calendar)
    assert seen.due == case.due_from(BEGUN)


@every_rule
def test_it_is_not_soon_the_day_before_the_amber_edge(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    edge = edge_of(case, case.due_from(BEGUN))
    seen = found(case.started(BEGUN), case.rule, edge - DAY, rules, calendar)
    hidden = case.begins is not None and edge == BEGUN + case.begins * DAY
    assert seen.state is (State.NOT_STARTED if hidden else State.RUNNING)


@every_rule
def test_it_is_soon_from_the_amber_edge_to_the_day_before(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    due = case.due_from(BEGUN)
    day = edge_of(case, due)
    assert day < due
    while day < due:
        seen = found(case.started(BEGUN), case.rule, day, rules, calendar)
        assert seen.state is State.DUE_SOON, day
        day += DAY


@every_rule
def test_what_is_left_counts_in_the_units_of_the_rule(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    due = case.due_from(BEGUN)
    day = edge_of(case, due)
    seen = found(case.started(BEGUN), case.rule, day, rules, calendar)
    in_working_days = independent_count.COUNTS.get(case.rule, ("WD", 0))[0] == "WD"
    worked, calendar_days = independent_count.worked_between(day, due), (due - day).days
    assert seen.days_left == (worked if in_working_days else calendar_days)
    assert seen.days_unit == ("WD" if in_working_days else "CD")


@every_rule
def test_due_today_is_not_late(case: Case, rules: Rules, calendar: Calendar) -> None:
    due = case.due_from(BEGUN)
    seen = found(case.started(BEGUN), case.rule, due, rules, calendar)
    assert (seen.state, seen.days_left) == (State.DUE_TODAY, 0)


@every_rule
def test_the_day_after_it_is_overdue(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    late = case.due_from(BEGUN) + DAY
    seen = found(case.started(BEGUN), case.rule, late, rules, calendar)
    assert seen.state is State.OVERDUE


@every_rule
def test_a_week_and_more_late_counts_below_nought(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    due = case.due_from(BEGUN)
    seen = found(case.started(BEGUN), case.rule, due + 10 * DAY, rules, calendar)
    worked = -independent_count.worked_between(due, due + 10 * DAY)
    assert seen.state is State.OVERDUE
    assert seen.days_left == (worked if seen.days_unit == "WD" else -10)


@every_rule
def test_done_on_the_day_it_is_due_is_met(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    due = case.due_from(BEGUN)
    done = case.met(case.started(BEGUN), max(BEGUN, due))
    if case.rule in {"PREPUB_COPY", "FAM_PREPUB"}:
        done = case.met(case.started(BEGUN), due)
    seen = found(done, case.rule, due + 100 * DAY, rules, calendar)
    assert (seen.state, seen.clock.met_on, seen.days_left) == (State.MET, due, None)


@every_rule
def test_done_the_day_after_is_met_late_and_stays_so(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    due = case.due_from(BEGUN)
    done = case.met(case.started(BEGUN), due + DAY)
    for wait in (1, 400):
        seen = found(done, case.rule, due + wait * DAY, rules, calendar)
        assert (seen.state, seen.due) == (State.MET_LATE, due)


@every_rule
def test_what_will_be_done_tomorrow_is_not_done_today(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    due = case.due_from(BEGUN)
    done = case.met(case.started(BEGUN), due + DAY)
    seen = found(done, case.rule, due, rules, calendar)
    assert seen.state is State.DUE_TODAY


@every_awaited_rule
def test_a_missing_trigger_is_no_alarm_before_its_stage(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    early = case.unknown(case.before_it_is_expected())
    seen = found(early, case.rule, BEGUN, rules, calendar)
    assert (seen.state, seen.due, seen.days_left) == (State.NOT_STARTED, None, None)


@every_awaited_rule
def test_a_missing_trigger_is_no_clock_from_its_stage_on(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    assert case.expected_from is not None
    seen = found(case.unknown(case.expected_from), case.rule, BEGUN, rules, calendar)
    assert (seen.state, seen.due, seen.days_left) == (State.NO_CLOCK, None, None)


@every_rule_of_a_review
def test_it_does_not_apply_once_the_review_is_withdrawn(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    late = max(BEGUN, case.due_from(BEGUN)) + DAY
    gone = with_facts(case.started(BEGUN), {"withdrawn_on": late})
    seen = found(gone, case.rule, late, rules, calendar)
    assert (seen.state, seen.days_left) == (State.NOT_APPLICABLE, None)
    the_day_before = found(gone, case.rule, late - DAY, rules, calendar)
    assert the_day_before.state.is_pending


@every_rule_of_a_review
def test_what_was_met_stays_visible_once_the_review_is_withdrawn(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    due = case.due_from(BEGUN)
    done = case.met(case.started(BEGUN), due + DAY)
    gone = with_facts(done, {"withdrawn_on": due + 5 * DAY})
    seen = found(gone, case.rule, due + 9 * DAY, rules, calendar)
    assert seen.state is State.MET_LATE


@every_rule
def test_it_counts_the_same_from_days_all_over_the_years(
    case: Case, rules: Rules, calendar: Calendar
) -> None:
    days = independent_count.every_day()[::13]
    wrong = []
    for day in days:
        seen = found(case.started(day), case.rule, day, rules, calendar)
        if seen.due != case.due_from(day):
            wrong.append((day, seen.due, case.due_from(day)))
    assert wrong == []


def test_leaving_the_website_counts_the_same_from_days_all_over_the_years(
    rules: Rules, calendar: Calendar
) -> None:
    for day in independent_count.every_day()[::13]:
        seen = found(local_review(published_on=day), "ONLINE_MIN", day, rules, calendar)
        assert seen.due == independent_count.due("ONLINE_MIN", day)


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (-30, State.RUNNING),
        (-1, State.DUE_SOON),
        (0, State.DUE_TODAY),
        (1, State.MET),
        (4000, State.MET),
    ],
)
def test_leaving_the_website_is_never_overdue(
    after: int, state: State, rules: Rules, calendar: Calendar
) -> None:
    online = local_review(published_on=date(2024, 2, 29))
    day = date(2025, 2, 28) + after * DAY
    assert found(online, "ONLINE_MIN", day, rules, calendar).state is state


def test_each_scenario_gives_each_deadline_once(
    rules: Rules, calendar: Calendar
) -> None:
    for case in CASES:
        seen = all_of(case.started(BEGUN), BEGUN, rules, calendar)
        names = [(each.rule.id, each.clock.subject) for each in seen]
        assert len(names) == len(set(names))
