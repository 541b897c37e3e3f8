"""A peer: the plainest Textual list that draws only the lines in sight.

It decodes its rows at the start, keeps a folded text of each, and scans all of them
at every letter of its filter; Enter shows all of one row.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.events import Key
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

Case = dict[str, str]
PLAIN, REVERSED = Style(), Style(reverse=True)


class Cases(ScrollView, can_focus=True):
    """The rows, and which one the cursor is on."""

    DEFAULT_CSS = "Cases {height: 1fr; scrollbar-size: 0 0;}"

    def __init__(self, cases: list[Case]) -> None:
        super().__init__()
        self.cases, self.at = cases, 0

    def put(self, cases: list[Case]) -> None:
        self.cases, self.at = cases, 0
        self.virtual_size = Size(self.size.width, len(cases))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        place, width = y + self.scroll_offset.y, self.size.width
        if place >= len(self.cases):
            return Strip.blank(width)
        text = "  ".join(self.cases[place].values())
        style = REVERSED if place == self.at else PLAIN
        return Strip([Segment(text[:width].ljust(width), style)], width)

    def on_key(self, event: Key) -> None:
        if event.key in "jk":
            self.go(self.at + (1 if event.key == "j" else -1))
        elif event.key == "enter":
            self.app.push_screen(Shown(self.cases[self.at]))

    def go(self, to: int) -> None:
        to = max(0, min(len(self.cases) - 1, to))
        old, self.at = self.at, to
        top, height = self.scroll_offset.y, self.size.height
        if top <= to < top + height:
            lines = (Region(0, n - top, self.size.width, 1) for n in (old, to))
            self.refresh(*lines)
        else:
            y = to if to < top else to - height + 1
            self.scroll_to(y=y, animate=False, immediate=True)


class Shown(Screen[None]):
    """One row, a field a line."""

    BINDINGS = [("q", "app.pop_screen", "back")]  # noqa: RUF012 - Textual declares it so

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case

    def compose(self) -> ComposeResult:
        text = "\n".join(f"{name}: {said}" for name, said in self.case.items())
        yield Static(text, markup=False)


class VirtualList(App[None]):
    """The list, its count above, the filter below."""

    BINDINGS = [("slash", "filter", "filter"), ("q", "quit", "quit")]  # noqa: RUF012 - Textual declares it so
    CSS = "Input {height: 1; border: none; display: none;} #said {height: 1;}"

    def compose(self) -> ComposeResult:
        self.cases: list[Case] = json.loads(Path(sys.argv[1]).read_bytes())
        self.folded: list[str] = []
        yield Static(self.said(len(self.cases)), id="said")
        yield Cases(self.cases)
        yield Input()

    def said(self, shown: int) -> str:
        return f"{shown} of {len(self.cases)} rows"

    def on_mount(self) -> None:
        cases = self.query_one(Cases)
        cases.put(self.cases)
        cases.focus()

    def action_filter(self) -> None:
        self.folded = ["\0".join(case.values()).lower() for case in self.cases]
        line = self.query_one(Input)
        line.display = True
        line.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        wanted = event.value.lower()
        pairs = zip(self.cases, self.folded, strict=True)
        found = [case for case, text in pairs if wanted in text]
        self.query_one("#said", Static).update(self.said(len(found)))
        self.query_one(Cases).put(found)


if __name__ == "__main__":
    VirtualList().run(mouse=False)
