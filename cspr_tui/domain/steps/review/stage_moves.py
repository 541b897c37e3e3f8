"""Moving a review to another stage, publishing, closing, reopening, withdrawing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.process.journey import StageMove, stage_move, stages_of
from cspr_tui.domain.process.loose_ends import blockers
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.review.publication_hold import check_not_held
from cspr_tui.domain.steps.step import Step
from cspr_tui.domain.text.formatting import count, full_day


class NoSuchMoveError(CsprError):
    """A review of that kind, or in that state, cannot move to that stage."""


class ReasonNeededError(CsprError):
    """This is possible, but needs a reason for the history."""


class ClosingBlockedError(CsprError):
    """Something is still open that should be settled before closing."""


def stage_moved(to: Stage, why: str = "") -> Step:
    """Return the step that moves a review to a stage.

    Applied, it raises NoSuchMoveError where the kind has no such stage or the
    review has ended, ReasonNeededError for a move back or past a stage without
    a reason, and PublicationHeldError at a gate.
    """

    def apply(review: Review) -> Review:
        check_move(review, to, why)
        return replace(review, stage=to)

    return Step(f"Stage: {to.label}", apply, why)


def check_move(review: Review, to: Stage, why: str) -> None:
    """Refuse a move that is not possible, or that lacks its reason."""
    move = stage_move(review, to)
    if move is StageMove.NONE:
        return
    _check_active(review)
    if move is StageMove.NEVER:
        stages = ", ".join(stage.label for stage in stages_of(review.kind))
        kind = review.kind.label.lower()
        sentence = f'A {kind} has no stage "{to.label}"; its stages are: {stages}.'
        raise NoSuchMoveError(sentence)
    if to is Stage.PUBLICATION:
        check_not_held(review, why)
    if move.needs_reason and not why.strip():
        sentence = (
            f"From {review.stage.label} to {to.label} is {move.label}; type the reason."
        )
        raise ReasonNeededError(sentence)


def _check_active(review: Review) -> None:
    if review.is_active:
        return
    sentence = f"{review.ref} is {review.status.label.lower()}; reopen it first."
    raise NoSuchMoveError(sentence)


def review_published(on: date, why: str = "") -> Step:
    """Return the step that records publication and moves the review there.

    Applied, it raises PublicationHeldError while a gate on publication is open
    and `why` gives no reason for going on.
    """

    def apply(review: Review) -> Review:
        _check_active(review)
        check_not_held(review, why)
        later = review.stage.number > Stage.PUBLICATION.number
        stage = review.stage if later else Stage.PUBLICATION
        return replace(review, published_on=on, stage=stage)

    return Step(f"Published: {full_day(on)}", apply, why)


def review_closed(on: date, why: str = "") -> Step:
    """Return the step that closes a review; nothing of it is deleted.

    Applied, it raises ClosingBlockedError while something blocks closing and `why`
    gives no reason for closing anyway.
    """

    def apply(review: Review) -> Review:
        _check_active(review)
        found = blockers(review, on)
        if found and not why.strip():
            first = f"{found[0].what} ({found[0].entry})".replace(" ()", "")
            sentence = (
                f"{count(len(found), 'thing')} stands against closing {review.ref}, "
                f"first: {first}; settle it, or type the reason for closing now."
            )
            raise ClosingBlockedError(sentence)
        return replace(review, closed_on=on, stage=Stage.CLOSURE)

    return Step(f"Closed: {full_day(on)}", apply, why)


def review_reopened(to: Stage, why: str) -> Step:
    """Return the step that reopens a closed or withdrawn review at a stage.

    Applied, it raises ReasonNeededError without a reason, and NoSuchMoveError if the
    review is open or its kind has no such stage.
    """

    def apply(review: Review) -> Review:
        if review.is_active:
            sentence = f"{review.ref} is open already; there is nothing to reopen."
            raise NoSuchMoveError(sentence)
        _need(why, f"type the reason for reopening {review.ref}.")
        opened = replace(review, closed_on=None, withdrawn_on=None, withdrawn_reason="")
        if stage_move(opened, to) is StageMove.NEVER:
            check_move(opened, to, why)
        return replace(opened, stage=to)

    return Step(f"Reopened at {to.label}", apply, why)


def review_withdrawn(on: date, why: str) -> Step:
    """Return the step that ends a review because the criteria were not met.

    A rapid review is due once notified, unless it is later determined that the
    criteria of the notification were not met (Panel's published answers).
    Applied, it raises ReasonNeededError without a reason.
    """

    def apply(review: Review) -> Review:
        _check_active(review)
        _need(why, f"type why {review.ref} does not meet the criteria.")
        return replace(review, withdrawn_on=on, withdrawn_reason=why)

    return Step(f"Withdrawn, criteria not met: {full_day(on)}", apply, why)


def _need(why: str, sentence: str) -> None:
    if not why.strip():
        raise ReasonNeededError(sentence[0].upper() + sentence[1:])
