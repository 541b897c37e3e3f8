"""The six tabs of a review, and which actions belong to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cspr_tui.domain.audit.timeline import timeline
from cspr_tui.domain.record.entry_kinds import FILLED_IN
from cspr_tui.domain.record.review import Review
from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.screens.review.tabs.actions_tab import actions
from cspr_tui.screens.review.tabs.agencies_tab import agencies
from cspr_tui.screens.review.tabs.family_tab import family
from cspr_tui.screens.review.tabs.overview_tab import overview
from cspr_tui.screens.review.tabs.report_tab import report
from cspr_tui.screens.review.tabs.timeline_tab import timeline_rows
from cspr_tui.widgets.lines.line import Line

Tab = Callable[[ReviewView], Iterator[Line]]
TABS: tuple[tuple[str, Tab], ...] = (
    ("Overview", overview),
    ("Family", family),
    ("Agencies", agencies),
    ("Actions", actions),
    ("Timeline", timeline_rows),
    ("Report", report),
)
# The rows of the timeline, past and to come.
LOGGED = ("log", "coming")
# The rows that stand for an entry, which `e` edits.
OF_ENTRIES = frozenset({"person", "request", "action", "entry", *LOGGED})
OVERVIEW, FAMILY, AGENCIES, ACTIONS, TIMELINE, REPORT = range(len(TABS))


def tab_line(chosen: int, width: int) -> str:
    """Return the line of tabs, the current one in brackets.

    On a narrow screen the gaps are smaller and the current tab has no number.
    """
    names = [f"{number} {name}" for number, (name, _) in enumerate(TABS, start=1)]
    names[chosen] = f"[{names[chosen]}]"
    line = "  ".join(names)
    if len(line) <= width:
        return line
    names[chosen] = f"[{TABS[chosen][0]}]"
    return " ".join(names)


def entry_at(review: Review, kind: str, name: str) -> tuple[str, str]:
    """Return the field and the id of the entry that a row shows.

    Both are empty for a row without an entry that can be changed.
    """
    if kind not in OF_ENTRIES:
        return "", ""
    found = timeline(review)[int(name)].entry if kind in LOGGED else name
    for field in FILLED_IN:
        if any(entry.id == found for entry in getattr(review, field)):
            return field, found
    return "", ""


def gate_at(review: Review, name: str) -> str:
    """Return the proceeding that a gate belongs to."""
    return next(
        other.id
        for other in review.proceedings
        if any(gate.id == name for gate in other.gates)
    )
