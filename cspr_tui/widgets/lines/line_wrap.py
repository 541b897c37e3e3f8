"""Wrapping of text by terminal cells, so that nothing is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from cspr_tui.widgets.lines.line import Line, shown

# A state or label the app has set apart by two spaces; a sentence's end is none.
_COLUMN = re.compile(r" *\S+(?: \S+)*? {2,}(?=\S)")
_SENTENCE = re.compile(r"[.!?:;,][\"')\]\u2019\u201d]*$")
# At most so wide; a wider one would leave too little room beside it.
WIDEST_COLUMN = 20
# How far in a line goes on whose word is wider than that.
BELOW_WORD = 4


def wrapped_line(line: Line, width: int) -> Iterator[Line]:
    """Yield a line in pieces of at most that width, indented to its first column."""
    first, *rest = pieces(line.text, width, hang_of(line))
    yield line._replace(text=first)
    yield from (line._replace(text=piece, word="") for piece in rest)


def wrapped_lines(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """Yield all lines, each wrapped to at most that width in cells."""
    for line in lines:
        yield from wrapped_line(line, width)


def hang_of(line: Line) -> int:
    """Return the indent of a wrapped line: where its first column or text begins."""
    column = _COLUMN.match(line.text)
    if column and column.end() <= WIDEST_COLUMN and not _ends_sentence(column.group()):
        return column.end()
    if line.word and len(line.word) < len(line.text):
        return BELOW_WORD
    return len(line.text) - len(line.text.lstrip(" "))


def _ends_sentence(column: str) -> bool:
    return bool(_SENTENCE.search(column.rstrip()))


def pieces(text: str, width: int, hang: int = 0) -> Iterator[str]:
    """Yield a text in pieces of at most that many cells, broken between words.

    A word wider than a line is broken inside; no letter is lost.
    """
    said, indent = "", " " * min(hang, width // 2)
    for word in re.findall(r" *[^ ]+", shown(text)):
        if cell_len(said + word) <= width:
            said += word
            continue
        if said:
            yield said
        *full, said = _chopped(word.lstrip(" "), indent, width)
        yield from full
    yield said


def _chopped(word: str, indent: str, width: int) -> Iterator[str]:
    said = indent
    for sign in word:
        if said != indent and cell_len(said + sign) > width:
            yield said
            said = indent
        said += sign
    yield said
