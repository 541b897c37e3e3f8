"""Saved views, kept in the store's settings: shared, or one person's own."""

from __future__ import annotations

from dataclasses import replace

from cspr_tui.domain.partnership import SavedView
from cspr_tui.domain.views import views_of, with_view
from cspr_tui.service.reviews import Reviews


def views(reviews: Reviews) -> tuple[SavedView, ...]:
    """Return the views of this session's person, in the order of their digits."""
    return views_of(reviews.partnership, reviews.session.login)


def save_view(
    reviews: Reviews, view: SavedView, before: SavedView | None = None
) -> SavedView:
    """Keep a view, in place of the one before if there is one.

    Raises:
        ViewNameError: the name is empty or taken.
        StaleReviewError: somebody changed the settings at the same moment.
    """
    held = reviews.store.partnership()
    wanted = replace(held, views=with_view(held.views, view, before))
    reviews.set_partnership(wanted, f"View {view.name} saved")
    return view


def drop_view(reviews: Reviews, view: SavedView) -> SavedView:
    """Take a saved view away; the history of the settings keeps it.

    Raises:
        StaleReviewError: somebody changed the settings at the same moment.
    """
    held = reviews.store.partnership()
    kept = tuple(each for each in held.views if each != view)
    reviews.set_partnership(replace(held, views=kept), f"View {view.name} dropped")
    return view
