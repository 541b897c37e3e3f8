"""The manual in the app: its list of topics, and each page."""

from __future__ import annotations

from textual import on

from cspr_tui.plain.manual_pages import manual_lines, page, topics
from cspr_tui.screens.core.page_screen import PageScreen
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList

NARROWEST = 20


class ManualScreen(PageScreen):
    """The topics of the manual; Enter opens one."""

    OPENS = True

    def __init__(self) -> None:
        lines = [
            Line(f"{each.name:<14}  {each.summary}", key=each.name) for each in topics()
        ]
        super().__init__("Manual: Enter opens a page", lines)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.app.push_screen(ManualPageScreen(event.line.key))


class ManualPageScreen(PageScreen):
    """One page of the manual, laid out for the window's width."""

    def __init__(self, topic: str) -> None:
        super().__init__(f"Manual: {topic}", ())
        self.topic = topic

    def refresh_content(self) -> None:
        """Lay the page out anew."""
        width = max(NARROWEST, self.size.width)
        self.page_lines = tuple(map(Line, manual_lines(page(self.topic), width)))
        super().refresh_content()
