"""Settling a wording, and taking that back."""

from __future__ import annotations

from dataclasses import replace

from cspr_tui.domain.decisions import WordingDecision
from cspr_tui.domain.review import Review
from cspr_tui.domain.steps.step import Step, added, entry_of


def decided(decision: WordingDecision) -> Step:
    """Return the step that keeps a decision with the review.

    The history names what was decided, never the wording.
    """
    said = f"Wording settled ({decision.kind or 'wording'}): {decision.treatment.label}"
    return Step(
        said.lower().capitalize(),
        added("decisions", replace(decision, id="")),
        decision.reason,
    )


def decision_withdrawn(decision_id: str) -> Step:
    """Return the step that takes a decision back: the wording is asked about again.

    Raises (when applied):
        NoSuchEntryError: it is not there any more.
    """

    def apply(review: Review) -> Review:
        gone = entry_of(review.decisions, decision_id)
        left = tuple(each for each in review.decisions if each is not gone)
        return replace(review, decisions=left)

    return Step(f"Decision {decision_id} withdrawn", apply)
