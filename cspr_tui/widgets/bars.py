"""The lines at top and bottom: where am I, what happened last, which keys."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.widgets import Static

KEY_BAR_CELLS = 80


class HeadLine(Static):
    """The first line of a screen: where am I, and the state."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(text, markup=False, id=id)

    _said: str | None = None

    def say(self, text: str) -> None:
        """Show a text as it stands, brackets and all; nothing is laid out anew."""
        if text != self._said:
            self._said = text
            self.update(text, layout=self.grows(text))

    def grows(self, text: str) -> bool:  # noqa: ARG002 - for lines that can grow
        """Whether this text may need more or fewer lines than the last."""
        return False


class MessageLine(HeadLine):
    """What happened last, and how to take it back; stays until the next."""

    _is_tall = False

    def grows(self, text: str) -> bool:
        """Whether this text or the one before it is wider than the line."""
        was, self._is_tall = self._is_tall, cell_len(text) > self.size.width
        return was or self._is_tall


class KeyBar(HeadLine):
    """The keys that matter here, within 80 cells."""

    def show_keys(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show as many pairs of key and word as fit in 80 cells."""
        self.say(key_line(keys))


def key_line(keys: Iterable[tuple[str, str]]) -> str:
    """Return keys and words on one line of at most 80 cells, the last ones kept.

    The way out stands at the end, so it is the words in the middle that give.
    """
    pairs = [f"{key} {word}" for key, word in keys]
    while len("  ".join(pairs)) > KEY_BAR_CELLS and len(pairs) > 2:
        del pairs[-3]
    return "  ".join(pairs)
