"""The views as text and JSON: each with its digit, and how many it finds now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from cspr_tui.domain.board.saved_views import BUILT_IN, View


class CountedView(NamedTuple):
    """A view and how many reviews it finds, None where it cannot be read."""

    number: int
    view: View
    found: int | None


def owner_words(view: View) -> str:
    """Return who sees a view."""
    if view in BUILT_IN:
        return "built in"
    return "only me" if view.owner else "shared"


def views_page(views: Iterable[CountedView]) -> Iterator[str]:
    """Yield the views: digit, name, how many it finds, filter, who sees it."""
    rows = [_row(each) for each in views]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, name, found, query, seen in rows:
        head = f"{number}  {name:<{wide[1]}}  {found:>{wide[2]}}"
        yield f"{head}  {query:<{wide[3]}}  {seen}"


def _row(each: CountedView) -> tuple[str, ...]:
    found = "unreadable" if each.found is None else str(each.found)
    query = each.view.query or "all active"
    return str(each.number), each.view.name, found, query, owner_words(each.view)


def view_json(each: CountedView) -> dict[str, Any]:
    """Return one view under its documented names."""
    return {
        "number": each.number,
        "name": each.view.name,
        "count": each.found,
        "filter": each.view.query,
        "whose": owner_words(each.view),
    }
