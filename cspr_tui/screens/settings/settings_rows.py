"""The rows of the settings screen: one section for each kind of setting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from cspr_tui.domain.deadlines.rules import shipped_rules
from cspr_tui.domain.record.agencies import Agency
from cspr_tui.domain.record.partnership import (
    Coordinator,
    LocalHoliday,
    Partnership,
    RuleOverride,
)
from cspr_tui.domain.record.review_templates import Template
from cspr_tui.domain.steps.partnership_settings import LISTS, item_name
from cspr_tui.domain.text.formatting import count, full_day
from cspr_tui.widgets.lines.line import BLANK, Line, fits, head

HEADS = {
    "coordinators": "Coordinators",
    "agencies": "Agencies and their contacts",
    "holidays": "Local holidays",
    "rules": "Own rules",
    "templates": "Templates",
}


def settings_lines(held: Partnership, today: date) -> Iterator[Line]:
    """Yield the settings as lines, each with its list and name as its key."""
    yield head("The partnership")
    yield Line(f"  {held.name or 'no name yet'}", "", "facts/")
    days = held.backup_days
    said = f"after {count(days, 'day')} without one" if days else "switched off"
    yield Line(f"  Warning of a missing backup: {said}", "", "facts/")
    for field, title in HEADS.items():
        values = getattr(held, field)
        yield BLANK
        yield head(f"{title} ({len(values)})")
        for value in values:
            text = _WRITTEN[LISTS[field][0]](value, today)
            yield Line(f"  {text}".rstrip(), "", f"{field}/{item_name(value)}")
        if not values:
            yield Line("  none yet; a adds one", "", f"{field}/")


def _coordinator(person: Coordinator, today: date) -> str:
    return f"{person.initials:<4}{fits(person.name, 24)} {person.id:<12} " + "; ".join(
        _stands(person, today)
    )


def _stands(person: Coordinator, today: date) -> Iterator[str]:
    if person.left_on:
        said = "left" if person.has_left(today) else "leaves"
        yield f"{said} {full_day(person.left_on)}"
    absence = None if person.left_on else person.absence(today)
    if absence:
        yield absence.said
    if person.cover:
        yield f"cover {person.cover}"


def _agency(agency: Agency, _: date) -> str:
    officers = "; ".join(f"{o.role} {o.name}".strip() for o in agency.officers)
    return f"{fits(agency.name, 30)} {officers or 'no contacts yet'}"


def _holiday(holiday: LocalHoliday, _: date) -> str:
    said = "taken out" if holiday.removed else "added"
    return f"{full_day(holiday.on):<18} {said:<10} {holiday.name}"


def _rule(own: RuleOverride, _: date) -> str:
    rule = shipped_rules().get(own.id)
    label = own.label or (rule.label if rule else own.id)
    return f"{fits(label, 28)} {', '.join(_set(own)) or 'as shipped'}"


def _set(own: RuleOverride) -> Iterator[str]:
    rule = shipped_rules().get(own.id)
    if own.off:
        yield "OFF"
    if own.offset is not None and rule:
        yield f"{own.offset} {rule.unit.value} (shipped {rule.offset})"
    if own.amber is not None:
        yield f"soon at {own.amber}"
    if own.trigger:
        yield f"from {own.trigger.replace('_', ' ')}"


def _template(template: Template, _: date) -> str:
    kind = template.kind.label if template.kind else "every kind"
    stage = f", {template.stage.label}" if template.stage else ""
    made = (
        count(len(template.requests), "request"),
        count(len(template.actions), "action"),
        count(len(template.clocks), "clock"),
    )
    return f"{fits(template.name, 26)} {kind}{stage}; {', '.join(made)}"


_WRITTEN: Mapping[type, Callable[[Any, date], str]] = {
    Coordinator: _coordinator,
    Agency: _agency,
    LocalHoliday: _holiday,
    RuleOverride: _rule,
    Template: _template,
}
