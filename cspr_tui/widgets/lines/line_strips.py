"""Rendered lines of a list, cached so that none is drawn twice."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from cspr_tui.widgets.lines.line import Line, fits

_STATES = {
    "LATE": "late",
    "NO CLOCK": "no-clock",
    "SOON": "soon",
    "OK": "ok",
    "HOLD": "hold",
    "DONE": "done",
}

# More than any screen shows.
KEPT = 500


class LineStrips:
    """A cache of lines drawn in a widget's styles."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles = dict[str, Style]()
        self._kept = dict[Line, Strip]()
        self._width = 0

    def forget_styles(self) -> None:
        """Clear the cache when the theme changes."""
        self._styles.clear()
        self._kept.clear()

    def blank(self, width: int) -> Strip:
        """Return an empty line."""
        return Strip.blank(width, self._base())

    def under_cursor(self, line: Line, width: int) -> Strip:
        """Return a line drawn as the one under the cursor."""
        text = fits(line.text, width)
        return Strip([Segment(text, self._style("cursor"))], width)

    def of(self, line: Line, width: int) -> Strip:
        """Return a drawn line, from the cache if it was drawn at that width before."""
        if width != self._width or len(self._kept) > KEPT:
            self._kept.clear()
            self._width = width
        found = self._kept.get(line)
        if found is None:
            found = self._kept[line] = self.draw(line, width)
        return found

    def draw(self, line: Line, width: int) -> Strip:
        """Draw a line, its status word in the colour of its state."""
        text, base = fits(line.text, width), self._base()
        word = text[: len(line.word)]
        style = self._state_style(line, base) if word else base
        strip = Strip([Segment(word, style), Segment(text[len(word) :], base)])
        return strip.adjust_cell_length(width, base)

    def _state_style(self, line: Line, base: Style) -> Style:
        name = line.style or _STATES.get(line.word.strip().split(",")[0], "")
        return self._style(name, base) if name else base

    def _style(self, name: str, base: Style | None = None) -> Style:
        if name not in self._styles:
            partial = base is not None
            look = self._widget.get_component_rich_style
            found = look(f"line--{name}", partial=partial)
            self._styles[name] = found if base is None else base + found
        return self._styles[name]

    def _base(self) -> Style:
        if "" not in self._styles:
            self._styles[""] = self._widget.rich_style
        return self._styles[""]
