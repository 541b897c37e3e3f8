"""Which private names of Textual a piece of our source touches."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import textual

import cspr_tui

PACKAGE = Path(cspr_tui.__file__).parent
FENCE = "cspr_tui.terminal."
ROOTS = {"textual", "rich"}
# Private by their underscore, public by the language's own library.
NAMED_TUPLE = {"_replace", "_asdict", "_fields", "_make"}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


@cache
def textual_names() -> frozenset[str]:
    """Return every private name that a class of Textual or a line of it defines."""
    folder = Path(textual.__file__).parent
    return frozenset(
        name
        for path in folder.rglob("*.py")
        for name in _defined(ast.parse(path.read_text(encoding="utf-8")))
    )


@cache
def names_of_class(cls: type) -> frozenset[str]:
    """Return the private names that one class defines or sets on its instances."""
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(cls)))
    return frozenset({*filter(is_private, vars(cls)), *_defined(tree)})


def _defined(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found = node.name
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found = node.attr
        else:
            continue
        if is_private(found):
            yield found


def modules() -> Iterator[str]:
    """Yield every module of ours that knows Textual."""
    for found in pkgutil.walk_packages([str(PACKAGE)], "cspr_tui."):
        if not found.ispkg and "textual" in source(found.name):
            yield found.name


def source(module: str) -> str:
    path = PACKAGE.joinpath(*module.split(".")[1:]).with_suffix(".py")
    return path.read_text(encoding="utf-8")


def touched(name: str) -> set[str]:
    """Return the private names of Textual that a module touches, however it does.

    Imports of private modules or names, attributes of anything but `self`, and, in a
    class with a base of Textual's, whatever it shares with one of its bases.
    """
    tree = ast.parse(source(name))
    module = importlib.import_module(name)
    return {
        *_imported(tree),
        *_on_others(tree),
        *(each for cls in _classes(module) for each in _shared(cls, tree)),
    }


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [alias.name for alias in node.names]
            yield from _private_import(node.module, names)
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _private_import(alias.name, [])


def _private_import(module: str, names: Iterable[str]) -> Iterator[str]:
    parts = module.split(".")
    if parts[0] not in ROOTS:
        return
    if any(map(is_private, parts)):
        yield from (f"{module}.{name}" for name in names or [""])
    else:
        yield from (f"{module}.{name}" for name in names if is_private(name))


def _on_others(tree: ast.AST) -> Iterator[str]:
    """Yield private names of Textual's that are asked of something else than self."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            own = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
            if not own and node.attr in textual_names() - NAMED_TUPLE:
                yield node.attr


def _classes(module: ModuleType) -> Iterator[type]:
    for cls in vars(module).values():
        if inspect.isclass(cls) and cls.__module__ == module.__name__:
            yield cls
            yield from (c for c in vars(cls).values() if inspect.isclass(c))


def _shared(cls: type, tree: ast.AST) -> Iterator[str]:
    """Yield the private names in a class's source that a base of Textual's has too."""
    bases = [each for each in cls.__mro__ if each.__module__.split(".")[0] in ROOTS]
    theirs = {name for each in bases for name in names_of_class(each)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name == cls.__name__:
            yield from theirs.intersection(_used(node))


def _used(node: ast.ClassDef) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            yield each.name
        elif isinstance(each, ast.Attribute):
            yield each.attr
        elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            yield each.id
