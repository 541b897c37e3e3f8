"""Opening a review: one review screen stays mounted and is reused for each.

Mounting a new screen would take most of the time of opening.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from cspr_tui.domain.record.review import Review
from cspr_tui.screens.review.review_screen import ReviewScreen

NAME = "review"


def open_review(app: App[Any], review: Review, back: Callable[[None], Any]) -> None:
    """Show a review on top of the screen; `back` is called when it is left."""
    if app.is_screen_installed(NAME):
        screen = app.get_screen(NAME, ReviewScreen)
        screen.turn_to(review)
    else:
        screen = ReviewScreen(review)
        app.install_screen(screen, NAME)
    app.push_screen(screen, back)
