"""Which stages each kind of review goes through, and how a move between them reads."""

from __future__ import annotations

from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.choice import Choice

_ALL = tuple(Stage)
_NOTIFIED = _ALL[: Stage.PANEL_RESPONSE.number]
_AFTER = (Stage.LEARNING, Stage.ACTION_PLAN, Stage.CLOSURE)

# The stages of each kind of review, in order; a local review goes through them all.
_STAGES: dict[ReviewKind, tuple[Stage, ...]] = {
    ReviewKind.REFERRAL_ONLY: (Stage.REFERRAL, Stage.CLOSURE),
    ReviewKind.RAPID_REVIEW: (*_NOTIFIED, *_AFTER),
    ReviewKind.LCSPR: _ALL,
    ReviewKind.OTHER_LOCAL: _ALL,
    ReviewKind.NATIONAL: (*_NOTIFIED, Stage.INITIATION, *_AFTER),
    ReviewKind.LAC_DEATH: (Stage.REFERRAL, Stage.NOTIFICATION, Stage.CLOSURE),
    ReviewKind.CARE_LEAVER: (Stage.REFERRAL, Stage.NOTIFICATION, Stage.CLOSURE),
}


class StageMove(Choice):
    """What kind of move a change of stage is: on, back, past a stage, impossible."""

    NONE = "none", "no move"
    ON = "on", "on to the next stage"
    SKIP = "skip", "past a stage"
    BACK = "back", "back to an earlier stage"
    NEVER = "never", "no stage of this kind of review"

    @property
    def needs_reason(self) -> bool:
        """Whether the person must type a reason, which the history keeps."""
        return self in {StageMove.SKIP, StageMove.BACK}


def stages_of(kind: ReviewKind) -> tuple[Stage, ...]:
    """Return the stages that a kind of review goes through, in order."""
    return _STAGES[kind]


def stage_move(review: Review, to: Stage) -> StageMove:
    """Return what kind of move it would be to put a review at that stage."""
    stages = stages_of(review.kind)
    if to is review.stage:
        return StageMove.NONE
    if to not in stages:
        return StageMove.NEVER
    if to.number < review.stage.number:
        return StageMove.BACK
    return StageMove.ON if to is next_stage_of(review) else StageMove.SKIP


def next_stage_of(review: Review) -> Stage:
    """Return the next stage for this kind of review; the last stage returns itself."""
    ahead = (s for s in stages_of(review.kind) if s.number > review.stage.number)
    return next(ahead, review.stage)
