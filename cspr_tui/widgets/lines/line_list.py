"""A list that draws only its visible lines, however long it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cspr_tui.terminal.virtual_size import set_virtual_size
from cspr_tui.widgets.lines.line import BLANK, KeyedLines, Line
from cspr_tui.widgets.lines.line_strips import LineStrips

# Lines kept as made: more than any screen shows.
KEPT = 500
# Lines of the page before that stay in sight when a page is turned.
PAGE_KEEPS = 2


class LineList(ScrollView, can_focus=True):
    """A list of lines with a cursor; the terminal's own cursor is on the same row.

    `opens` returns whether Enter opens a line.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "down", "next line", show=False, id="lines.down"),
        Binding("k,up", "up", "line before", show=False, id="lines.up"),
        Binding("g,home", "first", "first line", show=False, id="lines.first"),
        Binding("G,end", "last", "last line", show=False, id="lines.last"),
        Binding(
            "pagedown,ctrl+d", "page(1)", "page down", show=False, id="lines.page_down"
        ),
        Binding("pageup,ctrl+u", "page(-1)", "page up", show=False, id="lines.page_up"),
        Binding("enter", "choose", "open", id="lines.open"),
        Binding("l,right", "choose", "open", show=False, id="lines.into"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line--late",
        "line--no-clock",
        "line--soon",
        "line--ok",
        "line--hold",
        "line--done",
        "line--head",
        "line--cursor",
    }

    @dataclass
    class Moved(Message):
        """The cursor moved to another line."""

        lines: LineList
        line: Line

    @dataclass
    class Chosen(Message):
        """Enter was pressed on a line."""

        lines: LineList
        line: Line

    def __init__(self, *, id: str | None = None, opens: bool = True) -> None:  # noqa: A002 - Textual's own name
        self._opens = opens
        self._strips = LineStrips(self)
        super().__init__(id=id)
        self.cursor = 0
        self._lines: Sequence[Line] = ()
        self._drawn = dict[int, Line]()

    @property
    def lines(self) -> Sequence[Line]:
        """All lines of the list."""
        return self._lines

    @property
    def current(self) -> Line | None:
        """The line under the cursor; None in an empty list."""
        return self._lines[self.cursor] if self._lines else None

    def show(self, lines: Sequence[Line], key: str = "") -> None:
        """Replace the lines; the cursor goes to the given key, else it stays."""
        top, stood = self.scroll_offset.y, self.cursor
        before = dict(self._drawn)
        self._lines = lines
        self._drawn.clear()
        place = self._place_of(key) if key else self.cursor
        self.cursor = max(0, min(place, len(lines) - 1))
        self._be_as_long_as(lines)
        if before and top == self.scroll_offset.y:
            self._redraw(*self._changed(before), stood, self.cursor)
        else:
            self.refresh()
        self._tell()

    def _changed(self, before: dict[int, Line]) -> Iterator[int]:
        """Yield the places in sight whose line reads otherwise than it was drawn."""
        top = self.scroll_offset.y
        for place in range(top, top + self.size.height):
            if self._line_at(place) != before.get(place, BLANK):
                yield place

    def _line_at(self, place: int) -> Line:
        """Return a line of the list, or an empty one below its end."""
        if place not in self._drawn:
            if len(self._drawn) > KEPT:
                self._drawn.clear()
            inside = place < len(self._lines)
            self._drawn[place] = self._lines[place] if inside else BLANK
        return self._drawn[place]

    def _be_as_long_as(self, lines: Sequence[Line]) -> None:
        """Take the lines' number as what can be scrolled over.

        The list's own height hangs on the screen alone, so nothing else is laid
        out anew for it.
        """
        length = Size(self.size.width, len(lines))
        set_virtual_size(self, length)
        last_top = max(0, len(lines) - self.size.height)
        if not self._bring_into_sight() and self.scroll_offset.y > last_top:
            self.scroll_to(y=last_top, animate=False, immediate=True, force=True)

    def _place_of(self, key: str) -> int:
        lines = self._lines
        if isinstance(lines, KeyedLines):
            found = lines.place_of(key)
        else:
            found = next((n for n, line in enumerate(lines) if line.key == key), None)
        return self.cursor if found is None else found

    def move_to(self, place: int) -> None:
        """Move the cursor to a line, or to the nearest one there is."""
        place = max(0, min(place, len(self._lines) - 1))
        if place == self.cursor or not self._lines:
            return
        old, self.cursor = self.cursor, place
        if not self._bring_into_sight():
            self._redraw(old, place)
        self._tell()

    def _bring_into_sight(self) -> bool:
        """Turn the page where the cursor has left it; whether that was so.

        A page is turned at once, two lines of it kept, because each scrolled line
        would draw the whole list anew over the line to the terminal.
        """
        top, height = self.scroll_offset.y, self.size.height
        if height <= 0 or top <= self.cursor < top + height:
            return False
        above = self.cursor - height + 1 + self._kept
        self._turn_to(above if self.cursor < top else self.cursor - self._kept)
        return True

    @property
    def _kept(self) -> int:
        """How many lines stay in sight when a page is turned."""
        return min(PAGE_KEEPS, self.size.height // 3)

    def _turn_to(self, top: int) -> None:
        top = max(0, min(top, len(self._lines) - self.size.height))
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def redraw(self) -> None:
        """Draw the line under the cursor again after its content changed."""
        self._drawn.clear()
        self._redraw(self.cursor)

    def draw_ahead(self) -> None:
        """Draw the next page into the cache now, so that paging down is fast later."""
        top, height = self.scroll_offset.y, self.size.height
        below = top + height - PAGE_KEEPS
        for place in range(below, min(below + height, len(self._lines))):
            self._strips.of(self._line_at(place), self.size.width)

    def _redraw(self, *places: int) -> None:
        top, width = self.scroll_offset.y, self.size.width
        self.refresh(*(Region(0, place - top, width, 1) for place in places))

    def _tell(self) -> None:
        self._park()
        if self.current is not None:
            self.post_message(self.Moved(self, self.current))

    def _park(self) -> None:
        if self.has_focus and self.is_attached:
            row = self.cursor - self.scroll_offset.y
            region = self.content_region
            self.app.cursor_position = Offset(region.x, region.y + max(0, row))

    def on_focus(self) -> None:
        """Move the terminal's cursor to the row of the list's cursor."""
        self.call_after_refresh(self._park)

    def on_resize(self) -> None:
        """Scroll so that the cursor stays visible."""
        self._be_as_long_as(self._lines)
        self._park()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render lines and move the terminal's cursor in the same frame.

        The list has no border and no padding, so lines are returned as they are.
        """
        self._park()
        strips = [self.render_line(y) for y in crop.line_range]
        background = self.background_colors[1]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Render one line of the screen."""
        place = y + self.scroll_offset.y
        width = self.size.width
        if place >= len(self._lines):
            return self._strips.blank(width)
        at_cursor = place == self.cursor and self.has_focus
        draw = self._strips.under_cursor if at_cursor else self._strips.of
        return draw(self._line_at(place), width)

    def notify_style_update(self) -> None:
        """Clear the cache of drawn lines when the theme changes."""
        self._strips.forget_styles()
        super().notify_style_update()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual passes both
        """Disable Enter on lines that it does not open."""
        return self._opens or action != "choose"

    def action_down(self) -> None:
        """Move the cursor one line down."""
        self.move_to(self.cursor + 1)

    def action_up(self) -> None:
        """Move the cursor one line up."""
        self.move_to(self.cursor - 1)

    def action_first(self) -> None:
        """Move the cursor to the first line."""
        self.move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last line."""
        self.move_to(len(self._lines) - 1)

    def action_page(self, way: int) -> None:
        """Scroll a page down or up; the cursor stays on its screen row."""
        step = way * max(1, self.size.height - self._kept)
        self._turn_to(self.scroll_offset.y + step)
        self.move_to(self.cursor + step)

    def action_choose(self) -> None:
        """Open the line under the cursor."""
        if self.current is not None and self.current.key:
            self.post_message(self.Chosen(self, self.current))


def first_choice(lines: Sequence[Line]) -> int:
    """Return the index of the first line that can be chosen, or 0."""
    return next((place for place, line in enumerate(lines) if line.key), 0)
