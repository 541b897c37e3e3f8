"""The action plan as a table: action, owner, due date, status and effect."""

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


def _actions(source: ReportInput, level: Policy) -> Iterator[Block]:
    rows = tuple(_row(source, each, level) for each in source.review.actions)
    if rows:
        yield TableBlock(_COLUMNS, rows)


def _row(source: ReportInput, action: Action, level: Policy) -> tuple[str, ...]:
    return (
        _number(source, action),
        action.text,
        _owner_words(source, action, level) or "nobody yet",
        day_for(action.due_on, level),
        _status(source, action, level),
    )


def _number(source: ReportInput, action: Action) -> str:
    """Return the number of the recommendation it serves."""
    recommendations = (
        r for r in source.review.recommendations if r.id == action.recommendation
    )
    return next((each.number for each in recommendations), "none")


def _owner_words(source: ReportInput, action: Action, level: Policy) -> str:
    if level is not Policy.INTERNAL:
        return agency_and_role(action, source.partnership)
    agency = source.partnership.agency(action.owner_agency)
    name = agency.name if agency else action.owner_agency
    return ", ".join(filter(None, [name, action.lead_role]))


def _status(source: ReportInput, action: Action, level: Policy) -> str:
    if action.completed_on is not None:
        return f"{action.status.label}, {day_for(action.completed_on, level)}"
    late = action.is_open and action.due_on is not None and action.due_on < source.day
    rag = action.rag.value
    return f"{action.status.label}, {rag}{', LATE' if late else ''}"


def _effect(source: ReportInput, _: Policy) -> Iterator[Block]:
    for each in source.review.actions:
        if each.impact_evidence.strip():
            yield Paragraph(each.impact_evidence, f"{each.text}.")


def _title(source: ReportInput, _: Policy) -> str:
    return f"Action plan{code_of(source)}"


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
