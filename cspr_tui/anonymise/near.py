"""Searching only where something can be found: around the signs that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Further from its sign no number, address or user name begins or ends.
_REACH = 70


def stretches(text: str, sign: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the stretches of a text around a sign, each from space to space."""
    found: list[tuple[int, int]] = []
    for match in sign.finditer(text):
        start = text.rfind(" ", 0, max(0, match.start() - _REACH)) + 1
        end = text.find(" ", match.end() + _REACH)
        end = len(text) if end < 0 else end
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def found_in(
    shape: re.Pattern[str], text: str, places: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield what a shape finds inside the stretches."""
    for start, end in places:
        yield from shape.finditer(text, start, end)
