"""The six tabs of a review, and which acts belong to which."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.binding import Binding

from cspr_tui.screens.review.actions import actions
from cspr_tui.screens.review.agencies import agencies
from cspr_tui.screens.review.family import family
from cspr_tui.screens.review.overview import overview
from cspr_tui.screens.review.report import report
from cspr_tui.screens.review.timeline_tab import timeline_rows
from cspr_tui.screens.review.view import ReviewView
from cspr_tui.widgets.line import Line

Tab = Callable[[ReviewView], Iterator[Line]]
TABS: tuple[tuple[str, Tab], ...] = (
    ("Overview", overview),
    ("Family", family),
    ("Agencies", agencies),
    ("Actions", actions),
    ("Timeline", timeline_rows),
    ("Report", report),
)
# What `e` edits, by what the row under the cursor stands for.
EDITED = {"person": "people", "request": "requests", "action": "actions"}
OVERVIEW, FAMILY, AGENCIES, ACTIONS, TIMELINE, REPORT = range(len(TABS))
TAB_KEYS = (
    *(
        Binding(f"{n}", f"tab({n - 1})", name, id=f"review.tab{n}", show=False)
        for n, (name, _) in enumerate(TABS, 1)
    ),
    Binding("right_square_bracket", "turn(1)", "next", id="review.next", show=False),
    Binding("left_square_bracket", "turn(-1)", "back", id="review.before", show=False),
)


def tab_line(chosen: int) -> str:
    """Return the line of tabs, the current one in brackets."""
    names = [f"{number} {name}" for number, (name, _) in enumerate(TABS, start=1)]
    names[chosen] = f"[{names[chosen]}]"
    return "  ".join(names)
