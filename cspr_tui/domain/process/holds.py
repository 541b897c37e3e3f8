"""Whether a review waits: its next step stands before a gate that is closed."""

from __future__ import annotations

from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage

# The stages whose work a gate of each kind holds back.
HELD_STAGES: dict[Gated, frozenset[Stage]] = {
    Gated.FAMILY_CONTACT: frozenset({Stage.ENGAGEMENT, Stage.FAMILY_SIGHT}),
    Gated.PRACTITIONER_EVENT: frozenset({Stage.ENGAGEMENT}),
    Gated.DRAFT_SHARING: frozenset({Stage.FAMILY_SIGHT, Stage.LEGAL_CHECK}),
    Gated.PUBLICATION: frozenset({Stage.PRE_PUBLICATION, Stage.PUBLICATION}),
}


def next_stage(stage: Stage) -> Stage:
    """Return the stage that follows, or the last one itself."""
    stages = list(Stage)
    return stages[min(stage.number, len(stages) - 1)]


def holding_gates(review: Review) -> tuple[str, ...]:
    """Return what the open gates hold of this stage's or the next one's work."""
    ahead = {review.stage, next_stage(review.stage)}
    return tuple(
        f"{gate.id} {gate.holds.label.lower()}"
        for gate in review.gates
        if gate.is_open and ahead & HELD_STAGES[gate.holds]
    )
