"""The user's own keys; two actions on one key are refused."""

from __future__ import annotations

import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module

from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.keys import Keys
from textual.screen import Screen

import cspr_tui.screens
from cspr_tui.domain.errors import CsprError
from cspr_tui.terminal.key_names import key_name, key_names
from cspr_tui.widgets.filter_input import FilterLine
from cspr_tui.widgets.lines.line_list import LineList

# An arrow key torn apart by a slow line arrives as one of these, after Esc and [.
TORN = frozenset("ABCDFHOPQRS")
# Where text is typed, letters are text.
TYPED_IN = ("form.", "filter.")


class RefusedKeyError(CsprError):
    """A key in the user's own file cannot be given to what it names."""


def check_keys(keys: Mapping[str, str], app: Iterable[BindingType]) -> None:
    """Check the keys of the user's own file against every screen there is.

    Raises:
        RefusedKeyError: a name or key is unknown, the key could arrive by
            accident, or two want it; the text names them.
    """
    if not keys:
        return
    everywhere = [*_bindings(app), *_own(LineList)]
    screens = {each: [*_all_of(each), *everywhere] for each in _screens()}
    screens[FilterLine] = list(_own(FilterLine))
    known = {b.id for found in screens.values() for b in found if b.id}
    wanted = {name: _names_of(keys[name]) for name in keys}
    for name, held in wanted.items():
        _check(name, held, known)
    for found in screens.values():
        _check_clashes(found, wanted)


def _screens() -> Iterator[type[DOMNode]]:
    """Yield every screen's class, each module of screens loaded for it."""
    package = cspr_tui.screens
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = import_module(found.name)
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, Screen):
                yield each


def _bindings(bindings: Iterable[BindingType]) -> Iterator[Binding]:
    return (each for each in bindings if isinstance(each, Binding))


def _own(node: type[DOMNode]) -> Iterator[Binding]:
    return _bindings(vars(node).get("BINDINGS", ()))


def _all_of(screen: type[DOMNode]) -> Iterator[Binding]:
    for each in screen.__mro__:
        if issubclass(each, DOMNode) and each.__module__.startswith("cspr_tui."):
            yield from _own(each)


def _names_of(written: str) -> tuple[str, ...]:
    return tuple(key_names(written.strip()))


def _check(name: str, held: tuple[str, ...], known: set[str]) -> None:
    if name not in known:
        near = get_close_matches(name, known, 1)
        meant = f"did you mean {near[0]}?" if near else "? shows the names."
        _refuse(f'there is no "{name}"; {meant}')
    for key in held:
        typed = name.startswith(TYPED_IN) and len(_plain(key)) == 1
        if key in TORN:
            _refuse(f'"{key}" for {name} can arrive as part of an arrow key.')
        if typed:
            _refuse(f'"{key}" for {name} is a letter there; take a ctrl or F key.')
        if not _is_key(key):
            _refuse(f'there is no key "{key}", wanted for {name}.')


def _is_key(key: str) -> bool:
    plain = key.removeprefix("ctrl+").removeprefix("shift+").removeprefix("alt+")
    return len(_plain(plain)) == 1 or key in _KEYS or plain in _KEYS


def _plain(key: str) -> str:
    return _SIGNS.get(key, key)


def _check_clashes(
    found: Iterable[Binding], wanted: Mapping[str, tuple[str, ...]]
) -> None:
    bindings = list(found)
    shipped = _takers(bindings, {})
    for key, names in _takers(bindings, wanted).items():
        fresh = sorted(names - shipped[key])
        if len(names) > 1 and fresh:
            others = sorted(names - {fresh[0]})
            _refuse(f'"{key}" is wanted for {fresh[0]} and for {others[0]}.')


def _takers(
    found: Iterable[Binding], wanted: Mapping[str, tuple[str, ...]]
) -> defaultdict[str, set[str]]:
    """Return the names that each key acts for; some share one where both do."""
    takers = defaultdict[str, set[str]](set)
    for binding in found:
        name = binding.id or ""
        for key in wanted.get(name) or binding.key.split(","):
            takers[key.strip()].add(name)
    return takers


def _refuse(said: str) -> None:
    sentence = f"[keys] in your config file: {said}"
    raise RefusedKeyError(sentence)


_KEYS = frozenset(key.value for key in Keys)
_SIGNS = {
    name: sign
    for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    for name in [key_name(sign)]
}
