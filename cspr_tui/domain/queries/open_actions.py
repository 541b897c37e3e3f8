"""Actions across reviews: overdue by owner, and complete without evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.record.learning import Action, ActionStatus
from cspr_tui.domain.record.review import Review


@dataclass(frozen=True, slots=True)
class PlanAction:
    """An action that needs attention, and the word for the reason."""

    ref: str
    word: str
    owner: str
    action: Action


def actions_needing_attention(
    reviews: Iterable[Review], day: date
) -> tuple[PlanAction, ...]:
    """Return actions that are overdue or lack evidence of impact, by owner."""
    found = [
        PlanAction(review.ref, word, action.owner_agency or "nobody", action)
        for review in reviews
        for action in review.actions
        if (word := _word(action, day))
    ]
    return tuple(sorted(found, key=lambda a: (a.owner, a.action.due_on or date.max)))


def _word(action: Action, day: date) -> str:
    if action.status is ActionStatus.AWAITING_EVIDENCE:
        return "NO EVIDENCE"
    if not action.is_open:
        return ""
    if action.due_on is None:
        return "NO DATE"
    return "LATE" if action.due_on < day else ""


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A report that a gate keeps from publication, and the last day of asking."""

    ref: str
    gate: str
    proceeding: str
    set_by: str
    set_on: date | None
    asked_on: date | None


def held_reports(review: Review) -> tuple[HeldReport, ...]:
    """Return the open gates on publication, each with the last day of asking."""
    return tuple(
        HeldReport(
            ref=review.ref,
            gate=gate.id,
            proceeding=other.type.label,
            set_by=gate.set_by,
            set_on=gate.set_on,
            asked_on=max(gate.asked_on, default=None),
        )
        for other in review.proceedings
        for gate in other.gates
        if gate.is_open and gate.holds.value == "publication"
    )
