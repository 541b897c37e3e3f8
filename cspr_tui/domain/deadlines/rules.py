"""Deadline rules as data: what each counts from, how many days, and its source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import RuleOverride
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.choice import Choice


class Unit(StrEnum):
    """The unit a rule counts in: working days, calendar days or calendar months."""

    WORKING_DAYS = "WD"
    CALENDAR_DAYS = "CD"
    MONTHS = "M"


class Confidence(Choice):
    """How sure we are of a rule; its least certain part decides."""

    CONFIRMED = "C", "confirmed: read in the source"
    LOCAL = "L", "local: practice or a national guide"
    UNCONFIRMED = "U", "unconfirmed: widely stated, source not seen"
    DEFAULT = "D", "local default: our own setting, yours to change"


class UnknownRuleError(CsprError):
    """There is no deadline rule with that id."""


class UnknownTriggerError(CsprError):
    """A rule was set to count from something that is not a date of a review."""


class TooFarError(CsprError):
    """A rule was set to count further, or to warn earlier, than is allowed."""


# In the unit of the rule; much further, and a date could leave the calendar's years.
FURTHEST = 600


@dataclass(frozen=True, slots=True)
class Rule:
    """One deadline rule.

    `offset` is counted in `unit` from the date named by `trigger`; None where a person
    sets the date. `subject` is what it runs for: review, person, request and so on.
    `amber` days before, in `amber_unit`, it counts as due soon. `order` is its place in
    the file: of two equally urgent deadlines the earlier rule comes first.
    """

    id: str
    label: str
    trigger: str
    unit: Unit
    source: str
    confidence: Confidence
    offset: int | None = None
    subject: str = "review"
    met_by: tuple[str, ...] = ()
    until: str = ""
    expected_from: Stage | None = None
    kinds: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    unless: str = ""
    amber: int = 5
    amber_unit: Unit = Unit.WORKING_DAYS
    notified_by: str = ""
    held_by: str = ""
    not_before: bool = False
    defaults: tuple[tuple[str, int], ...] = ()
    changed_because: str = ""
    verified: str = ""
    order: int = 0

    @property
    def days_unit(self) -> Unit:
        """The unit of the days left: a rule in months counts down in calendar days."""
        counts_working_days = self.unit is Unit.WORKING_DAYS
        return Unit.WORKING_DAYS if counts_working_days else Unit.CALENDAR_DAYS


Rules = Mapping[str, Rule]


@cache
def shipped_text() -> str:
    """Return the text of `rules.toml`, which is part of the package; read once."""
    return (Path(__file__).parent / "rules.toml").read_text(encoding="utf-8")


@cache
def shipped_rules() -> Rules:
    """Return the rules of `rules.toml`, by id, in the file's order."""
    tables = tomllib.loads(shipped_text())["rule"]
    return {table["id"]: _rule(table, order) for order, table in enumerate(tables)}


def rules_of(overrides: Iterable[RuleOverride]) -> Rules:
    """Return the rules as this partnership has set them.

    Raises:
        UnknownRuleError: an override names no shipped rule.
        UnknownTriggerError: an override counts from something that is not a date.
        TooFarError: an override counts further than FURTHEST, or its `amber` is
            negative or more than that.
    """
    rules = dict(shipped_rules())
    for override in overrides:
        rule = find_rule(rules, override.id)
        if override.off:
            del rules[rule.id]
        else:
            rules[rule.id] = _overridden(rule, override)
    return rules


def find_rule(rules: Rules, name: str) -> Rule:
    """Return the rule with that id, in capitals or not.

    Raises:
        UnknownRuleError: there is none; the text lists the rules there are.
    """
    rule = rules.get(name.upper())
    if rule is None:
        known = ", ".join(rules)
        sentence = f'There is no rule "{name}"; the rules are: {known}.'
        raise UnknownRuleError(sentence)
    return rule


def records_delay_notice(name: str) -> bool:
    """Whether a rule has a recorded date on which a delay was notified."""
    rule = shipped_rules().get(name)
    return rule is not None and bool(rule.notified_by)


def _check_trigger(rule: Rule, trigger: str) -> None:
    counts_from_dates = rule.subject in {"review", "person"}
    days = {f.name for f in fields(Review) if f.type == "date | None"}
    if trigger in {"", rule.trigger} or (counts_from_dates and trigger in days):
        return
    sentence = (
        f'{rule.id} cannot count from "{trigger}"; leave its trigger empty, or name '
        f"a date of the review where the rule runs for a review or a person."
    )
    raise UnknownTriggerError(sentence)


def _check_reach(override: RuleOverride) -> None:
    offset, amber = override.offset or 0, override.amber or 0
    if abs(offset) <= FURTHEST and 0 <= amber <= FURTHEST:
        return
    sentence = (
        f"{override.id} is set to {offset} and soon at {amber}; keep the count within "
        f"{FURTHEST} either way and soon between 0 and {FURTHEST}."
    )
    raise TooFarError(sentence)


def _overridden(rule: Rule, override: RuleOverride) -> Rule:
    _check_trigger(rule, override.trigger)
    _check_reach(override)
    verified = f"{override.verified_on} by {override.verified_by}"
    return replace(
        rule,
        offset=rule.offset if override.offset is None else override.offset,
        amber=rule.amber if override.amber is None else override.amber,
        label=override.label or rule.label,
        trigger=override.trigger or rule.trigger,
        changed_because=override.reason or rule.changed_because,
        verified=verified if override.verified_on else rule.verified,
    )


def _rule(table: dict[str, Any], order: int) -> Rule:
    stage = table.get("expected_from")
    parsed = {
        "unit": Unit(table["unit"]),
        "confidence": Confidence(table["confidence"]),
        "met_by": tuple(table.get("met_by", ())),
        "expected_from": Stage(stage) if stage else None,
        "kinds": frozenset(table.get("kinds", ())),
        "also": frozenset(table.get("also", ())),
        "amber_unit": Unit(table.get("amber_unit", "WD")),
        "defaults": tuple(table.get("defaults", {}).items()),
        "order": order,
    }
    return Rule(**{**table, **parsed})
