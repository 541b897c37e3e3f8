"""Loose ends: what is still missing or open when a review moves on or is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from cspr_tui.domain.family.promises import PromiseState, promises
from cspr_tui.domain.process.holds import HELD_STAGES
from cspr_tui.domain.process.journey import stages_of
from cspr_tui.domain.record.agencies import InvolvementStatus, RequestType
from cspr_tui.domain.record.learning import ActionStatus
from cspr_tui.domain.record.oversight import NoticeAbout, Recipient, Signatory
from cspr_tui.domain.record.proceedings import Gate
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.formatting import full_day, listed

_Check = Callable[[Review, date], Iterator["LooseEnd"]]


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """One thing that is missing or open: a sentence, and the entry it is about.

    One that `blocks` stops a closure unless the person types a reason to go on.
    """

    what: str
    entry: str = ""
    blocks: bool = False


def loose_ends_before(review: Review, to: Stage, today: date) -> tuple[LooseEnd, ...]:
    """Return what would be left open by moving to that stage, in order of the stages.

    A move back leaves nothing open. This only reports: `review_closed` refuses a
    closure while something that `blocks` is left and no reason is given.
    """
    if to.number <= review.stage.number and to is not Stage.CLOSURE:
        return ()
    earlier = [s for s in stages_of(review.kind) if s.number < to.number]
    moved = replace(review, stage=to)
    ends = [end for stage in earlier for end in _of_stage(moved, stage, today)]
    closing = _at_closing(moved, today) if to is Stage.CLOSURE else ()
    return (*ends, *_closed_gates(review, to), *_owed_to_family(moved), *closing)


def blockers(review: Review, today: date) -> tuple[LooseEnd, ...]:
    """Return the loose ends that block closing the review."""
    ends = loose_ends_before(review, Stage.CLOSURE, today)
    return tuple(end for end in ends if end.blocks)


def _of_stage(review: Review, stage: Stage, today: date) -> Iterator[LooseEnd]:
    for check in _CHECKS.get(stage, ()):
        yield from check(review, today)


def _missing(field: str, words: str) -> _Check:
    def check(review: Review, _today: date) -> Iterator[LooseEnd]:
        if not getattr(review, field):
            yield LooseEnd(f"{words}: not recorded")

    return check


def _unanswered(*types: RequestType) -> _Check:
    def check(review: Review, _today: date) -> Iterator[LooseEnd]:
        for request in review.requests:
            waits = request.answered_on is None and request.withdrawn_on is None
            if waits and request.type in types:
                yield LooseEnd(f"{request.title} not answered", request.id)

    return check


def _unknown_agencies(review: Review, _today: date) -> Iterator[LooseEnd]:
    for place in review.involvements:
        if place.status is InvolvementStatus.UNKNOWN:
            yield LooseEnd(f"{place.agency}: involved or not is unknown", place.id)


def _no_reviewer(review: Review, _today: date) -> Iterator[LooseEnd]:
    if review.lead_reviewer is None:
        yield LooseEnd("No lead reviewer is recorded")


def _not_signed_off(review: Review, _today: date) -> Iterator[LooseEnd]:
    signed = {sign.by for sign in review.sign_offs}
    waiting = [by.label for by in Signatory if by not in signed]
    if waiting:
        yield LooseEnd(f"Not signed off by: {listed(waiting)}")


def _not_notified(about: NoticeAbout, *to: Recipient) -> _Check:
    def check(review: Review, _today: date) -> Iterator[LooseEnd]:
        informed = {n.to for n in review.notices if n.about is about}
        waiting = [recipient.label for recipient in to if recipient not in informed]
        if waiting:
            yield LooseEnd(f"{about.label} not sent to: {listed(waiting)}")

    return check


def _not_published(review: Review, _today: date) -> Iterator[LooseEnd]:
    if review.published_on is None and not review.not_publishing_reason:
        yield LooseEnd("Not published, and no reason for not publishing", blocks=True)


_PANEL, _STATE = Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE
_CHECKS: dict[Stage, tuple[_Check, ...]] = {
    Stage.NOTIFICATION: (_missing("sin_sent_on", "Notification sent"),),
    Stage.SCOPING: (
        _unanswered(RequestType.SCOPING, RequestType.RECORDS_SECURED),
        _unknown_agencies,
    ),
    Stage.RAPID_REVIEW: (
        _missing("rr_met_on", "Rapid review meeting"),
        _missing("rr_outcome", "Outcome of the rapid review"),
        _missing("rr_sent_on", "Rapid review sent to National Panel"),
    ),
    Stage.PANEL_RESPONSE: (_missing("panel_replied_on", "Reply of National Panel"),),
    Stage.INITIATION: (
        _missing("lcspr_decided_on", "Decision to hold a local review"),
        _not_notified(NoticeAbout.INITIATION, _PANEL, _STATE, Recipient.OFSTED),
    ),
    Stage.SET_UP: (
        _no_reviewer,
        _missing("period_from", "Period under review"),
        _missing("methodology", "Method"),
    ),
    Stage.GATHERING: (_unanswered(RequestType.CHRONOLOGY, RequestType.AGENCY_REPORT),),
    Stage.DRAFTING: (
        _unanswered(
            RequestType.QA_QUERY,
            RequestType.ACCURACY_CHECK,
            RequestType.REVIEWER_INFORMATION,
        ),
    ),
    Stage.SIGN_OFF: (_not_signed_off,),
    Stage.PRE_PUBLICATION: (
        _not_notified(NoticeAbout.PRE_PUBLICATION, _PANEL, _STATE, Recipient.OFSTED),
    ),
    Stage.PUBLICATION: (_not_published,),
}


def _closed_gates(review: Review, to: Stage) -> Iterator[LooseEnd]:
    """Yield the open gates that hold up any stage up to the new one."""
    for gate in review.gates:
        if gate.is_open and any(
            s.number <= to.number for s in _stages_held(review, gate)
        ):
            set_by = f", set by {gate.set_by}" if gate.set_by else ""
            sentence = f"Gate on {gate.holds.label.lower()} is open{set_by}"
            yield LooseEnd(sentence, gate.id, blocks=True)


def _stages_held(review: Review, gate: Gate) -> frozenset[Stage]:
    """Return the stages of this review that the gate holds up."""
    return HELD_STAGES[gate.holds].intersection(stages_of(review.kind))


def _owed_to_family(review: Review) -> Iterator[LooseEnd]:
    """Yield promises of the family leaflet not yet kept.

    A kind of review without a set-up stage gives no leaflet, so it owes nothing.
    """
    has_leaflet = Stage.SET_UP in stages_of(review.kind)
    for person in review.people if has_leaflet else ():
        for promise in promises(review, person, ()):
            if promise.state is PromiseState.OWED:
                sentence = f"Promised to the {person.kinship.lower()}: {promise.label}"
                yield LooseEnd(
                    sentence, person.id, blocks=review.stage is Stage.CLOSURE
                )


def _at_closing(review: Review, today: date) -> Iterator[LooseEnd]:
    for action in review.actions:
        if action.is_open:
            sentence = f"Action is open, due {full_day(action.due_on)}"
            yield LooseEnd(sentence, action.id, blocks=True)
        elif action.status is ActionStatus.AWAITING_EVIDENCE:
            yield LooseEnd("Action awaits evidence of impact", action.id, blocks=True)
    yield from _reminders(review, today)


def _reminders(review: Review, today: date) -> Iterator[LooseEnd]:
    for bring_back in review.bring_backs:
        if bring_back.done_on is None and bring_back.on >= today:
            yield LooseEnd(
                f"To be looked at again on {full_day(bring_back.on)}", bring_back.id
            )
    for flag in review.flags:
        if flag.lifted_on is None:
            yield LooseEnd("Flag still raised", flag.id)
    if review.disposal_review_on is None:
        yield LooseEnd("No day on which keeping it is reviewed (retention)")
