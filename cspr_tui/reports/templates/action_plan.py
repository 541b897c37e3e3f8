"""The action plan as a table: what, by whom, by when, how far, to what effect."""

from __future__ import annotations

from collections.abc import Iterator

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.record.learning import Action
from cspr_tui.reports.build.document import Block, Paragraph, TableBlock
from cspr_tui.reports.build.parts import (
    RECOMMENDATIONS,
    agency_and_role,
    code_of,
    part_with_heading,
)
from cspr_tui.reports.build.report_request import ReportInput, ReportKind, day_for

_COLUMNS = ("No.", "Action", "Who", "By when", "How it stands")


def _actions(matter: ReportInput, level: Policy) -> Iterator[Block]:
    rows = tuple(_row(matter, each, level) for each in matter.review.actions)
    if rows:
        yield TableBlock(_COLUMNS, rows)


def _row(matter: ReportInput, action: Action, level: Policy) -> tuple[str, ...]:
    return (
        _number(matter, action),
        action.text,
        _who(matter, action, level) or "nobody yet",
        day_for(action.due_on, level),
        _standing(matter, action, level),
    )


def _number(matter: ReportInput, action: Action) -> str:
    """Return the number of the recommendation it serves."""
    served = (r for r in matter.review.recommendations if r.id == action.recommendation)
    return next((each.number for each in served), "none")


def _who(matter: ReportInput, action: Action, level: Policy) -> str:
    if level is not Policy.INTERNAL:
        return agency_and_role(action, matter.partnership)
    agency = matter.partnership.agency(action.owner_agency)
    name = agency.name if agency else action.owner_agency
    return ", ".join(filter(None, [name, action.lead_role]))


def _standing(matter: ReportInput, action: Action, level: Policy) -> str:
    if action.completed_on is not None:
        return f"{action.status.label}, {day_for(action.completed_on, level)}"
    late = action.is_open and action.due_on is not None and action.due_on < matter.day
    colour = action.rag.value
    return f"{action.status.label}, {colour}{', LATE' if late else ''}"


def _effect(matter: ReportInput, _: Policy) -> Iterator[Block]:
    for each in matter.review.actions:
        if each.impact_evidence.strip():
            yield Paragraph(each.impact_evidence, f"{each.text}.")


def _title(matter: ReportInput, _: Policy) -> str:
    return f"Action plan{code_of(matter)}"


PLAN = ReportKind(
    "plan",
    "Action plan",
    "PLAN",
    _title,
    (
        RECOMMENDATIONS,
        part_with_heading("actions", "Actions", _actions),
        part_with_heading("effect", "What it changed", _effect),
    ),
)
