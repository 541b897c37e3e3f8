"""How a review reads while no clock of it runs: settled, or missing its dates."""

from __future__ import annotations

from typing import NamedTuple

from cspr_tui.domain.record.review import RapidReviewOutcome, Review, ReviewKind

# With one of these a rapid review is over when the National Panel has replied.
_ENDING = frozenset(
    {
        RapidReviewOutcome.NO_FURTHER,
        RapidReviewOutcome.OTHER_LEARNING,
        RapidReviewOutcome.NATIONAL,
    }
)
# Nothing is owed for these once the day named here is recorded.
_ONE_NOTICE = {
    ReviewKind.LAC_DEATH: "lac_death_notified_on",
    ReviewKind.CARE_LEAVER: "care_leaver_notified_on",
    ReviewKind.REFERRAL_ONLY: "sin_sent_on",
    ReviewKind.NATIONAL: "rr_sent_on",
}


class NoClockStatus(NamedTuple):
    """The word, and the rank by which the board is ordered."""

    word: str
    rank: int


def status_without_clock(review: Review, *, held: bool) -> NoClockStatus:
    """Return how the review reads on a day on which nothing of it is due.

    Before it is published or settled nobody can say that nothing is left to do.
    Where statute sets dates, the one that would start a clock is missing, which
    presses at once; other local learning reviews stand after all that is dated.
    """
    if is_settled(review):
        return NoClockStatus("DONE", 3)
    if held:
        return NoClockStatus("HOLD", 2)
    return NoClockStatus("NO CLOCK", 2 if review.kind is ReviewKind.OTHER_LOCAL else 1)


def is_settled(review: Review) -> bool:
    """Whether nothing more can come due by itself."""
    if not review.is_active or review.published_on is not None:
        return True
    notice = _ONE_NOTICE.get(review.kind)
    noticed = notice is not None and getattr(review, notice) is not None
    return noticed or review.rr_outcome in _ENDING
