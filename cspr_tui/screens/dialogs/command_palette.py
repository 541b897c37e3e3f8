"""The commands of the palette: every key that acts on the screen below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import zip_longest

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

from cspr_tui.screens.core.base_screen import CsprScreen, Offer, titled, written
from cspr_tui.screens.dialogs.choice_dialog import LETTERS


def commands_of(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield the commands that are available on a screen in its present state."""
    active = _active(screen)
    same = defaultdict[str, list[ActiveBinding]](list)
    for each in active:
        same[titled(each.binding)].append(each)
    for title, (first, *others) in same.items():
        keys = (written(each.binding.key) for each in (first, *others))
        act = partial(app.run_action, first.binding.action, first.node)
        yield SystemCommand(title, f"key {', '.join(dict.fromkeys(keys))}", act)
    if isinstance(screen, CsprScreen):
        ways = {each.binding.id: each.binding for each in active}
        for offer in screen.offers():
            if offer.way in ways:
                yield from _each(offer, ways[offer.way])


def themes_of(app: App[None]) -> Iterator[SystemCommand]:
    """Yield a command for each theme; it lasts until the app ends."""
    for name in app.available_themes:
        title = f"theme: {name.removeprefix('review-')}"
        yield SystemCommand(
            title, "for this sitting", partial(setattr, app, "theme", name)
        )


def _active(screen: Screen[object]) -> list[ActiveBinding]:
    return [
        each
        for each in screen.active_bindings.values()
        if each.enabled and each.binding.id and each.binding.action != "command_palette"
    ]


def _each(offer: Offer, binding: Binding) -> Iterator[SystemCommand]:
    letters = (offer.keys or LETTERS)[: len(offer.choices)]
    for letter, (name, label) in zip_longest(letters, offer.choices):
        keys = f"keys {written(binding.key)} {letter or ''}".rstrip()
        title = f"{binding.description}: {' '.join(label.split())}"
        yield SystemCommand(title, keys, partial(offer.act, name))
