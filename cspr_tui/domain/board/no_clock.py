"""The status of a review none of whose clocks runs: settled, on hold, or undated."""

from __future__ import annotations

from typing import NamedTuple

from cspr_tui.domain.record.review import RapidReviewOutcome, Review, ReviewKind

# Outcomes of a rapid review after which nothing more is due.
_ENDING = frozenset(
    {
        RapidReviewOutcome.NO_FURTHER,
        RapidReviewOutcome.OTHER_LEARNING,
        RapidReviewOutcome.NATIONAL,
    }
)
# Kinds of review that are complete once this one date is recorded.
_ONE_NOTICE = {
    ReviewKind.LAC_DEATH: "lac_death_notified_on",
    ReviewKind.CARE_LEAVER: "care_leaver_notified_on",
    ReviewKind.REFERRAL_ONLY: "sin_sent_on",
    ReviewKind.NATIONAL: "rr_sent_on",
}


class NoClockStatus(NamedTuple):
    """The status word, and the rank that orders the board (1 is the most urgent)."""

    word: str
    rank: int


def status_without_clock(review: Review, *, held: bool) -> NoClockStatus:
    """Return the status of a review on a day on which none of its deadlines runs.

    Until it is published or settled there must be something left to do. Where statute
    sets deadlines, the date they count from is missing, which is urgent; for other
    local learning reviews it is not, and they come after reviews with dates.
    """
    if is_settled(review):
        return NoClockStatus("DONE", 3)
    if held:
        return NoClockStatus("HOLD", 2)
    return NoClockStatus("NO CLOCK", 2 if review.kind is ReviewKind.OTHER_LOCAL else 1)


def is_settled(review: Review) -> bool:
    """Whether no further deadline can arise by itself."""
    if not review.is_active or review.published_on is not None:
        return True
    notice = _ONE_NOTICE.get(review.kind)
    noticed = notice is not None and getattr(review, notice) is not None
    return noticed or review.rr_outcome in _ENDING
