"""Undo and redo of the session's last change, on screens that list many reviews."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from cspr_tui.service.use_cases.change_settings import (
    redo_settings_change,
    undo_settings_change,
)

if TYPE_CHECKING:
    from cspr_tui.domain.history.change import Change
    from cspr_tui.domain.record.review import Review
    from cspr_tui.screens.core.base_screen import CsprScreen

# Takes the reference of the review that was turned, and what is said of it.
Done = Callable[[str, str], object]
Said = Callable[[str], object]


UNDONE, REDONE = "U does it again.", "u undoes it."


def undo(screen: CsprScreen[Any], done: Done) -> None:
    """Take back the last change of this sitting."""
    then = partial(_turned, done, UNDONE)
    screen.attempt(screen.reviews.undo_last, then)


def redo(screen: CsprScreen[Any], done: Done) -> None:
    """Do again what was taken back last."""
    then = partial(_turned, done, REDONE)
    screen.attempt(screen.reviews.redo_last, then)


def undo_settings(screen: CsprScreen[Any], done: Said, field: str = "") -> None:
    """Take back this sitting's last change of the settings, or of one field of them."""
    turn = partial(undo_settings_change, screen.reviews, field)
    screen.attempt(turn, lambda said: done(f"{said}.  {UNDONE}"))


def redo_settings(screen: CsprScreen[Any], done: Said, field: str = "") -> None:
    """Do again what was taken back last in the settings, or in one field of them."""
    turn = partial(redo_settings_change, screen.reviews, field)
    screen.attempt(turn, lambda said: done(f"{said}.  {REDONE}"))


def _turned(done: Done, then: str, turned: tuple[Review, Change]) -> None:
    review = turned[0]
    done(review.ref, f"{review.ref}: {review.history[-1].what}.  {then}")
