"""Retention of a record: the legal basis, the day to decide, and a legal hold.

Nothing is deleted by itself. On the day a person is asked to decide. A legal hold keeps
the record after that day too, for example because destroying what an inquiry may want
is an offence (Inquiries Act 2005 s35(3)).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.attribution import last_changed_by
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.step import ChangedMeanwhileError, Step
from cspr_tui.domain.text.formatting import full_day, listed

RETENTION = {
    "retention_basis": "retention basis",
    "disposal_review_on": "day to decide on keeping",
    "legal_hold": "legal hold",
}


class HoldNeedsAReasonError(CsprError):
    """A legal hold was lifted, or the decision day removed, without a reason."""


def retention_set(seen: Review, wanted: Review, why: str = "") -> Step:
    """Return the step that merges retention settings into the newest review.

    Applied, it raises ChangedMeanwhileError if others changed the same field to
    something else, and HoldNeedsAReasonError if a legal hold is lifted, or the decision
    day removed, and `why` is empty.
    """
    mine = {n: getattr(wanted, n) for n in RETENTION if _differs(seen, wanted, n)}

    def apply(review: Review) -> Review:
        _check_reason(review, wanted, mine, why)
        theirs = [n for n in mine if _differs(seen, review, n)]
        clash = [n for n in theirs if _differs(wanted, review, n)]
        if clash:
            who = last_changed_by(review.history, clash)
            names = listed([RETENTION[n] for n in clash])
            sentence = (
                f"{who} changed the {names} meanwhile; look at it again before you "
                f"overwrite it."
            )
            raise ChangedMeanwhileError(sentence)
        named: dict[str, Any] = mine
        return replace(review, **named)

    said = listed([RETENTION[n] for n in mine]) or "nothing"
    return Step(f"Keeping the record: {said}", apply, why)


def retention_words(review: Review) -> str:
    """Return in one line how long the record is kept; a legal hold comes first."""
    basis = review.retention_basis or "no basis recorded"
    on = review.disposal_review_on
    decide = f"decide on {full_day(on)}" if on else "no day to decide on it"
    hold = "LEGAL HOLD: keep it; " if review.legal_hold else ""
    return f"{hold}{decide}; {basis}"


def _check_reason(
    review: Review, wanted: Review, mine: dict[str, Any], why: str
) -> None:
    lifted = "legal_hold" in mine and review.legal_hold and not wanted.legal_hold
    dropped = "disposal_review_on" in mine and wanted.disposal_review_on is None
    if (lifted or dropped) and not why.strip():
        what = "lifting a legal hold" if lifted else "taking the day to decide out"
        sentence = f"Say why: {what} needs a reason, which the history keeps."
        raise HoldNeedsAReasonError(sentence)


def _differs(one: Review, other: Review, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))
