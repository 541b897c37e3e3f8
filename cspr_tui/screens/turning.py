"""Undo and redo from where many reviews are looked at: the sitting's last change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cspr_tui.domain.history import Change
    from cspr_tui.domain.review import Review
    from cspr_tui.screens.base import CsprScreen

# Takes the reference of the review that was turned, and what is said of it.
Done = Callable[[str, str], object]


def undo(screen: CsprScreen[Any], done: Done) -> None:
    """Take back the last change of this sitting."""
    then = partial(_turned, done, "U does it again.")
    screen.attempt(screen.reviews.undo_last, then)


def redo(screen: CsprScreen[Any], done: Done) -> None:
    """Do again what was taken back last."""
    then = partial(_turned, done, "u undoes it.")
    screen.attempt(screen.reviews.redo_last, then)


def _turned(done: Done, then: str, turned: tuple[Review, Change]) -> None:
    review = turned[0]
    done(review.ref, f"{review.ref}: {review.history[-1].what}.  {then}")
