"""Every screen the app has, by its class, with the keys bound on it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding
from textual.dom import DOMNode

from cspr_tui.screens.core.base_screen import CsprScreen
from cspr_tui.screens.core.keymap import _all_of, _screens
from cspr_tui.widgets.lines.line_list import LineList


def every_screen() -> list[type[DOMNode]]:
    """Return every class of screen that is ever shown, sorted by name."""
    found = {each for each in _screens() if each.__module__.startswith("cspr_tui.")}
    shown = [each for each in found if not any(_is_base(each, of) for of in found)]
    return sorted(shown, key=lambda each: each.__name__)


def listing_screens() -> list[type[DOMNode]]:
    """Return those with head, message line and key bar."""
    return [each for each in every_screen() if issubclass(each, CsprScreen)]


def keys_of(screen: type[DOMNode]) -> Iterator[Binding]:
    """Yield what is bound on a screen and its list; what is bound anew counts once."""
    bound = [*_all_of(screen), *_all_of(LineList)]
    yield from {binding.id: binding for binding in reversed(bound)}.values()


def _is_base(screen: type[DOMNode], other: type[DOMNode]) -> bool:
    """Whether a class is there for others to build on, and leads nowhere itself."""
    builds = other is not screen and issubclass(other, screen)
    return builds and not any("q" in b.key.split(",") for b in _all_of(screen))
