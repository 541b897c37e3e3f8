"""The screen of figures; each figure opens the list of reviews that it counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.queries.figures import Figure
from cspr_tui.domain.text.formatting import count
from cspr_tui.plain.figures_text import (
    NOTE,
    by_group,
    case_lines,
    columns_for,
    figure_line,
)
from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.service import Board
from cspr_tui.service.use_cases.review_figures import FiguresProgress, count_figures
from cspr_tui.widgets.lines.line import BLANK, Line, head
from cspr_tui.widgets.lines.line_list import LineList, first_choice
from cspr_tui.widgets.lines.line_wrap import wrapped_line, wrapped_lines

# Progress is told once in so many reviews, so that a slow line keeps up.
TOLD_EVERY = 100


class FiguresScreen(CsprScreen[str | None]):
    """The figures, counted in the background; it closes with a review to open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.help", "help", id="figures.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="figures.back"),
    ]

    counted: FiguresProgress | None = None

    def body(self) -> ComposeResult:
        """Return the list widget."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Start counting."""
        self.show_head("Figures")
        self.query_one(LineList).focus()
        self.show_status("Reading ...")
        self.run_worker(self._count, thread=True, group="figures", exclusive=True)

    def _count(self) -> None:
        worker = get_current_worker()
        try:
            for each in count_figures(self.reviews):
                if worker.is_cancelled:
                    return
                if each.figures:
                    self.app.call_from_thread(self._show, each)
                elif not each.read % TOLD_EVERY:
                    said = f"Reading: {each.read} of {each.of} reviews."
                    self.app.call_from_thread(self.show_status, said)
        except CsprError as error:
            self.app.call_from_thread(self.show_message, str(error))

    def _show(self, found: FiguresProgress) -> None:
        self.counted = found
        self.show_head(f"Figures over {found.of} reviews")
        lines = self.query_one(LineList)
        shown = list(_lines(found, self.size.width))
        lines.cursor = first_choice(shown)
        lines.show(shown)
        self.show_status(
            "Enter shows the reviews behind a number, the shortfalls first."
        )

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        if self.counted is not None:
            self.query_one(LineList).show(list(_lines(self.counted, self.size.width)))

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        if self.counted is None:
            return
        figure = self.counted.figures[int(event.line.key)]

        def show(board: Board) -> None:
            self.app.push_screen(BehindScreen(figure, board), self._open)

        self.attempt(self.reviews.board, show)

    def _open(self, ref: str | None) -> None:
        if ref:
            self.dismiss(ref)

    def action_back(self) -> None:
        """Go back to the board."""
        self.workers.cancel_group(self, "figures")
        self.dismiss(None)


class BehindScreen(CsprScreen[str | None]):
    """The reviews that a figure counts; it closes with a review to open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "app.help", "help", id="behind.help"),
        Binding("q,escape,h,left,backspace", "back", "back", id="behind.back"),
    ]

    def __init__(self, figure: Figure, board: Board) -> None:
        super().__init__()
        self.figure = figure
        self.behind = tuple(case_lines(figure, board))

    def body(self) -> ComposeResult:
        """Return the list widget."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Show the reviews, wrapped to the width of the screen."""
        number = count(len(self.behind), "review")
        self.show_head(f"{self.figure.label}: {number}, shortfalls first")
        shown = [Line(each.text, each.word, each.ref) for each in self.behind]
        lines = self.query_one(LineList)
        lines.show(list(wrapped_lines(shown, self.size.width)))
        lines.focus()

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        if self.is_mounted:
            self.refresh_content()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.line.key)

    def action_back(self) -> None:
        """Go back to the figures."""
        self.dismiss(None)


def _lines(found: FiguresProgress, width: int) -> Iterator[Line]:
    for sentence in found.unread:
        yield Line(f"NOT READ  {sentence}", "NOT READ", "", "late")
    place, columns = 0, columns_for(found.figures, width)
    for group, figures in by_group(found.figures):
        yield head(group)
        for figure in figures:
            yield Line(figure_line(figure, columns), "", str(place))
            place += 1
        yield BLANK
    if any(figure.is_small for figure in found.figures):
        yield from wrapped_line(Line(NOTE), width)
