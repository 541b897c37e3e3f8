"""One line of a list: its text, its state word, and the item it stands for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from cspr_tui.domain.values.base import without_control_characters


class Line(NamedTuple):
    """A row as text; `word` is the part at its start that has a colour of its own.

    `key` names what the row stands for; rows without one cannot be chosen.
    `style` is the state whose colour the word gets, if it is not the word.
    """

    text: str
    word: str = ""
    key: str = ""
    style: str = ""


class KeyedLines(Sequence[Line]):
    """Lines made when they are looked at, that know where a key stands."""

    @abstractmethod
    def place_of(self, key: str) -> int | None:
        """Return the place of the line of that key, None if there is none."""


def head(text: str) -> Line:
    """Return a heading."""
    return Line(text, text, "", "head")


BLANK = Line("")


def shown(text: str) -> str:
    """Return text as it stands on one line, without what would move a cursor."""
    return (
        without_control_characters(text)
        .replace("\t", " ")
        .replace("\n", " ")
        .replace("\u2028", " ")
    )


def columns(parts: Sequence[str], widths: Iterable[int]) -> str:
    """Return the parts of a row in columns, each cut to its width but the last."""
    *cut, last = parts
    return " ".join([*map(fits, cut, widths), last])


def fits(text: str, width: int) -> str:
    """Return text cut to a width in cells, with `..` where something is cut."""
    line = shown(text).rstrip()
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    cut = set_cell_size(line, max(0, width - 2)).rstrip()
    return set_cell_size(f"{cut}..", width)
