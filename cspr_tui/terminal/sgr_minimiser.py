"""ANSI SGR minimiser: the same picture on the terminal in fewer bytes.

SGR (select graphic rendition) sequences such as `ESC[1;31m` set bold, colours and
the like. Textual sets them anew for each piece of text and resets them after each;
over a slow line that is a good part of what a key costs, and 0.8 to 1.2 KB of a
whole screen. Each line is still addressed by its number, so that a line that a
terminal draws wider than it is does not shift the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"\x1b\[(?P<codes>[0-9;]*)m|\x1b\[(?P<position>[0-9]+;[0-9]+)H|\n"
    r"|(?P<text>[^\x1b\n]+)|(?P<other>.)",
    re.DOTALL,
)
# The code that switches each attribute off; bold and dim (1, 2) share one.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
_FOREGROUNDS = {*map(str, range(30, 38)), *map(str, range(90, 98)), "39"}
_BACKGROUNDS = {*map(str, range(40, 48)), *map(str, range(100, 108)), "49"}
# How many numbers an extended colour has, by the number that follows 38 or 48.
_COLOUR_LENGTH = {"5": 3, "2": 5}


class UnknownSequenceError(ValueError):
    """The text holds something other than text, SGR codes and cursor moves."""


class SgrState(NamedTuple):
    """How a terminal writes text now: attributes such as bold, and the colours."""

    attributes: frozenset[str] = frozenset()
    foreground: str = "39"
    background: str = "49"


RESET = SgrState()


@lru_cache(maxsize=512)
def apply_codes(state: SgrState, codes: str) -> SgrState:
    """Return the state after the codes of one SGR sequence, such as `1;38;5;210`.

    Raises:
        UnknownSequenceError: a code is none that `SgrState` can hold.
    """
    for code in _split(codes):
        state = _apply(state, code)
    return state


def _apply(state: SgrState, code: str) -> SgrState:
    if code == "0":
        return RESET
    if code in _OFF:
        return state._replace(attributes=state.attributes | {code})
    if code in _OFF.values():
        remaining = {each for each in state.attributes if _OFF[each] != code}
        return state._replace(attributes=frozenset(remaining))
    if code in _FOREGROUNDS or code.startswith("38;"):
        return state._replace(foreground=code)
    if code in _BACKGROUNDS or code.startswith("48;"):
        return state._replace(background=code)
    raise UnknownSequenceError


def _split(codes: str) -> Iterator[str]:
    """Yield each code of a sequence, the numbers of one extended colour together."""
    left = codes.split(";")
    while left:
        is_extended = left[0] in {"38", "48"} and len(left) > 1
        length = _COLOUR_LENGTH.get(left[1], 1) if is_extended else 1
        yield ";".join(left[:length]) or "0"
        left = left[length:]


@lru_cache(maxsize=512)
def transition(old: SgrState, new: SgrState) -> str:
    """Return the shortest sequence from one state to another; empty if they equal."""
    if old == new:
        return ""
    from_reset = ";".join(["0", *_differences(RESET, new)])
    codes = min(";".join(_differences(old, new)), from_reset, key=len)
    return f"\x1b[{'' if codes == '0' else codes}m"


def _differences(old: SgrState, new: SgrState) -> list[str]:
    off = {_OFF[each] for each in old.attributes - new.attributes}
    # Bold and dim go off together, so the one that stays has to be set again.
    unharmed = {each for each in new.attributes if _OFF[each] not in off}
    on = (unharmed - old.attributes) | (new.attributes - unharmed)
    foreground = [new.foreground] if new.foreground != old.foreground else []
    background = [new.background] if new.background != old.background else []
    return [*sorted(off), *sorted(on), *foreground, *background]


class _Output:
    """The minimised text so far; a state or move is written only before text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.state = self.wanted = RESET
        self._move = ""

    def add(self, token: re.Match[str]) -> None:
        if token["text"]:
            self._write(token["text"])
        elif token["codes"] is not None:
            self.wanted = apply_codes(self.wanted, token["codes"])
        elif token["position"]:
            self._move = f"\x1b[{token['position']}H"
        elif token["other"]:
            raise UnknownSequenceError

    def _write(self, text: str) -> None:
        self.parts += (self._move, transition(self.state, self.wanted), text)
        self._move, self.state = "", self.wanted


def minimised(text: str) -> str:
    """Return output for a terminal that leaves the same on it in fewer bytes.

    Line feeds are left out: in what Textual writes, a cursor move follows each.
    Text with any other sequence in it is returned unchanged.
    """
    output = _Output()
    try:
        for token in _TOKEN.finditer(text):
            output.add(token)
    except UnknownSequenceError:
        return text
    return "".join((*output.parts, transition(output.state, RESET)))
