"""Searching only where something can be found: around the signs that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Some wordings of which one has to be there, or a shape for them.
Sign = re.Pattern[str] | tuple[str, ...]
# Further from its sign no number, address or user name begins or ends.
_REACH = 70


def stretches(text: str, sign: Sign, reach: int = _REACH) -> list[tuple[int, int]]:
    """Return the stretches of a text around a sign, each from space to space."""
    found: list[tuple[int, int]] = []
    for first, last in _clusters(text, sign, reach):
        start = text.rfind(" ", 0, max(0, first - reach)) + 1
        end = text.find(" ", last + reach)
        end = len(text) if end < 0 else end
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _clusters(text: str, sign: Sign, reach: int) -> Iterator[tuple[int, int]]:
    """Yield where signs begin and end that are too near each other to part."""
    first = last = -1
    for start, end in _places(text, sign):
        if first >= 0 and start - last <= reach:
            last = max(last, end)
            continue
        if first >= 0:
            yield first, last
        first, last = start, end
    if first >= 0:
        yield first, last


def _places(text: str, sign: Sign) -> list[tuple[int, int]]:
    if isinstance(sign, re.Pattern):
        return [match.span() for match in sign.finditer(text)]
    found = (place for wording in sign for place in _each(text, wording))
    return sorted(found)


def _each(text: str, wording: str) -> Iterator[tuple[int, int]]:
    at = text.find(wording)
    while at >= 0:
        end = at + len(wording)
        yield at, end
        at = text.find(wording, end)


def found_in(
    shape: re.Pattern[str], text: str, places: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield what a shape finds inside the stretches."""
    for start, end in places:
        yield from shape.finditer(text, start, end)
