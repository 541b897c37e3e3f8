"""Views: filters with a name, some built in, others saved by a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cspr_tui.domain.errors import CsprError


class View(NamedTuple):
    """A named filter; `owner` is the login of the only person who sees it, or empty."""

    name: str
    query: str
    owner: str = ""


TEAM = View("Team", "")
BUILT_IN = (
    TEAM,
    View("Mine", "owner:me"),
    View("Late+soon", "is:late,noclock,soon"),
    View("Hold", "is:hold"),
)
# One for each of the keys 1 to 9.
MOST = 9


class ViewNameError(CsprError):
    """A view needs a name that no other view has."""


def views_of(saved: Iterable[View], login: str) -> tuple[View, ...]:
    """Return the views a person sees: built-in, shared, and their own."""
    seen = (view for view in saved if view.owner in {"", login})
    return (*BUILT_IN, *seen)[:MOST]


def with_view(
    views: Iterable[View], view: View, before: View | None
) -> tuple[View, ...]:
    """Return the views with one added, or with `before` replaced by it.

    Raises:
        ViewNameError: it has no name, or another view has that name.
    """
    kept = [each for each in views if each != before]
    names = {each.name.casefold() for each in (*BUILT_IN, *kept)}
    if not view.name.strip() or view.name.casefold() in names:
        sentence = f'A view cannot be called "{view.name}"; choose another name.'
        raise ViewNameError(sentence)
    if before is None:
        return (*kept, view)
    return tuple(view if each == before else each for each in views)
