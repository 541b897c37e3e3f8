"""Recording a decision on a wording in a report, and withdrawing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import WordingDecision
from cspr_tui.domain.steps.step import Step, add_entry, entry_of


def wordings_decided(made: Sequence[WordingDecision]) -> Step:
    """Return the step that saves several decisions in the review, all or none.

    The history names the kind of decision, never the wordings.
    """
    first = made[0]
    what = f"{len(made)} wordings" if len(made) > 1 else "wording"
    said = f"{what} settled ({first.kind or 'wording'}): {first.treatment.label}"

    def apply(review: Review) -> Review:
        for decision in made:
            review = add_entry("decisions", replace(decision, id=""))(review)
        return review

    return Step(said.lower().capitalize(), apply, first.reason)


def decision_withdrawn(decision_id: str) -> Step:
    """Return the step that withdraws a decision; the wording is asked about again.

    Raises (when applied):
        NoSuchEntryError: it does not exist any more.
    """

    def apply(review: Review) -> Review:
        gone = entry_of(review.decisions, decision_id)
        left = tuple(each for each in review.decisions if each is not gone)
        return replace(review, decisions=left)

    return Step(f"Decision {decision_id} withdrawn", apply)
