"""Words too long to be read: flagged whole, and left out of every search.

Most patterns take time with the square of a word's length, and no word of a report
is that long; what is left out is shown to a person, and the gate refuses it.
"""

from __future__ import annotations

import re

from cspr_tui.anonymise.text.span import TextSpan

# Characters without a blank between; the longest addresses of web pages are shorter.
LONGEST_WORD = 300
_LONG_WORD = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD + 1},}}+")
_REASON = (
    f"a word of over {LONGEST_WORD} characters, not read: divide it or take it out"
)


def blank_long_words(source: str, filler: str = " ") -> str:
    """Return a text with each letter of a word that is too long as `filler`."""
    return _LONG_WORD.sub(lambda word: filler * len(word.group()), source)


def shorten_long_words(source: str) -> str:
    """Return a text with "x" for each word that is too long; its lines stay."""
    return _LONG_WORD.sub("x", source)


def find_long_words(source: str) -> list[TextSpan]:
    """Return a flag for each word that is too long to be read."""
    return [
        TextSpan(*word.span(), None, _REASON, "", "UNREAD", 100)
        for word in _LONG_WORD.finditer(source)
    ]
