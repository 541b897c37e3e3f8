"""Widgets whose content grows or shrinks without a new layout of the screen.

Textual lays the whole screen out anew whenever a widget's `virtual_size` (the size
of all that can be scrolled over) changes. For a list whose height depends on the
screen alone, and for an input of one line, no other widget would move, so the new
layout is left out.
"""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input


def set_virtual_size(widget: Widget, size: Size) -> None:
    """Set how far a widget can be scrolled, without a new layout."""
    widget.set_reactive(Widget.virtual_size, size)


class OneLineInput(Input):
    """An input that asks for no new layout with each letter typed."""

    virtual_size = Reactive(Size(0, 0))
