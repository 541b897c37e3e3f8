"""Views: filters with a name, some there from the start, others saved."""

from __future__ import annotations

from collections.abc import Iterable

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.partnership import Partnership, SavedView

TEAM = SavedView("Team", "")
BUILT_IN = (
    TEAM,
    SavedView("Mine", "owner:me"),
    SavedView("Late+soon", "is:late,noclock,soon"),
    SavedView("Hold", "is:hold"),
)
# One for each digit key.
MOST = 9


class ViewNameError(CsprError):
    """A view cannot have that name."""


def views_of(partnership: Partnership, login: str) -> tuple[SavedView, ...]:
    """Return the views a person sees: those there from the start, shared, own."""
    saved = (v for v in partnership.views if v.owner in {"", login})
    return (*BUILT_IN, *saved)[:MOST]


def with_view(
    views: Iterable[SavedView], view: SavedView, before: SavedView | None
) -> tuple[SavedView, ...]:
    """Return the views with one added, or put in the place of the one before.

    Raises:
        ViewNameError: it has no name, or one that is taken.
    """
    kept = [each for each in views if each != before]
    names = {each.name.casefold() for each in (*BUILT_IN, *kept)}
    if not view.name.strip() or view.name.casefold() in names:
        sentence = f'A view cannot be called "{view.name}"; choose another name.'
        raise ViewNameError(sentence)
    if before is None:
        return (*kept, view)
    return tuple(view if each == before else each for each in views)
