"""What a move to a later stage, or a closing, would leave open."""

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

_Look = Callable[[Review, date], Iterator["LooseEnd"]]


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """One thing left open: in words, the entry it is about, whether it blocks.

    What blocks a closing can be overridden with a typed reason, never silently.
    """

    what: str
    entry: str = ""
    blocks: bool = False


def loose_ends_before(review: Review, to: Stage, today: date) -> tuple[LooseEnd, ...]:
    """Return what moving to that stage leaves open, in the order of the process.

    Moving back leaves nothing open. Nothing here refuses a move; a closing is
    refused while anything that `blocks` is left and no reason is given.
    """
    if to.number <= review.stage.number and to is not Stage.CLOSURE:
        return ()
    passed = [s for s in stages_of(review.kind) if s.number < to.number]
    there = replace(review, stage=to)
    found = [end for stage in passed for end in _of_stage(there, stage, today)]
    closing = _at_closing(there, today) if to is Stage.CLOSURE else ()
    return (*found, *_held(review, to), *_owed_to_family(there), *closing)


def blockers(review: Review, today: date) -> tuple[LooseEnd, ...]:
    """Return what stands against closing the review."""
    found = loose_ends_before(review, Stage.CLOSURE, today)
    return tuple(end for end in found if end.blocks)


def _of_stage(review: Review, stage: Stage, today: date) -> Iterator[LooseEnd]:
    for look in _LOOKS.get(stage, ()):
        yield from look(review, today)


def _missing(field: str, words: str) -> _Look:
    def look(review: Review, _today: date) -> Iterator[LooseEnd]:
        if not getattr(review, field):
            yield LooseEnd(f"{words}: not recorded")

    return look


def _unanswered(*types: RequestType) -> _Look:
    def look(review: Review, _today: date) -> Iterator[LooseEnd]:
        for request in review.requests:
            waits = request.answered_on is None and request.withdrawn_on is None
            if waits and request.type in types:
                yield LooseEnd(f"{request.title} not answered", request.id)

    return look


def _unknown_agencies(review: Review, _today: date) -> Iterator[LooseEnd]:
    for place in review.involvements:
        if place.status is InvolvementStatus.UNKNOWN:
            yield LooseEnd(f"{place.agency}: involved or not is unknown", place.id)


def _no_reviewer(review: Review, _today: date) -> Iterator[LooseEnd]:
    if review.lead_reviewer is None:
        yield LooseEnd("No lead reviewer is recorded")


def _unsigned(review: Review, _today: date) -> Iterator[LooseEnd]:
    signed = {sign.by for sign in review.sign_offs}
    waiting = [by.label for by in Signatory if by not in signed]
    if waiting:
        yield LooseEnd(f"Not signed off by: {listed(waiting)}")


def _untold(about: NoticeAbout, *to: Recipient) -> _Look:
    def look(review: Review, _today: date) -> Iterator[LooseEnd]:
        told = {n.to for n in review.notices if n.about is about}
        waiting = [each.label for each in to if each not in told]
        if waiting:
            yield LooseEnd(f"{about.label} not sent to: {listed(waiting)}")

    return look


def _not_out(review: Review, _today: date) -> Iterator[LooseEnd]:
    if review.published_on is None and not review.not_publishing_reason:
        yield LooseEnd("Not published, and no reason for not publishing", blocks=True)


_PANEL, _STATE = Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE
_LOOKS: dict[Stage, tuple[_Look, ...]] = {
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
        _untold(NoticeAbout.INITIATION, _PANEL, _STATE, Recipient.OFSTED),
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
    Stage.SIGN_OFF: (_unsigned,),
    Stage.PRE_PUBLICATION: (
        _untold(NoticeAbout.PRE_PUBLICATION, _PANEL, _STATE, Recipient.OFSTED),
    ),
    Stage.PUBLICATION: (_not_out,),
}


def _held(review: Review, to: Stage) -> Iterator[LooseEnd]:
    """Yield the gates that hold the work of the stages moved through."""
    for gate in review.gates:
        if gate.is_open and any(s.number <= to.number for s in _work(review, gate)):
            asked = f", set by {gate.set_by}" if gate.set_by else ""
            said = f"Gate on {gate.holds.label.lower()} is open{asked}"
            yield LooseEnd(said, gate.id, blocks=True)


def _work(review: Review, gate: Gate) -> frozenset[Stage]:
    """Return the stages of this review whose work the gate holds."""
    return HELD_STAGES[gate.holds].intersection(stages_of(review.kind))


def _owed_to_family(review: Review) -> Iterator[LooseEnd]:
    """Yield what the leaflet promised; a review without a set-up gave none."""
    led = Stage.SET_UP in stages_of(review.kind)
    for person in review.people if led else ():
        for promise in promises(review, person, ()):
            if promise.state is PromiseState.OWED:
                said = f"Promised to the {person.kinship.lower()}: {promise.label}"
                yield LooseEnd(said, person.id, blocks=review.stage is Stage.CLOSURE)


def _at_closing(review: Review, today: date) -> Iterator[LooseEnd]:
    for action in review.actions:
        if action.is_open:
            said = f"Action is open, due {full_day(action.due_on)}"
            yield LooseEnd(said, action.id, blocks=True)
        elif action.status is ActionStatus.AWAITING_EVIDENCE:
            yield LooseEnd("Action awaits evidence of impact", action.id, blocks=True)
    yield from _kept_back(review, today)


def _kept_back(review: Review, today: date) -> Iterator[LooseEnd]:
    for back in review.bring_backs:
        if back.done_on is None and back.on >= today:
            yield LooseEnd(f"To be looked at again on {full_day(back.on)}", back.id)
    for flag in review.flags:
        if flag.lifted_on is None:
            yield LooseEnd("Flag still raised", flag.id)
    if review.disposal_review_on is None:
        yield LooseEnd("No day on which keeping it is reviewed (retention)")
