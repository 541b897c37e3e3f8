"""Modules left out of an import that would load them: for good, or until later.

Half of what Textual loads at start shows nothing on a first screen. OpenSSL is for
connections that the app never makes; the command palette and the six widgets it
draws in are loaded once the board stands there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def without(name: str) -> Iterator[None]:
    """Let a module that nobody loaded yet look absent; it can be loaded afterwards."""
    if name in sys.modules:
        yield
        return
    # The language's own way to say that there is none.
    absent: Any = None
    sys.modules[name] = absent
    try:
        yield
    finally:
        del sys.modules[name]


@contextmanager
def later(name: str) -> Iterator[Callable[[], None]]:
    """Let what is imported inside make do without a module; yield what puts it right.

    The names taken from it are empty classes until then, so they may stand in
    annotations and in functions, but nothing may be derived from them.
    """
    if name in sys.modules:
        yield _nothing
        return
    standing = _Standing(name)
    sys.modules[name] = standing
    try:
        yield standing.give_way
    finally:
        del sys.modules[name]


def _nothing() -> None:
    """Do nothing: the module was there from the start."""


class _Standing(ModuleType):
    """Stands for a module, and knows who took which name from it."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (), {"__module__": self.__name__})
        setattr(self, name, made)
        return made

    def give_way(self) -> None:
        """Load the module, and put its names wherever one of ours was taken."""
        real = import_module(self.__name__)
        taken = {id(v): k for k, v in vars(self).items() if isinstance(v, type)}
        for module in list(sys.modules.values()):
            if module is not self:
                for name, value in list(vars(module).items()):
                    if id(value) in taken:
                        setattr(module, name, getattr(real, taken[id(value)]))
