"""Text of the record as Markdown that says the same and does nothing."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ACTING = re.compile(r"([\\`*_\[\]<>|#~&!$^])")
_BULLET = re.compile(r"^([-+=])")
_NUMBER = re.compile(r"^(\d+)([.)])")
_HASHES = re.compile(r"#{1,6}(?=[ \t]|$)")
DEEPEST = 6


def literal(text: str) -> str:
    """Return text so escaped that Markdown shows it as typed, on one line."""
    line = _ACTING.sub(r"\\\1", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\1", line))


def under_headings(text: str, depth: int) -> str:
    """Return a section's Markdown with its headings that much deeper.

    Underlined headings become hashed ones; what only looks like a heading,
    inside a code block, stays as it is. The deepest level is six.
    """
    lines = text.strip("\n").rstrip().split("\n")
    gone: set[int] = set()
    for token in MarkdownIt("commonmark").parse("\n".join(lines)):
        if token.type == "heading_open" and token.map:
            first, end = token.map
            lines[first] = _deeper(lines[first:end], token, depth)
            if not token.markup.startswith("#"):
                gone.update(range(first + 1, end))
    return "\n".join(line for at, line in enumerate(lines) if at not in gone)


def _deeper(lines: list[str], heading: Token, depth: int) -> str:
    """Return a heading's line; without hashes its last line is an underline."""
    hashes = "#" * min(DEEPEST, int(heading.tag[1:]) + depth)
    if heading.markup.startswith("#"):
        return _HASHES.sub(hashes, lines[0], count=1)
    words = [line.lstrip("> ").rstrip() for line in lines[:-1]]
    before = lines[0][: len(lines[0]) - len(lines[0].lstrip("> "))]
    return f"{before}{hashes} {' '.join(words)}"
