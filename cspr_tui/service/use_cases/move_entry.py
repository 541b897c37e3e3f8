"""Move an entry from the wrong review to the right one."""

from __future__ import annotations

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.misfiled import (
    Misfiled,
    check_not_referenced,
    entry_moved_out,
    entry_received,
)
from cspr_tui.service.reviews import Reviews


def move_entry(reviews: Reviews, moved: Misfiled, to: str, why: str) -> Review:
    """Add the entry to the right review, remove it from the wrong one, return that.

    If this is interrupted between the two saves, the entry is in both reviews;
    repeating it completes the move.

    Raises:
        CsprError: one of the two refuses; nothing is lost.
    """
    target = reviews.find(to)
    check_not_referenced(reviews.read(moved.ref), moved)
    reviews.change(target, entry_received(moved, why))
    return reviews.change(moved.ref, entry_moved_out(moved, target, why))
