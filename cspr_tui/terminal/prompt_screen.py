"""What is painted anew: the widgets that the changed lines belong to, no others.

Textual asks every widget on the screen for its lines, whichever of them changed;
over a morning of cursor keys that is most of what a key costs.
"""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Iterator
from typing import TypeVar

from textual._compositor import Compositor
from textual.events import Idle
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

T = TypeVar("T")


class NearCompositor(Compositor):
    """Asks only those widgets for lines that the region to be painted touches."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterator[tuple[Region, Region, list[Strip]]]:
        painted = crop or self.size.region
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen.overlaps(painted):
                inside = seen.translate(-region.offset)
                yield region, clip, widget.render_lines(inside)


class PromptScreen(Screen[T]):
    """Paints what changed as soon as nothing else is to be done.

    Textual paints on the beats of a clock that may sleep for two of them after each
    painting; a key typed meanwhile would wait for it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NearCompositor()

    async def _on_idle(self, event: Idle) -> None:
        if self._is_repainted_only:
            event.prevent_default()
            await sleep(0)
            self._on_timer_update()

    @property
    def _is_repainted_only(self) -> bool:
        moved = self._layout_required or self._scroll_required
        if moved or self._recompose_required or self.app._batch_count:  # noqa: SLF001 - no public way
            return False
        return self.is_current and bool(self._repaint_required or self._dirty_widgets)
