"""A terminal's pen: what text is written with, and the shortest way to set it.

Textual sets the pen anew for each piece of text and puts it down after each; over a
slow line that is a good part of what a key costs. Each line is still gone to by its
number, so that one that a terminal draws wider than it is shifts no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_PIECE = re.compile(
    r"\x1b\[(?P<code>[0-9;]*)m|\x1b\[(?P<place>[0-9]+;[0-9]+)H|\n"
    r"|(?P<words>[^\x1b\n]+)|(?P<other>.)",
    re.DOTALL,
)
# How each attribute is taken away again; two of them only together.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
_INKS = {*map(str, range(30, 38)), *map(str, range(90, 98)), "39"}
_PAPERS = {*map(str, range(40, 48)), *map(str, range(100, 108)), "49"}
# How many numbers a colour has, by the one behind 38 or 48.
_LONG = {"5": 3, "2": 5}


class UnknownSequenceError(ValueError):
    """Text holds something else than text, colours and moves."""


class Pen(NamedTuple):
    """Attributes such as bold, and the colours in front and behind."""

    attributes: frozenset[str] = frozenset()
    ink: str = "39"
    paper: str = "49"


PUT_DOWN = Pen()


@lru_cache(maxsize=512)
def taken(pen: Pen, code: str) -> Pen:
    """Return the pen after the numbers of one sequence.

    Raises:
        UnknownSequenceError: a number means something that a pen does not hold.
    """
    for number in _numbers(code):
        pen = _taken(pen, number)
    return pen


def _taken(pen: Pen, number: str) -> Pen:
    if number == "0":
        return PUT_DOWN
    if number in _OFF:
        return pen._replace(attributes=pen.attributes | {number})
    if number in _OFF.values():
        kept = {each for each in pen.attributes if _OFF[each] != number}
        return pen._replace(attributes=frozenset(kept))
    if number in _INKS or number.startswith("38;"):
        return pen._replace(ink=number)
    if number in _PAPERS or number.startswith("48;"):
        return pen._replace(paper=number)
    raise UnknownSequenceError


def _numbers(code: str) -> Iterator[str]:
    """Yield each number of a sequence, those of one colour together."""
    left = code.split(";")
    while left:
        is_long = left[0] in {"38", "48"} and len(left) > 1
        size = _LONG.get(left[1], 1) if is_long else 1
        yield ";".join(left[:size]) or "0"
        left = left[size:]


@lru_cache(maxsize=512)
def change(old: Pen, new: Pen) -> str:
    """Return the shortest sequence that makes one pen another; none for the same."""
    if old == new:
        return ""
    anew = ";".join(["0", *_differences(PUT_DOWN, new)])
    code = min(";".join(_differences(old, new)), anew, key=len)
    return f"\x1b[{'' if code == '0' else code}m"


def _differences(old: Pen, new: Pen) -> list[str]:
    gone = {_OFF[each] for each in old.attributes - new.attributes}
    kept = {each for each in new.attributes if _OFF[each] not in gone}
    lost = new.attributes - kept
    fresh = (kept - old.attributes) | lost
    ink = [new.ink] if new.ink != old.ink else []
    paper = [new.paper] if new.paper != old.paper else []
    return [*sorted(gone), *sorted(fresh), *ink, *paper]


class _Writing:
    """Pieces of text at their places, each with its pen."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.held = self.wanted = PUT_DOWN
        self._way = ""

    def take(self, piece: re.Match[str]) -> None:
        if piece["words"]:
            self._write(piece["words"])
        elif piece["code"] is not None:
            self.wanted = taken(self.wanted, piece["code"])
        elif piece["place"]:
            self._way = f"\x1b[{piece['place']}H"
        elif piece["other"]:
            raise UnknownSequenceError

    def _write(self, words: str) -> None:
        self.said += (self._way, change(self.held, self.wanted), words)
        self._way, self.held = "", self.wanted


def shortened(text: str) -> str:
    """Return text for a terminal that leaves the same on it in fewer bytes.

    A line feed is left out: each is followed by a move. Text that holds any other
    sequence is returned as it is.
    """
    writing = _Writing()
    try:
        for piece in _PIECE.finditer(text):
            writing.take(piece)
    except UnknownSequenceError:
        return text
    return "".join((*writing.said, change(writing.held, PUT_DOWN)))
