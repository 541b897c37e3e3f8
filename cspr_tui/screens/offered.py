"""What the command palette lists: every key that acts here, and what it asks next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import zip_longest

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from cspr_tui.screens.base import CsprScreen, Offer, titled, written
from cspr_tui.screens.choose import LETTERS

Active = Mapping[str, list[ActiveBinding]]


def commands_of(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield the commands that act on a screen as it is now."""
    active = _active(screen)
    for same in active.values():
        keys = ", ".join(dict.fromkeys(written(each.binding.key) for each in same))
        first = same[0]
        act = partial(app.run_action, first.binding.action, first.node)
        yield SystemCommand(titled(first.binding), f"key {keys}", act)
    if isinstance(screen, CsprScreen):
        for offer in screen.offers():
            if offer.way in active:
                yield from _each(offer, active[offer.way][0].binding)


def _active(screen: Screen[object]) -> Active:
    """Return the bindings that act, by name; one may have several keys."""
    found: dict[str, list[ActiveBinding]] = {}
    for each in screen.active_bindings.values():
        binding = each.binding
        if each.enabled and binding.id and binding.action != "command_palette":
            found.setdefault(binding.id, []).append(each)
    return found


def _each(offer: Offer, binding: Binding) -> Iterator[SystemCommand]:
    lettered = zip_longest(LETTERS[: len(offer.choices)], offer.choices)
    for letter, (name, label) in lettered:
        keys = f"keys {written(binding.key)} {letter or ''}".rstrip()
        title = f"{binding.description}: {' '.join(label.split())}"
        yield SystemCommand(title, keys, partial(offer.act, name))
