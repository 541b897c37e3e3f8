"""Chasing an agency's request, and recording what the agency sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspr_tui.domain.deadlines.clocks.clock import first_known
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.agencies import Answer, Chaser, Request
from cspr_tui.domain.record.entry_kinds import INNER
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import Step, change_entry, entry_of
from cspr_tui.domain.text.formatting import count


class RequestAnsweredError(CsprError):
    """The request is answered already, so it cannot be chased."""


def request_chased(request_id: str, chaser: Chaser) -> Step:
    """Return the step that records a reminder on a request.

    `escalated_to` on the chaser escalates the request. Applied to a request
    answered meanwhile, it raises RequestAnsweredError.
    """

    def apply(review: Review) -> Review:
        request = _open(review, request_id)
        serial = review.serial + 1
        named = replace(chaser, id=f"{INNER['requests'][1]}{serial}")
        numbered = replace(review, serial=serial)
        return change_entry(
            "requests",
            request.id,
            chasers=(*request.chasers, named),
            escalated_to=chaser.escalated_to or request.escalated_to,
            escalated_on=_escalated(request, chaser),
        )(numbered)

    return Step(f"{request_id} chased", apply)


def _escalated(request: Request, chaser: Chaser) -> date | None:
    """Return when it was first escalated; a second time does not make that late."""
    again = chaser.on if chaser.escalated_to else None
    return first_known(request.escalated_on, again)


def request_answered(request_id: str, answer: Answer, on: date | None) -> Step:
    """Return the step that records an answer: full, partial, nil, or none."""

    def apply(review: Review) -> Review:
        request = entry_of(review.requests, request_id)
        return change_entry("requests", request.id, answer=answer, received_on=on)(
            review
        )

    return Step(f"{request_id}: {answer.label.lower()}", apply)


def _open(review: Review, request_id: str) -> Request:
    request = entry_of(review.requests, request_id)
    if request.answered_on is not None:
        sentence = (
            f"{request.agency} answered {request.id} on "
            f"{request.answered_on:%d %b %Y}; there is nothing to chase."
        )
        raise RequestAnsweredError(sentence)
    return request


def reminder_wording(review: Review, request: Request, due: date | None) -> str:
    """Return the text of a reminder; it has the reference, never a child's name."""
    asked = f"{request.sent_on:%d %B %Y}" if request.sent_on else "recently"
    until = f" It was due on {due:%d %B %Y}." if due else ""
    before = count(len(request.chasers), "reminder")
    return (
        f"Review {review.ref}: on {asked} we asked {request.agency} for this: "
        f"{request.type.label.lower()}.{until} We have not received it ({before} so "
        f"far). If you hold nothing, please say so: a nil return is an answer."
    )
