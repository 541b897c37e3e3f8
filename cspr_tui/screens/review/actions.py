"""Actions: what was promised, by whom, by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspr_tui.domain.deadlines import Deadline
from cspr_tui.domain.learning import Action
from cspr_tui.domain.words import day_words, full_day, left_of, state_words
from cspr_tui.screens.review.view import ReviewView, or_add
from cspr_tui.widgets.line import BLANK, Line, fits, head

HEADINGS = f"{'State':<9}{'Id':<6}{'Action':<27}{'Owner':<15}{'Due':<12}Left"


def actions(view: ReviewView) -> Iterator[Line]:
    """Yield actions, those that press first."""
    yield head(HEADINGS)
    due = {d.clock.subject: d for d in view.deadlines if d.rule.id == "ACT_DUE"}
    order = {subject: place for place, subject in enumerate(due)}
    held = sorted(view.review.actions, key=lambda a: order.get(a.id, len(order)))
    rows = [_row(action, due.get(action.id), view.today) for action in held]
    yield from or_add(rows, "actions", "actions")


def _row(action: Action, deadline: Deadline | None, today: date) -> Line:
    word = state_words(deadline.state) if deadline else "-"
    left = left_of(deadline) if deadline else ""
    if not action.is_open:
        left = "evidence?" if action.status == "awaiting_evidence" else "closed"
    text = (
        f"{fits(word, 8)} {action.id:<5} {fits(action.text, 26)} "
        f"{fits(action.owner_agency or '-', 14)} "
        f"{day_words(action.due_on, today):<11} {left}"
    )
    return Line(text, word, f"action/{action.id}")


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
