from __future__ import annotations

from datetime import date

import pytest

from cspr_tui.domain.deadlines.rules import (
    Confidence,
    Rules,
    Unit,
    UnknownRuleError,
    UnknownTriggerError,
    find_rule,
    rules_of,
    shipped_rules,
)
from cspr_tui.domain.record.partnership import RuleOverride
from tests.domain import independent_count

SET_BY_A_PERSON = {"AGY_DUE", "ACT_DUE"}


def test_the_rules_are_those_of_the_notes(rules: Rules) -> None:
    assert set(rules) == set(independent_count.COUNTS) | SET_BY_A_PERSON


@pytest.mark.parametrize("name", independent_count.COUNTS)
def test_a_rule_counts_as_the_notes_say(name: str, rules: Rules) -> None:
    rule = rules[name]
    assert (rule.unit.value, rule.offset) == independent_count.COUNTS[name]


@pytest.mark.parametrize("name", sorted(SET_BY_A_PERSON))
def test_a_rule_whose_day_a_person_sets_has_no_count(name: str, rules: Rules) -> None:
    assert rules[name].offset is None


def test_agencies_have_the_days_of_the_notes(rules: Rules) -> None:
    shipped = dict(rules["AGY_DUE"].defaults)
    assert {
        kind: shipped[kind] for kind in independent_count.RETURNS
    } == independent_count.RETURNS


@pytest.mark.parametrize("name", shipped_rules())
def test_a_rule_turns_amber_as_the_notes_say(name: str, rules: Rules) -> None:
    rule = rules[name]
    amber = (rule.amber_unit.value, rule.amber)
    assert amber == independent_count.AMBER.get(name, ("WD", 5))


@pytest.mark.parametrize("name", shipped_rules())
def test_a_rule_says_who_says_so(name: str, rules: Rules) -> None:
    rule = rules[name]
    assert rule.source
    assert rule.label
    assert rule.confidence in Confidence


@pytest.mark.parametrize("name", shipped_rules())
def test_a_local_default_is_called_so(name: str, rules: Rules) -> None:
    rule = rules[name]
    if rule.confidence is Confidence.DEFAULT:
        assert "local" in rule.source.lower()


def test_only_the_six_months_may_be_late_and_notified(rules: Rules) -> None:
    assert [rule.id for rule in rules.values() if rule.notified_by] == ["LCSPR_PUBLISH"]


def test_only_leaving_the_website_is_not_before(rules: Rules) -> None:
    assert [rule.id for rule in rules.values() if rule.not_before] == ["ONLINE_MIN"]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("SIN_PANEL", Unit.WORKING_DAYS),
        ("LCSPR_PUBLISH", Unit.CALENDAR_DAYS),
        ("REG14_CHECK", Unit.CALENDAR_DAYS),
    ],
)
def test_months_and_calendar_days_count_down_in_calendar_days(
    name: str, unit: Unit, rules: Rules
) -> None:
    assert rules[name].days_unit is unit


def test_without_settings_the_rules_are_as_shipped(rules: Rules) -> None:
    assert rules_of(()) == rules


def test_an_empty_setting_leaves_a_rule_as_it_is(rules: Rules) -> None:
    assert rules_of([RuleOverride("SIN_PANEL")]) == rules


def test_a_setting_changes_its_own_rule_and_no_other(rules: Rules) -> None:
    changed = rules_of([RuleOverride("RR_MEET", offset=9, label="Meet")])
    assert (changed["RR_MEET"].offset, changed["RR_MEET"].label) == (9, "Meet")
    assert {**changed, "RR_MEET": rules["RR_MEET"]} == rules


def test_a_count_of_nought_is_a_setting_too() -> None:
    changed = rules_of([RuleOverride("AGY_CHASE", offset=0, amber=0)])
    assert (changed["AGY_CHASE"].offset, changed["AGY_CHASE"].amber) == (0, 0)


def test_a_check_of_the_source_is_told_with_its_day_and_name() -> None:
    checked = RuleOverride(
        "RR_SUBMIT", verified_on=date(2026, 11, 2), verified_by="P Adler"
    )
    assert rules_of([checked])["RR_SUBMIT"].verified == "2026-11-02 by P Adler"


def test_settings_leave_the_shipped_rules_alone(rules: Rules) -> None:
    rules_of([RuleOverride("RR_MEET", off=True)])
    assert "RR_MEET" in rules


def test_a_rule_is_found_whatever_its_case(rules: Rules) -> None:
    assert find_rule(rules, "rr_submit") is rules["RR_SUBMIT"]


def test_an_unknown_rule_is_refused_with_those_there_are(rules: Rules) -> None:
    with pytest.raises(UnknownRuleError, match=r"no rule \"RR\".*SIN_PANEL"):
        find_rule(rules, "RR")
    with pytest.raises(UnknownRuleError, match="NO_SUCH"):
        rules_of([RuleOverride("NO_SUCH")])


@pytest.mark.parametrize(
    ("rule", "trigger"),
    [
        ("RR_SUBMIT", "received_on"),
        ("RR_SUBMIT", "people"),
        ("RR_SUBMIT", "LCSPR_PUBLISH"),
        ("REG14_CHECK", "la_aware_on"),
        ("YEARLY_REPORT", "la_aware_on"),
    ],
)
def test_a_rule_cannot_be_set_to_count_from_what_is_no_date_it_can_know(
    rule: str, trigger: str
) -> None:
    with pytest.raises(UnknownTriggerError, match=f'{rule} .*"{trigger}"'):
        rules_of([RuleOverride(rule, trigger=trigger)])


def test_naming_the_shipped_trigger_changes_nothing(rules: Rules) -> None:
    same = [RuleOverride(rule.id, trigger=rule.trigger) for rule in rules.values()]
    assert rules_of(same) == rules
