"""Saved views, shared or one person's own, stored in the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cspr_tui.domain.board.saved_views import View, with_view
from cspr_tui.domain.record.partnership import Partnership, SavedView
from cspr_tui.service.reviews import Reviews


def save_view(reviews: Reviews, view: View, before: View | None = None) -> View:
    """Save a view, in place of the earlier one if there is one.

    Raises:
        ViewNameError: the name is empty or in use.
        StaleReviewError: somebody changed the settings at the same moment.
    """
    seen = reviews.store.partnership()
    views = with_view(_held(seen), view, before)
    _keep(reviews, seen, views, f"View {view.name} saved")
    return view


def drop_view(reviews: Reviews, view: View) -> View:
    """Delete a saved view; it stays in the history of the settings.

    Raises:
        StaleReviewError: somebody changed the settings at the same moment.
    """
    seen = reviews.store.partnership()
    kept = [each for each in _held(seen) if each != view]
    _keep(reviews, seen, kept, f"View {view.name} dropped")
    return view


def _held(seen: Partnership) -> list[View]:
    return [View(each.name, each.query, each.owner) for each in seen.views]


def _keep(reviews: Reviews, seen: Partnership, views: Sequence[View], why: str) -> None:
    saved = tuple(SavedView(*view) for view in views)
    reviews.set_partnership(replace(seen, views=saved), why)
