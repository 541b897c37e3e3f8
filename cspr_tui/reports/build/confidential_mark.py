"""The mark on every page of a report that names real people."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from markdown_it import MarkdownIt

MARK = "INTERNAL - names real people - do not copy or pass on"
# A mark before this many printed lines have gone by, so that each page has one.
PAGE_LINES = 30
_WIDTH = 80


def with_marks(text: str) -> str:
    """Return a report with the mark first, last, and at least once a page."""
    lines = text.rstrip("\n").split("\n")
    starts = frozenset(_breaks(text, lines))
    shown = list[str]()
    for at, line in enumerate(lines):
        if at in starts:
            shown += [f"**{MARK}**", ""]
        shown.append(line)
    return "\n".join([*shown, "", f"**{MARK}**", ""])


def without_marks(text: str) -> str:
    """Return a report without its marks, to be put together with others."""
    return text.replace(f"**{MARK}**\n\n", "").replace(f"\n**{MARK}**\n", "")


def _breaks(text: str, lines: list[str]) -> Iterator[int]:
    """Yield the lines before which a mark stands: only between blocks."""
    yield 0
    since = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.level == 0 and token.map and token.nesting >= 0:
            start, end = token.map
            length = _printed(lines[start:end])
            if start and since + length > PAGE_LINES:
                yield start
                since = 0
            since += length


def _printed(lines: list[str]) -> int:
    return sum(max(1, ceil(len(line) / _WIDTH)) for line in lines) + 1
