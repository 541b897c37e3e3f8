"""Words too long for the gate to read; the document is not cleared while it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.gate.raw_leak import RawLeak

# Characters without a blank between; the longest addresses of web pages are shorter.
LONGEST_WORD = 300
_LONG_WORD = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD + 1},}}+")
_REASON = (
    f"a word of over {LONGEST_WORD} characters, not read: divide it or take it out"
)


def blank_long_words(text: str) -> str:
    """Return a text with blanks for every word that is too long to be read."""
    return _LONG_WORD.sub(lambda word: " " * len(word.group()), text)


def shorten_long_words(text: str) -> str:
    """Return a text with "x" for every word that is too long; its lines stay."""
    return _LONG_WORD.sub("x", text)


def find_long_words(text: str) -> Iterator[RawLeak]:
    """Yield every word that is too long to be read."""
    for word in _LONG_WORD.finditer(text):
        yield *word.span(), "UNREAD", _REASON
