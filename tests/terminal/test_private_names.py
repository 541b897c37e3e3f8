"""Private names of Textual: in one package only, and each as it was written for."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from textual._compositor import (
    ChopsUpdate,
    Compositor,
    CompositorUpdate,
    LayoutUpdate,
)
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tests.terminal.private_names import FENCE, modules, touched

# What is called or overridden, with its parameters.
SIGNATURES = [
    (App, "_display", "(self, screen, renderable)"),
    (App, "_begin_update", "(self)"),
    (App, "_end_update", "(self)"),
    (App, "_end_batch", "(self)"),
    (App, "_fatal_error", "(self)"),
    (Screen, "_compositor_refresh", "(self)"),
    (Compositor, "update_widgets", "(self, widgets)"),
    (CompositorUpdate, "render_segments", "(self, console)"),
    (LayoutUpdate, "__init__", "(self, strips, region)"),
    (ChopsUpdate, "__init__", "(self, chops, spans, chop_ends)"),
    (XTermParser, "__init__", "(self, debug)"),
    (XTermParser, "feed", "(self, data)"),
    (XTermParser, "tick", "(self)"),
    (LinuxDriver, "run_input_thread", "(self)"),
    (LinuxDriver, "process_message", "(self, message)"),
]
# What is read, by the class it is set on.
ATTRIBUTES = {
    "_batch_count": (App, int),
    "_previous_cursor_position": (App, object),
    "_compositor": (Screen, Compositor),
}
IMPORTS = {
    "textual._compositor.ChopsUpdate",
    "textual._compositor.CompositorUpdate",
    "textual._compositor.LayoutUpdate",
    "textual._xterm_parser.XTermParser",
}


def parameters(function: Callable[..., Any]) -> str:
    return f"({', '.join(inspect.signature(function).parameters)})"


@pytest.mark.parametrize("module", [m for m in modules() if not m.startswith(FENCE)])
def test_no_private_name_is_touched_outside_the_terminal_package(module: str) -> None:
    assert touched(module) == set()


def test_the_terminal_package_touches_the_names_listed_here_and_no_others() -> None:
    fenced = [module for module in modules() if module.startswith(FENCE)]
    listed = {name for _, name, _ in SIGNATURES if name.startswith("_")} - {"__init__"}
    assert {name for module in fenced for name in touched(module)} == {
        *listed,
        *ATTRIBUTES,
        *IMPORTS,
    }


@pytest.mark.parametrize(
    ("cls", "name", "wanted"),
    SIGNATURES,
    ids=[f"{c.__name__}.{n}" for c, n, _ in SIGNATURES],
)
def test_a_private_method_takes_what_it_took(cls: type, name: str, wanted: str) -> None:
    assert parameters(getattr(cls, name)) == wanted


async def test_a_private_attribute_is_there_and_of_its_kind() -> None:
    async with App[None]().run_test() as pilot:
        here = {App: pilot.app, Screen: pilot.app.screen}
        for name, (owner, kind) in ATTRIBUTES.items():
            assert isinstance(getattr(here[owner], name), kind)


def test_an_update_of_the_screen_holds_its_lines() -> None:
    whole = LayoutUpdate([], Region(0, 0, 1, 1))
    part = ChopsUpdate([], [], [])
    assert (whole.strips, whole.region) == ([], Region(0, 0, 1, 1))
    assert (part.chops, part.spans, part.chop_ends) == ([], [], [])


def test_the_size_scrolled_over_is_a_reactive_that_lays_out_anew() -> None:
    """Public, but what it does to the layout is what we go around."""
    assert isinstance(vars(Widget)["virtual_size"], Reactive)
    widget = Widget()
    widget.set_reactive(Widget.virtual_size, Size(3, 4))
    assert widget.virtual_size == Size(3, 4)
