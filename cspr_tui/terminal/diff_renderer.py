"""What stands in the terminal, line by line, so that no line is written twice.

Textual writes the whole screen after every change of its layout: three times before
a board has come to rest. Over a slow line each of them is waited for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App

from cspr_tui.terminal.ansi_pen import shortened

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console, RenderableType
    from textual.events import Resize
    from textual.screen import Screen
    from textual.strip import Strip

Row = Sequence["Strip"]
# Lines that reach a terminal in one piece, so that it need not be told to wait.
SHORT = 4


class RowsUpdate(CompositorUpdate):
    """Some of a screen's lines, each whole."""

    def __init__(self, rows: Sequence[tuple[int, Row]]) -> None:
        self.rows = rows

    def render_segments(self, console: Console) -> str:
        """Return the lines as a terminal is written to."""
        return "".join(_written(y, row, console) for y, row in self.rows)


class Shortened(CompositorUpdate):
    """An update in as few bytes as leave the same on the terminal."""

    def __init__(self, update: CompositorUpdate) -> None:
        self.update = update

    def render_segments(self, console: Console) -> str:
        """Return the update as a terminal is written to."""
        return shortened(self.update.render_segments(console))


def _written(y: int, row: Row, console: Console) -> str:
    strips = "".join(strip.render(console) for strip in row)
    return f"{Control.move_to(0, y).segment.text}{strips}"


class Painted:
    """Remembers the lines of the screen on top; knows nothing of any other."""

    def __init__(self) -> None:
        self._screen: Screen[object] | None = None
        self._rows: list[Row | None] = []

    def forget(self) -> None:
        """Know of nothing: something else wrote to the terminal."""
        self._screen, self._rows = None, []

    def fresh(
        self, screen: Screen[object], update: RenderableType | None
    ) -> RenderableType | None:
        """Return what of an update stands there not yet."""
        if isinstance(update, LayoutUpdate):
            return self._lines(screen, update)
        if isinstance(update, ChopsUpdate):
            return self._spans(update) if self._screen is screen else update
        if update is not None:
            self.forget()
        return update

    def _lines(self, screen: Screen[object], update: LayoutUpdate) -> RenderableType:
        rows = [tuple(row) for row in update.strips]
        known, is_known = self._rows, self._screen is screen
        self._screen, self._rows = screen, [*rows]
        if not is_known or len(known) != len(rows):
            return LayoutUpdate([*rows], update.region)
        fresh = [
            (y, new)
            for y, (old, new) in enumerate(zip(known, rows, strict=True))
            if old != new
        ]
        return cast("RenderableType", RowsUpdate(fresh))

    def _spans(self, update: ChopsUpdate) -> RenderableType:
        """Keep the spans of lines that change; a line written in part is not known."""
        lines = dict.fromkeys(y for y, _, _ in update.spans)
        fresh = {y for y in lines if self._is_fresh(y, update)}
        if not fresh:
            return cast("RenderableType", RowsUpdate(()))
        spans = [span for span in update.spans if span[0] in fresh]
        return ChopsUpdate(update.chops, spans, update.chop_ends)

    def _is_fresh(self, y: int, update: ChopsUpdate) -> bool:
        """Take a line in as written; whether it stands there not yet."""
        row = tuple(update.chops[y].values())
        whole = tuple(strip for strip in row if strip is not None)
        if len(whole) == len(row) and self._rows[y] == whole:
            return False
        self._rows[y] = whole if len(whole) == len(row) else None
        return True


class PaintedOnceApp(App[None]):
    """An app that writes a line of its screen only where another stands there."""

    def __init__(self, css_path: Sequence[Path]) -> None:
        super().__init__(css_path=list(css_path))
        self._painted = Painted()
        self._is_at_rest = False
        self._held_back: Screen[object] | None = None
        self._is_short = False

    def on_mount(self) -> None:
        """Know of nothing after an editor, or the shell, had the terminal."""
        self.app_resume_signal.subscribe(self, self._come_back, immediate=True)

    def come_to_rest(self) -> None:
        """Say that the first paint is through: a resize is the terminal's own now."""
        self._is_at_rest = True

    def _come_back(self, _: App[object]) -> None:
        self._painted.forget()

    def on_resize(self, _: Resize) -> None:
        """Write everything anew, also at the same size: a terminal may have wrapped."""
        if self._is_at_rest:
            self._painted.forget()
            self.screen.refresh()

    def _end_batch(self) -> None:
        """Paint what was held back at once: Textual would wait for its next frame."""
        super()._end_batch()
        held, self._held_back = self._held_back, None
        if held is not None and not self._batch_count and held is self.screen:
            held._compositor.update_widgets({held})  # noqa: SLF001 - no public way
            held._compositor_refresh()  # noqa: SLF001 - no public way

    def _display(
        self, screen: Screen[object], renderable: RenderableType | None
    ) -> None:
        if renderable is None:
            return
        if self._batch_count:
            self._held_back = screen
            return
        fresh = self._painted.fresh(screen, renderable)
        stays = self.cursor_position == self._previous_cursor_position
        if isinstance(fresh, RowsUpdate) and not fresh.rows and stays:
            return
        self._is_short = isinstance(fresh, ChopsUpdate) and len(fresh.spans) <= SHORT
        if isinstance(fresh, CompositorUpdate):
            fresh = cast("RenderableType", Shortened(fresh))
        try:
            super()._display(screen, fresh)
        finally:
            self._is_short = False

    def _begin_update(self) -> None:
        """Ask the terminal to hold its picture, unless one write says it all.

        Called by `_display` only, which has just said how long the update is.
        """
        if not self._is_short:
            super()._begin_update()

    def _end_update(self) -> None:
        if not self._is_short:
            super()._end_update()
