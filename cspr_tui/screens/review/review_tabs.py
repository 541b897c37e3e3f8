"""A review by its tabs: going between them, the cursor of each kept."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.domain.record.documents import ReportOrder
from cspr_tui.domain.record.review import Review
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.review.presence_line import Company
from cspr_tui.screens.review.review_view import ReviewView, view_of
from cspr_tui.screens.review.tabs.tab_registry import OVERVIEW, TABS, tab_line
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList, first_choice
from cspr_tui.widgets.screen_bars import HeadLine


class TabbedScreen(CsprScreen[None]):
    """One review, shown a tab at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "copy reference", id="review.copy", show=False),
        Binding("1", "tab(0)", "Overview", id="review.tab1", show=False),
        Binding("2", "tab(1)", "Family", id="review.tab2", show=False),
        Binding("3", "tab(2)", "Agencies", id="review.tab3", show=False),
        Binding("4", "tab(3)", "Actions", id="review.tab4", show=False),
        Binding("5", "tab(4)", "Timeline", id="review.tab5", show=False),
        Binding("6", "tab(5)", "Report", id="review.tab6", show=False),
        Binding(
            "right_square_bracket", "turn(1)", "next tab", id="review.next", show=False
        ),
        Binding(
            "left_square_bracket",
            "turn(-1)",
            "tab before",
            id="review.before",
            show=False,
        ),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self.tab = OVERVIEW
        self.cursors: dict[int, int] = {}
        self.order = ReportOrder()
        self._width = 0

    def turn_to(self, review: Review) -> None:
        """Show another review from its start; nothing stays of the one before."""
        self.review, self.tab, self.order = review, OVERVIEW, ReportOrder()
        self.cursors.clear()
        self.query_one(Company).attend_to(review.ref)
        self.tell("")
        self.refresh_content()
        self.show_keys()

    def leave(self) -> None:
        """Be open nowhere until it is turned to a review again."""
        self.query_one(Company).attend_to("")

    def body(self) -> ComposeResult:
        """Lay out the tab line and the lines."""
        yield Company(self.review.ref)
        yield HeadLine(id="tabs")
        yield LineList(id="lines")

    @property
    def view(self) -> ReviewView:
        """The review as the tabs see it."""
        view = view_of(self.review, self.reviews)
        return replace(view, order=self.order, width=self.app.size.width)

    def refresh_content(self) -> None:
        """Show the tab anew, the cursor where it was."""
        view = self.view
        self._width = view.width
        self.show_head(view.head)
        self.query_one("#tabs", HeadLine).say(tab_line(self.tab, view.width))
        lines = self.query_one(LineList)
        shown = list(TABS[self.tab][1](view))
        lines.cursor = self.cursors.get(self.tab, _first(shown))
        lines.show(shown)
        lines.focus()

    def on_resize(self) -> None:
        """Wrap anew, the cursor on what it was on."""
        if self._width in {0, self.app.size.width}:
            return
        lines = self.query_one(LineList)
        key = lines.current.key if lines.current else ""
        self.cursors[self.tab] = lines.cursor
        self.refresh_content()
        lines.show(lines.lines, key)

    def action_tab(self, number: int) -> None:
        """Go to a tab."""
        self.cursors[self.tab] = self.query_one(LineList).cursor
        self.tab = number
        self.refresh_content()
        self.refresh_bindings()
        self.show_keys()

    def action_turn(self, way: int) -> None:
        """Go to the next tab or the one before."""
        self.action_tab((self.tab + way) % len(TABS))

    @property
    def under_cursor(self) -> tuple[str, str]:
        """What kind of thing the row under the cursor stands for, and its name."""
        current = self.query_one(LineList).current
        kind, _, name = (current.key if current else "").partition("/")
        return kind, name

    def action_copy(self) -> None:
        """Send the reference to the terminal's clipboard."""
        self.copy(self.review.ref)


def _first(lines: list[Line]) -> int:
    """Return where to begin: first deadline or section, newest past entry, or top."""
    begins = ("deadline/", "section/", "log/")
    found = (n for n, line in enumerate(lines) if line.key.startswith(begins))
    return next(found, first_choice(lines))
