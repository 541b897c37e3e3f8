"""The saved views as text and JSON: digit, name, number of reviews found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cspr_tui.domain.board.saved_views import BUILT_IN, View


class CountedView(NamedTuple):
    """A view and how many reviews it finds; None if its filter cannot be read."""

    number: int
    view: View
    found: int | None


def owner_words(view: View) -> str:
    """Return who sees a view: "built in", "only me" or "shared"."""
    if view in BUILT_IN:
        return "built in"
    return "only me" if view.owner else "shared"


def views_page(views: Iterable[CountedView]) -> Iterator[str]:
    """Yield the views: digit, name, number of reviews, filter, who sees it."""
    rows = [_row(each) for each in views]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, name, found, query, owner in rows:
        head = f"{number}  {name:<{widths[1]}}  {found:>{widths[2]}}"
        yield f"{head}  {query:<{widths[3]}}  {owner}"


def _row(each: CountedView) -> tuple[str, ...]:
    found = "unreadable" if each.found is None else str(each.found)
    query = each.view.query or "all active"
    return str(each.number), each.view.name, found, query, owner_words(each.view)


def view_json(each: CountedView) -> dict[str, Any]:
    """Return one view as JSON with documented names."""
    return {
        "number": each.number,
        "name": each.view.name,
        "count": each.found,
        "filter": each.view.query,
        "whose": owner_words(each.view),
    }
