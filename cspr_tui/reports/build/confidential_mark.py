"""The confidentiality mark on every page of a report that names real people."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from markdown_it import MarkdownIt

MARK = "INTERNAL - names real people - do not copy or pass on"
# At most this many printed lines between two marks, so that each page has one.
PAGE_LINES = 30
_WIDTH = 80


def with_marks(text: str) -> str:
    """Return a report with the mark at its start, its end and at least once a page."""
    lines = text.rstrip("\n").split("\n")
    starts = frozenset(_mark_positions(text, lines))
    marked_lines = list[str]()
    for at, line in enumerate(lines):
        if at in starts:
            marked_lines += [f"**{MARK}**", ""]
        marked_lines.append(line)
    return "\n".join([*marked_lines, "", f"**{MARK}**", ""])


def without_marks(text: str) -> str:
    """Return a report without its marks, so that it can be combined with others."""
    return text.replace(f"**{MARK}**\n\n", "").replace(f"\n**{MARK}**\n", "")


def _mark_positions(text: str, lines: list[str]) -> Iterator[int]:
    """Yield the line numbers before which a mark goes: only between blocks."""
    yield 0
    printed_since_mark = 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.level == 0 and token.map and token.nesting >= 0:
            start, end = token.map
            length = _printed_lines(lines[start:end])
            if start and printed_since_mark + length > PAGE_LINES:
                yield start
                printed_since_mark = 0
            printed_since_mark += length


def _printed_lines(lines: list[str]) -> int:
    return sum(max(1, ceil(len(line) / _WIDTH)) for line in lines) + 1
