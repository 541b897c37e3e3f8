"""One line of a list: its text, its state word, and the item it stands for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from cspr_tui.domain.values.base import without_control_characters


class Line(NamedTuple):
    """One row of text; `word` is the status word at its start, shown in colour.

    `key` identifies the item of the row; a row without one cannot be chosen. `style`
    names the state whose colour is used, if it is not `word` itself.
    """

    text: str
    word: str = ""
    key: str = ""
    style: str = ""


class KeyedLines(Sequence[Line]):
    """A sequence of lines, each made when it is drawn, that can be searched by key."""

    @abstractmethod
    def place_of(self, key: str) -> int | None:
        """Return the index of the line with that key, or None."""


def head(text: str) -> Line:
    """Return a heading line."""
    return Line(text, text, "", "head")


BLANK = Line("")


def shown(text: str) -> str:
    """Return text as one line, without control characters."""
    return (
        without_control_characters(text)
        .replace("\t", " ")
        .replace("\n", " ")
        .replace("\u2028", " ")
    )


def columns(parts: Sequence[str], widths: Iterable[int]) -> str:
    """Return parts joined in columns; each but the last is cut to its width."""
    *cut, last = parts
    return " ".join([*map(fits, cut, widths), last])


def fits(text: str, width: int) -> str:
    """Return text cut to a width in cells; `..` marks the cut."""
    line = shown(text).rstrip()
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    cut = set_cell_size(line, max(0, width - 2)).rstrip()
    return set_cell_size(f"{cut}..", width)
