"""The bars of a screen: head line, message line and key bar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len
from textual.widgets import Static


class HeadLine(Static):
    """The first line of a screen: its title and the state of the store."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(text, markup=False, id=id)

    _said: str | None = None

    def say(self, text: str) -> None:
        """Show a text without markup; the screen's layout is not computed again."""
        if text != self._said:
            self._said = text
            self.update(text, layout=self.grows(text))

    def grows(self, text: str) -> bool:  # noqa: ARG002 - for lines that can grow
        """Whether this text may need more or fewer lines than the last one."""
        return False


class MessageLine(HeadLine):
    """The last message and how to undo what it reports; it stays until the next."""

    _is_tall = False

    def grows(self, text: str) -> bool:
        """Whether this text or the one before it is wider than the line."""
        was, self._is_tall = self._is_tall, cell_len(text) > self.size.width
        return was or self._is_tall


class KeyWord(NamedTuple):
    """A key and its label; those with the highest `stays` are left out last."""

    key: str
    word: str
    stays: int = 0

    @property
    def said(self) -> str:
        """The key and its label as the bar shows them."""
        return f"{self.key} {self.word}"


class KeyBar(HeadLine):
    """The most useful keys of a screen, as many as fit on the line."""

    _keys: tuple[KeyWord, ...] = ()
    _fitted = ""

    def show_keys(self, keys: Iterable[KeyWord]) -> None:
        """Show as many keys with their labels as fit on the line."""
        self._keys = tuple(keys)
        self._fitted = key_line(self._keys, self.app.size.width)
        self.say(self._fitted)

    def on_resize(self) -> None:
        """Fit the keys to the new width, unless the bar shows another text."""
        if self._said == self._fitted:
            self.show_keys(self._keys)


def key_line(keys: Iterable[KeyWord], width: int) -> str:
    """Return keys and labels on one line of at most that many cells.

    Those with `stays` (help and leaving) come last. If the line is too long, the others
    are left out first, from the end.
    """
    shown = sorted(keys, key=lambda each: each.stays)
    while cell_len(_joined(shown)) > width and len(shown) > 1:
        given = [place for place, each in enumerate(shown) if not each.stays]
        del shown[given[-1] if given else 0]
    return _joined(shown)


def _joined(keys: Iterable[KeyWord]) -> str:
    return "  ".join(each.said for each in keys)
