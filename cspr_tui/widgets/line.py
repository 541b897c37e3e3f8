"""One line of a list: its text, the state word it starts with, what it stands for."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A row as text; `word` is the part at its start that has a colour of its own.

    `key` names what the row stands for; rows without one cannot be chosen.
    `style` is the state whose colour the word gets, if it is not the word.
    """

    text: str
    word: str = ""
    key: str = ""
    style: str = ""


def head(text: str) -> Line:
    """Return a heading."""
    return Line(text, text, "", "head")


BLANK = Line("")
