"""Changing the details of a review: kind, stage, owner and similar fields."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cspr_tui.domain.history.attribution import last_changed_by
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.stage_moves import check_move
from cspr_tui.domain.steps.step import ChangedMeanwhileError, Step
from cspr_tui.domain.text.formatting import listed

# Facts that a coordinator types; dates have a way of their own (`record_dates`).
DETAILS = (
    "stage",
    "kind",
    "owner",
    "cover",
    "local_ref",
    "incident_type",
    "harm_category",
    "looked_after",
    "care_leaver",
    "sin_ref",
    "late_reason",
    "rr_outcome",
    "rr_rationale",
    "panel_response",
    "panel_summary",
    "decided_by",
    "methodology",
    "url",
    "not_publishing_reason",
    "themes",
    "other_areas",
)


def details_changed(seen: Review, wanted: Review, why: str = "") -> Step:
    """Return the step that merges the details a person changed into the newest review.

    What others changed since `seen` is kept; if they changed the same field to
    something else, the step raises ChangedMeanwhileError and overwrites nothing. A
    change of stage is refused as `stage_moved` refuses it.
    """
    mine = _changed(seen, wanted)

    def apply(review: Review) -> Review:
        theirs = _changed(seen, review)
        clash = [name for name in mine if name in theirs and theirs[name] != mine[name]]
        if clash:
            who = last_changed_by(review.history, clash)
            names = listed([name.replace("_", " ") for name in clash])
            sentence = (
                f"{who} changed {names} meanwhile; look at it again before you "
                f"overwrite it."
            )
            raise ChangedMeanwhileError(sentence)
        after = replace(review, **mine)
        check_move(replace(after, stage=review.stage), after.stage, why)
        return after

    named = [name.replace("_", " ") for name in mine]
    return Step(f"Changed: {listed(named) or 'nothing'}", apply, why)


def _changed(before: Review, after: Review) -> dict[str, Any]:
    return {
        name: getattr(after, name)
        for name in DETAILS
        if getattr(before, name) != getattr(after, name)
    }
