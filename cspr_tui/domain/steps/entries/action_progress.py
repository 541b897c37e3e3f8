"""Changing the status of an action: started, completed, with evidence."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.learning import ActionStatus, Rag
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import Step, change_entry, entry_of


class ActionNotOpenError(CsprError):
    """The action is not open any more."""


def action_done(action_id: str, on: date, by: str, evidence: str = "") -> Step:
    """Return the step that marks an action done.

    Without evidence of impact its status is complete, awaiting evidence; with evidence
    it is closed. Applied, it raises ActionNotOpenError if the action is not open.
    """

    def apply(review: Review) -> Review:
        action = entry_of(review.actions, action_id)
        if not action.is_open:
            stands = action.status.label.lower()
            sentence = f"{action.id} is {stands} already; reload to see it."
            raise ActionNotOpenError(sentence)
        if not evidence:
            return change_entry(
                "actions",
                action.id,
                completed_on=on,
                status=ActionStatus.AWAITING_EVIDENCE,
            )(review)
        return change_entry(
            "actions",
            action.id,
            completed_on=on,
            status=ActionStatus.CLOSED,
            rag=Rag.BLUE,
            impact_evidence=evidence,
            closed_on=on,
            closed_by=by,
        )(review)

    return Step(f"{action_id} marked done", apply)
