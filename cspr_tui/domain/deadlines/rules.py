"""Deadline rules as data: what starts a clock, how far it runs, and who says so."""

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
    """What a rule counts in."""

    WORKING_DAYS = "WD"
    CALENDAR_DAYS = "CD"
    MONTHS = "M"


class Confidence(Choice):
    """How sure we are of a rule; the weakest link of its statement counts."""

    CONFIRMED = "C", "confirmed: read in the source"
    LOCAL = "L", "local: practice or a national guide"
    UNCONFIRMED = "U", "unconfirmed: widely stated, source not seen"
    DEFAULT = "D", "local default: our own setting, yours to change"


class UnknownRuleError(CsprError):
    """No deadline rule has that name."""


class UnknownTriggerError(CsprError):
    """A rule was set to count from something that is no date of a review."""


class TooFarError(CsprError):
    """A rule was set to run, or to be soon, further than any duty does."""


# In whatever unit a rule counts; beyond it a date could leave the calendar.
FURTHEST = 600


@dataclass(frozen=True, slots=True)
class Rule:
    """One deadline rule; `offset` is None where a person sets the date.

    `order` is its place in the file: of two alike, the earlier presses more.
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
        """What its countdown is told in: months count down in calendar days."""
        worked = self.unit is Unit.WORKING_DAYS
        return Unit.WORKING_DAYS if worked else Unit.CALENDAR_DAYS


Rules = Mapping[str, Rule]


@cache
def shipped_text() -> str:
    """Return the text of `rules.toml`."""
    return (Path(__file__).parent / "rules.toml").read_text(encoding="utf-8")


@cache
def shipped_rules() -> Rules:
    """Return the rules of `rules.toml`, by id, in the file's order."""
    raws = tomllib.loads(shipped_text())["rule"]
    return {raw["id"]: _rule(raw, order) for order, raw in enumerate(raws)}


def rules_of(overrides: Iterable[RuleOverride]) -> Rules:
    """Return the rules as this partnership has set them.

    Raises:
        UnknownRuleError: an override names no shipped rule.
        UnknownTriggerError: an override counts from what cannot be counted from.
        TooFarError: an override counts further than FURTHEST, or is soon before
            there is nothing left.
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
    """Return the rule of that id, whatever its case.

    Raises:
        UnknownRuleError: there is none; the text lists those there are.
    """
    rule = rules.get(name.upper())
    if rule is None:
        known = ", ".join(rules)
        sentence = f'There is no rule "{name}"; the rules are: {known}.'
        raise UnknownRuleError(sentence)
    return rule


def records_delay_notice(name: str) -> bool:
    """Whether it is recorded under a rule that somebody was told of a delay."""
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
    checked = f"{override.verified_on} by {override.verified_by}"
    return replace(
        rule,
        offset=rule.offset if override.offset is None else override.offset,
        amber=rule.amber if override.amber is None else override.amber,
        label=override.label or rule.label,
        trigger=override.trigger or rule.trigger,
        changed_because=override.reason or rule.changed_because,
        verified=checked if override.verified_on else rule.verified,
    )


def _rule(raw: dict[str, Any], order: int) -> Rule:
    stage = raw.get("expected_from")
    given = {
        "unit": Unit(raw["unit"]),
        "confidence": Confidence(raw["confidence"]),
        "met_by": tuple(raw.get("met_by", ())),
        "expected_from": Stage(stage) if stage else None,
        "kinds": frozenset(raw.get("kinds", ())),
        "also": frozenset(raw.get("also", ())),
        "amber_unit": Unit(raw.get("amber_unit", "WD")),
        "defaults": tuple(raw.get("defaults", {}).items()),
        "order": order,
    }
    return Rule(**{**raw, **given})
