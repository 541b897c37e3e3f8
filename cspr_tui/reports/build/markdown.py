"""Escapes recorded text for Markdown, and lowers the headings of a section."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

_SYNTAX = re.compile(r"([\\`*_\[\]<>|#~&!$^])")
_BULLET = re.compile(r"^([-+=])")
_NUMBER = re.compile(r"^(\d+)([.)])")
_HASHES = re.compile(r"#{1,6}(?=[ \t]|$)")
DEEPEST_LEVEL = 6


def literal(text: str) -> str:
    """Return text escaped so that Markdown shows it as typed, on one line."""
    line = _SYNTAX.sub(r"\\\1", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\1", line))


def under_headings(text: str, depth: int) -> str:
    """Return a section's Markdown with every heading `depth` levels lower.

    Underlined headings become "#" headings. Lines in code blocks that only look like
    headings stay. The lowest level is six.
    """
    lines = text.strip("\n").rstrip().split("\n")
    removed: set[int] = set()
    # Only blocks are looked at, so what stands inside a line is not parsed.
    blocks = MarkdownIt("commonmark").disable("inline").parse("\n".join(lines))
    for token in blocks:
        if token.type == "heading_open" and token.map:
            first, end = token.map
            lines[first] = _lowered_heading(lines[first:end], token, depth)
            if not token.markup.startswith("#"):
                removed.update(range(first + 1, end))
    return "\n".join(line for at, line in enumerate(lines) if at not in removed)


def _lowered_heading(lines: list[str], heading: Token, depth: int) -> str:
    """Return the line of a heading, which may have been written with an underline."""
    hashes = "#" * min(DEEPEST_LEVEL, int(heading.tag[1:]) + depth)
    if heading.markup.startswith("#"):
        return _HASHES.sub(hashes, lines[0], count=1)
    words = [line.lstrip("> ").rstrip() for line in lines[:-1]]
    before = lines[0][: len(lines[0]) - len(lines[0].lstrip("> "))]
    return f"{before}{hashes} {' '.join(words)}"
