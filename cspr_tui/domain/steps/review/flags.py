"""Flags: a warning to everyone who opens the review, lifted only with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.oversight import Flag
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.log import EmptyTextError
from cspr_tui.domain.steps.review.stage_moves import ReasonNeededError
from cspr_tui.domain.steps.step import Step, add_entry, change_entry, entry_of


class NoFlagToLiftError(CsprError):
    """There is no flag on the review that could be lifted."""


def open_flags(review: Review) -> tuple[Flag, ...]:
    """Return the flags that are not lifted."""
    return tuple(flag for flag in review.flags if flag.lifted_on is None)


def flag_raised(flag: Flag) -> Step:
    """Return the step that raises a flag.

    Applied, it raises EmptyTextError without a message.
    """

    def apply(review: Review) -> Review:
        if not flag.message.strip():
            sentence = "A flag needs a message: what must everyone see?"
            raise EmptyTextError(sentence)
        return add_entry("flags", flag)(review)

    return Step("Flag raised", apply)


def flag_lifted(flag_id: str, on: date, why: str) -> Step:
    """Return the step that lifts one flag.

    Applied, it raises ReasonNeededError without a reason and NoFlagToLiftError if it
    was lifted already.
    """

    def apply(review: Review) -> Review:
        _need(why)
        flag = entry_of(review.flags, flag_id)
        if flag.lifted_on is not None:
            sentence = f"{flag.id} of {review.ref} is lifted already."
            raise NoFlagToLiftError(sentence)
        return change_entry("flags", flag.id, lifted_on=on, lifted_reason=why)(review)

    return Step(f"Flag {flag_id} lifted", apply, why)


def flags_lifted(on: date, why: str) -> Step:
    """Return the step that lifts every open flag, for the one reason given.

    Applied, it raises ReasonNeededError without a reason and NoFlagToLiftError if there
    is none.
    """

    def apply(review: Review) -> Review:
        _need(why)
        if not open_flags(review):
            sentence = f"{review.ref} has no flag to lift."
            raise NoFlagToLiftError(sentence)
        lifted = (_lifted(flag, on, why) for flag in review.flags)
        return replace(review, flags=tuple(lifted))

    return Step("Flags lifted", apply, why)


def _lifted(flag: Flag, on: date, why: str) -> Flag:
    if flag.lifted_on is not None:
        return flag
    return replace(flag, lifted_on=on, lifted_reason=why)


def _need(why: str) -> None:
    if not why.strip():
        sentence = "Type why the flag is lifted; it stays in the history."
        raise ReasonNeededError(sentence)
