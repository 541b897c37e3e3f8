"""Saved views, kept in the store's settings: shared, or one person's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cspr_tui.domain.partnership import SavedView
from cspr_tui.domain.views import View, with_view
from cspr_tui.service.reviews import Reviews


def save_view(reviews: Reviews, view: View, before: View | None = None) -> View:
    """Keep a view, in place of the one before if there is one.

    Raises:
        ViewNameError: the name is empty or taken.
        StaleReviewError: somebody changed the settings at the same moment.
    """
    _keep(reviews, with_view(_held(reviews), view, before), f"View {view.name} saved")
    return view


def drop_view(reviews: Reviews, view: View) -> View:
    """Take a saved view away; the history of the settings keeps it.

    Raises:
        StaleReviewError: somebody changed the settings at the same moment.
    """
    kept = [each for each in _held(reviews) if each != view]
    _keep(reviews, kept, f"View {view.name} dropped")
    return view


def _held(reviews: Reviews) -> list[View]:
    views = reviews.store.partnership().views
    return [View(each.name, each.query, each.owner) for each in views]


def _keep(reviews: Reviews, views: Sequence[View], why: str) -> None:
    saved = tuple(SavedView(*view) for view in views)
    reviews.set_partnership(replace(reviews.store.partnership(), views=saved), why)
