"""Moving an entry from the wrong review to the right one."""

from __future__ import annotations

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.misfiled import (
    Misfiled,
    check_free,
    let_go,
    taken_up,
)
from cspr_tui.service.reviews import Reviews


def move_entry(reviews: Reviews, moved: Misfiled, to: str, why: str) -> Review:
    """Have the right review take the entry up, the wrong one let it go; return that.

    Stopped between the two saves, the entry stands in both; doing it again ends it.

    Raises:
        CsprError: one of the two refuses; nothing is lost.
    """
    target = reviews.find(to)
    check_free(reviews.read(moved.ref), moved)
    reviews.change(target, taken_up(moved, why))
    return reviews.change(moved.ref, let_go(moved, target, why))
