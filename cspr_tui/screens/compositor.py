"""What is painted anew: the widgets that the changed lines belong to, no others.

Textual asks every widget on the screen for its lines, whichever of them changed;
over a morning of cursor keys that is most of what a key costs.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


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
