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
    """Have the right review take the entry up, the wrong one let it go; return that.

    Stopped between the two saves, the entry stands in both; doing it again ends it.

    Raises:
        CsprError: one of the two refuses; nothing is lost.
    """
    target = reviews.find(to)
    check_not_referenced(reviews.read(moved.ref), moved)
    reviews.change(target, entry_received(moved, why))
    return reviews.change(moved.ref, entry_moved_out(moved, target, why))
