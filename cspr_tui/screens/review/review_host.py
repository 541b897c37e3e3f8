"""The protocol between the review screen and its controllers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from textual.app import App

from cspr_tui.domain.record.review import Review
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.service import Reviews

A = TypeVar("A")


class ReviewHost(Protocol):
    """A screen that shows one review."""

    review: Review

    @property
    def app(self) -> App[Any]:
        """The app, to push dialogs on."""
        ...

    @property
    def reviews(self) -> Reviews:
        """The service."""
        ...

    @property
    def view(self) -> ReviewView:
        """The review as its tabs show it now."""
        ...

    @property
    def under_cursor(self) -> tuple[str, str]:
        """The kind of the row under the cursor, such as `section`, and its name."""
        ...

    def attempt(self, do: Callable[[], A], then: Callable[[A], Any]) -> None:
        """Read or write records in a worker thread, then go on with the result."""
        ...

    def show_message(self, text: str) -> None:
        """Show what happened on the message line."""
        ...

    def show_review(self, review: Review, message: str) -> None:
        """Show the review as it is now, and what happened."""
        ...
