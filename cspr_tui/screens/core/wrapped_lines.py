"""A screen of wrapped lines, which are wrapped again when the window is resized."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult

from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.widgets.lines.line import Line
from cspr_tui.widgets.lines.line_list import LineList
from cspr_tui.widgets.lines.line_wrap import wrapped_line


class WrappedScreen(CsprScreen[str | None]):
    """Lines as told, each shown as the pieces that fit; the cursor stays on its line.

    `_of` holds, for each piece shown, the place of the line it is a piece of.
    """

    _told: Sequence[Line] = ()
    _of: Sequence[int] = ()

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield LineList(id="lines")

    def show_told(self, told: Iterable[Line], at: int = 0) -> None:
        """Show other lines, the cursor on one of them."""
        self._told = tuple(told)
        self._wrap(at)

    def on_resize(self) -> None:
        """Wrap anew; the line under the cursor and the message stay."""
        if self._of:
            self._wrap(self._of[self.query_one(LineList).cursor])

    def _wrap(self, at: int) -> None:
        width = max(20, self.size.width)
        pieces = [
            (place, piece)
            for place, line in enumerate(self._told)
            for piece in wrapped_line(line, width)
        ]
        self._of = [place for place, _ in pieces]
        lines = self.query_one(LineList)
        lines.cursor = self._of.index(at) if self._of else 0
        lines.show([piece for _, piece in pieces])
        lines.focus()
