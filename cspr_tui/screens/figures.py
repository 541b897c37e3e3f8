"""The figures, each opening the list of reviews behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from cspr_tui.domain.errors import CsprError
from cspr_tui.plain.figures import NOTE, figure_line, grouped
from cspr_tui.screens.base import CsprScreen
from cspr_tui.screens.choose import ChooseScreen
from cspr_tui.service.counting import Counted, counted
from cspr_tui.widgets.line import BLANK, Line, head
from cspr_tui.widgets.line_list import LineList, first_choice

# Progress is told once in so many reviews, so that a slow line keeps up.
TOLD_EVERY = 100


class FiguresScreen(CsprScreen[str | None]):
    """Counts in the background; closes with a review to open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.help", "help", id="figures.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="figures.back"),
    ]

    counted: Counted | None = None

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Begin to count."""
        self.show_head("Figures")
        self.query_one(LineList).focus()
        self.tell("Reading ...")
        self.run_worker(self._count, thread=True, group="figures", exclusive=True)

    def _count(self) -> None:
        worker = get_current_worker()
        try:
            for each in counted(self.reviews):
                if worker.is_cancelled:
                    return
                if each.figures:
                    self.app.call_from_thread(self._show, each)
                elif not each.read % TOLD_EVERY:
                    said = f"Reading: {each.read} of {each.of} reviews."
                    self.app.call_from_thread(self.tell, said)
        except CsprError as error:
            self.app.call_from_thread(self.say, str(error))

    def _show(self, found: Counted) -> None:
        self.counted = found
        self.show_head(f"Figures over {found.of} reviews")
        lines = self.query_one(LineList)
        shown = list(_lines(found))
        lines.cursor = first_choice(shown)
        lines.show(shown)
        self.tell("Enter shows the reviews behind a number, the shortfalls first.")

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        if self.counted is None:
            return
        figure = self.counted.figures[int(event.line.key)]
        listed = [(ref, ref) for ref in figure.refs]
        question = f"{figure.label}: {len(listed)} reviews, shortfalls first"
        self.app.push_screen(ChooseScreen(question, listed), self._open)

    def _open(self, ref: str | None) -> None:
        if ref:
            self.dismiss(ref)

    def action_back(self) -> None:
        """Go back to the board."""
        self.workers.cancel_group(self, "figures")
        self.dismiss(None)


def _lines(found: Counted) -> Iterator[Line]:
    for sentence in found.unread:
        yield Line(f"NOT READ  {sentence}", "NOT READ", "", "late")
    place = 0
    for group, figures in grouped(found.figures):
        yield head(group)
        for figure in figures:
            yield Line(figure_line(figure), "", str(place))
            place += 1
        yield BLANK
    if any(figure.is_small for figure in found.figures):
        yield Line(NOTE[:78])
        yield Line(NOTE[78:].strip())
