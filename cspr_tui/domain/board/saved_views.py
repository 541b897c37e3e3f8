"""Views: filters with a name, some there from the start, others saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cspr_tui.domain.errors import CsprError


class View(NamedTuple):
    """A named filter; `owner` is the one login that sees it, empty for all."""

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
# One for each digit key.
MOST = 9


class ViewNameError(CsprError):
    """A view cannot have that name."""


def views_of(saved: Iterable[View], login: str) -> tuple[View, ...]:
    """Return the views a person sees: those there from the start, shared, own."""
    seen = (view for view in saved if view.owner in {"", login})
    return (*BUILT_IN, *seen)[:MOST]


def with_view(
    views: Iterable[View], view: View, before: View | None
) -> tuple[View, ...]:
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
