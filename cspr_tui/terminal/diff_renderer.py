"""Diff renderer: only lines that changed are sent to the terminal.

Textual writes the whole screen after every change of its layout, which happens three
times before the board is complete. On a slow connection a person waits for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from cspr_tui.terminal.sgr_minimiser import minimised

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from textual.screen import Screen
    from textual.strip import Strip

Row = Sequence["Strip"]
# So few spans reach a terminal in one piece; it need not be told to wait for more.
SHORT = 4


class LinesUpdate(CompositorUpdate):
    """Some of a screen's lines, each of them whole, by their number from the top."""

    def __init__(self, rows: Sequence[tuple[int, Row]]) -> None:
        self.rows = rows

    def render_segments(self, console: Console) -> str:
        """Return the text that writes the lines on a terminal."""
        return "".join(_line_output(y, row, console) for y, row in self.rows)


class MinimisedUpdate(CompositorUpdate):
    """An update in as few bytes as leave the same on the terminal."""

    def __init__(self, update: CompositorUpdate) -> None:
        self.update = update

    def render_segments(self, console: Console) -> str:
        """Return the text that makes the update on a terminal."""
        return minimised(self.update.render_segments(console))


def _line_output(y: int, row: Row, console: Console) -> str:
    strips = "".join(strip.render(console) for strip in row)
    return f"{Control.move_to(0, y).segment.text}{strips}"


class TerminalContent:
    """The lines that the terminal shows now, all of one screen.

    A line is None where it was written in part, so that it has to be written again.
    """

    def __init__(self) -> None:
        self._screen: Screen[object] | None = None
        self._rows: list[Row | None] = []

    def forget(self) -> None:
        """Take the content as unknown: something else wrote to the terminal."""
        self._screen, self._rows = None, []

    def changed_part(
        self, screen: Screen[object], update: RenderableType | None
    ) -> RenderableType | None:
        """Return the part of an update that the terminal does not show yet."""
        if isinstance(update, LayoutUpdate):
            return self._changed_lines(screen, update)
        if isinstance(update, ChopsUpdate):
            return self._changed_spans(update) if self._screen is screen else update
        if update is not None:
            self.forget()
        return update

    def _changed_lines(
        self, screen: Screen[object], update: LayoutUpdate
    ) -> RenderableType:
        rows = [tuple(row) for row in update.strips]
        known, is_known = self._rows, self._screen is screen
        self._screen, self._rows = screen, [*rows]
        if not is_known or len(known) != len(rows):
            return LayoutUpdate([*rows], update.region)
        changed = [
            (y, new)
            for y, (old, new) in enumerate(zip(known, rows, strict=True))
            if old != new
        ]
        return cast("RenderableType", LinesUpdate(changed))

    def _changed_spans(self, update: ChopsUpdate) -> RenderableType:
        """Return the update with the spans of changed lines only.

        A line written in part is not known afterwards.
        """
        lines = dict.fromkeys(y for y, _, _ in update.spans)
        changed = {y for y in lines if self._note_line(y, update)}
        if not changed:
            return cast("RenderableType", LinesUpdate(()))
        spans = [span for span in update.spans if span[0] in changed]
        return ChopsUpdate(update.chops, spans, update.chop_ends)

    def _note_line(self, y: int, update: ChopsUpdate) -> bool:
        """Note a line as written; return whether it differs from what is shown."""
        row = tuple(update.chops[y].values())
        strips = tuple(strip for strip in row if strip is not None)
        is_whole = len(strips) == len(row)
        if is_whole and self._rows[y] == strips:
            return False
        self._rows[y] = strips if is_whole else None
        return True


def paint_now(screen: Screen[object]) -> None:
    """Paint a screen at once: Textual would wait for its next frame."""
    screen._compositor.update_widgets({screen})  # noqa: SLF001 - no public way
    screen._compositor_refresh()  # noqa: SLF001 - no public way


class DiffRenderer:
    """Decides what of Textual's updates is written, and when.

    While updates are batched only the screen that asked is remembered; it is painted
    once the batch ends.
    """

    def __init__(self) -> None:
        self.content = TerminalContent()
        self.is_short = False
        self._postponed: Screen[object] | None = None

    def postpone(self, screen: Screen[object]) -> None:
        """Remember a screen that wants to be painted while updates are batched."""
        self._postponed = screen

    def take_postponed(self) -> Screen[object] | None:
        """Return the screen that was remembered, if any, and forget it."""
        screen, self._postponed = self._postponed, None
        return screen

    def write(
        self,
        screen: Screen[object],
        update: RenderableType,
        display: Callable[[RenderableType], None],
        *,
        moves_cursor: bool,
    ) -> None:
        """Display what of an update is not on the terminal yet.

        Nothing is displayed where neither a line nor the cursor's place changes.
        """
        part = self.content.changed_part(screen, update)
        if isinstance(part, LinesUpdate) and not part.rows and not moves_cursor:
            return
        self.is_short = isinstance(part, ChopsUpdate) and len(part.spans) <= SHORT
        if isinstance(part, CompositorUpdate):
            part = cast("RenderableType", MinimisedUpdate(part))
        try:
            display(cast("RenderableType", part))
        finally:
            self.is_short = False
