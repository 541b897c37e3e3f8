"""The lines of a review's tabs; each tab keeps its own cursor."""

from __future__ import annotations

from collections.abc import Sequence

from cspr_tui.screens.review.review_view import ReviewView
from cspr_tui.screens.review.tabs.tab_registry import OVERVIEW, TABS
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList, first_choice

# On opening a tab the cursor goes to the first row of one of these kinds.
_START_ROWS = ("deadline/", "section/", "log/")


class TabLines(LineList):
    """The lines of the tab that is shown; `tab` is its place in `TABS`."""

    tab = OVERVIEW

    def __init__(self) -> None:
        super().__init__(id="lines")
        self._cursors: dict[int, int] = {}

    def reset(self) -> None:
        """Go to the first tab and forget the cursors, as for another review."""
        self.tab = OVERVIEW
        self._cursors.clear()

    def go_to(self, tab: int) -> None:
        """Choose the tab that is shown next."""
        self.keep_cursor()
        self.tab = tab

    def keep_cursor(self) -> None:
        """Remember the cursor of this tab for the next time it is shown."""
        self._cursors[self.tab] = self.cursor

    def show_tab(self, view: ReviewView) -> None:
        """Show the tab's lines for a review, the cursor where it was left."""
        lines = list(TABS[self.tab][1](view))
        self.cursor = self._cursors.get(self.tab, _start(lines))
        self.show(lines)
        self.focus()

    @property
    def under_cursor(self) -> tuple[str, str]:
        """The kind of the row under the cursor and its name, both empty for none."""
        kind, _, name = (self.current.key if self.current else "").partition("/")
        return kind, name


def _start(lines: Sequence[Line]) -> int:
    """Return where the cursor starts on a tab: see `_START_ROWS`, else the top."""
    places = (n for n, line in enumerate(lines) if line.key.startswith(_START_ROWS))
    return next(places, first_choice(lines))
