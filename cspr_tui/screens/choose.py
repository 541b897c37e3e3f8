"""A short list to choose one thing from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cspr_tui.screens.base import CsprScreen
from cspr_tui.widgets.line import Line
from cspr_tui.widgets.line_list import LineList


class ChooseScreen(CsprScreen[str | None]):
    """Choices by letter or by cursor; closes with the one chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="choose.back"),
    ]

    def __init__(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.question = question
        self.choices = choices

    def body(self) -> ComposeResult:
        """Lay out the choices."""
        yield LineList(id="lines")

    def refresh_content(self) -> None:
        """Show the choices."""
        self.show_head(self.question)
        lines = self.query_one(LineList)
        lines.show([Line(label, "", name) for name, label in self.choices])
        lines.focus()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        self.dismiss(event.line.key)

    def action_back(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
