"""The Actions tab: actions with their owner, due date and status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.record.learning import Action
from cspr_tui.domain.text.formatting import day_words, full_day
from cspr_tui.screens.review.review_view import ReviewView, or_add
from cspr_tui.widgets.lines.line import BLANK, Line, columns, head

HEADINGS = ("State", "Id", "Action", "Owner", "Due", "Left")
# Cells of a row that neither what was promised nor its owner gets.
BESIDE = 41
WIDEST_OWNER = 30


def actions(view: ReviewView) -> Iterator[Line]:
    """Yield the actions, the most urgent first."""
    yield head(_columns(HEADINGS, view.width))
    due = {d.clock.subject: d for d in view.deadlines if d.rule.id == "ACT_DUE"}
    order = {subject: place for place, subject in enumerate(due)}
    held = sorted(view.review.actions, key=lambda a: order.get(a.id, len(order)))
    rows = [_row(view, action, due.get(action.id)) for action in held]
    yield from or_add(rows, "actions", "actions")


def _row(view: ReviewView, action: Action, deadline: Deadline | None) -> Line:
    word = state_words(deadline.state) if deadline else "-"
    left = time_left_of(deadline) if deadline else ""
    if not action.is_open:
        left = "evidence?" if action.status == "awaiting_evidence" else "closed"
    due, owner = day_words(action.due_on, view.today), action.owner_agency or "-"
    parts = (word, action.id, action.text, owner, due, left)
    return Line(_columns(parts, view.width), word, f"action/{action.id}")


def _columns(parts: Sequence[str], width: int) -> str:
    """Return the parts of a row in columns; text and owner share what is left."""
    room = width - BESIDE
    owner = min(room * 14 // 39, WIDEST_OWNER)
    return columns(parts, (10, 5, room - owner, owner, 11))


def action_page(view: ReviewView, action: Action) -> Iterator[Line]:
    """Yield everything about one action."""
    found = [r for r in view.review.recommendations if r.id == action.recommendation]
    facts = (
        ("Action", action.text),
        ("Because of", found[0].text if found else ""),
        ("Owner", f"{action.owner_agency} {action.lead_role}".strip()),
        ("Due", full_day(action.due_on)),
        ("Status", action.status.label),
        ("Progress", action.rag.label),
        ("Evidence", action.impact_evidence or "none recorded"),
    )
    for name, text in facts:
        if text:
            yield Line(f"{name:<12} {text}")
    yield BLANK
    for step in action.milestones:
        reached = f"reached {full_day(step.reached_on)}" if step.reached_on else "open"
        yield Line(f"  {full_day(step.due_on)}  {step.text}  {reached}")
    for report in action.progress:
        yield Line(f"  {full_day(report.on)}  {report.by}  {report.text}")
