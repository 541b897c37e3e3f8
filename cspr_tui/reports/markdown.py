"""Text of the record as Markdown that says the same and does nothing."""

from __future__ import annotations

import re

_ACTING = re.compile(r"([\\`*_\[\]<>|#~&!])")
_STARTS = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)
DEEPEST = 6


def literal(text: str) -> str:
    """Return text so escaped that Markdown shows it as typed, on one line."""
    line = " ".join(text.split())
    return _STARTS.sub(r"\1\\\2", _ACTING.sub(r"\\\1", line))


def under_headings(text: str, depth: int) -> str:
    """Return a section's Markdown with its headings that much deeper."""

    def deeper(found: re.Match[str]) -> str:
        return "#" * min(DEEPEST, len(found[1]) + depth)

    return _HEADING.sub(deeper, text.strip())
