"""Holds: open gates that keep a review from its present or next stage.

A gate is a request, usually by police or a court, that some work waits until
proceedings allow it.
"""

from __future__ import annotations

from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage

# The stages that must wait while a gate of each kind is open.
HELD_STAGES: dict[Gated, frozenset[Stage]] = {
    Gated.FAMILY_CONTACT: frozenset({Stage.ENGAGEMENT, Stage.FAMILY_SIGHT}),
    Gated.PRACTITIONER_EVENT: frozenset({Stage.ENGAGEMENT}),
    Gated.DRAFT_SHARING: frozenset({Stage.FAMILY_SIGHT, Stage.LEGAL_CHECK}),
    Gated.PUBLICATION: frozenset({Stage.PRE_PUBLICATION, Stage.PUBLICATION}),
}


def next_stage(stage: Stage) -> Stage:
    """Return the stage after this one, whatever the kind of review; the last stays."""
    stages = list(Stage)
    return stages[min(stage.number, len(stages) - 1)]


def holding_gates(review: Review) -> tuple[str, ...]:
    """Return the open gates that hold up the present or the next stage, in words.

    Each is the gate's id and what it holds, such as `G2 family contact`.
    """
    ahead = {review.stage, next_stage(review.stage)}
    return tuple(
        f"{gate.id} {gate.holds.label.lower()}"
        for gate in review.gates
        if gate.is_open and ahead & HELD_STAGES[gate.holds]
    )
