"""Search only near anchors, which makes slow patterns fast.

An anchor is something a match cannot do without: a digit for a number, "@" for an
e-mail address. Only the windows of text around anchors are searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Some wordings of which one has to be there, or a shape for them.
Anchor = re.Pattern[str] | tuple[str, ...]
# Further from its sign no number, address or user name begins or ends.
_REACH = 70


def windows_around(
    text: str, anchor: Anchor, reach: int = _REACH
) -> list[tuple[int, int]]:
    """Return the stretches of text around every match of the anchor, merged.

    A window reaches `reach` characters to either side, then on to the next space.
    """
    windows: list[tuple[int, int]] = []
    for first, last in _clusters(text, anchor, reach):
        start = text.rfind(" ", 0, max(0, first - reach)) + 1
        end = text.find(" ", last + reach)
        end = len(text) if end < 0 else end
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _clusters(text: str, anchor: Anchor, reach: int) -> Iterator[tuple[int, int]]:
    """Yield where signs begin and end that are too near each other to part."""
    first = last = -1
    for start, end in _places(text, anchor):
        if first >= 0 and start - last <= reach:
            last = max(last, end)
            continue
        if first >= 0:
            yield first, last
        first, last = start, end
    if first >= 0:
        yield first, last


def _places(text: str, anchor: Anchor) -> list[tuple[int, int]]:
    if isinstance(anchor, re.Pattern):
        return [match.span() for match in anchor.finditer(text)]
    occurrences = (place for wording in anchor for place in _occurrences(text, wording))
    return sorted(occurrences)


def _occurrences(text: str, wording: str) -> Iterator[tuple[int, int]]:
    at = text.find(wording)
    while at >= 0:
        end = at + len(wording)
        yield at, end
        at = text.find(wording, end)


def matches_in(
    pattern: re.Pattern[str], text: str, windows: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern inside the windows."""
    for start, end in windows:
        yield from pattern.finditer(text, start, end)
