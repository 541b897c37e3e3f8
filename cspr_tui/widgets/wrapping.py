"""Text broken over lines by the cells it takes, so that nothing of it is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from cspr_tui.widgets.line import Line, shown

# A state or label the app has set apart by two spaces; a sentence's end is none.
_COLUMN = re.compile(r" *\S+(?: \S+)*? {2,}(?=\S)")
_SENTENCE = re.compile(r"[.!?:;,][\"')\]\u2019\u201d]*$")
# At most so wide; a wider one would leave too little room beside it.
WIDEST_COLUMN = 20


def wrapped_line(line: Line, width: int, hang: int | None = None) -> Iterator[Line]:
    """Yield a line as lines no wider than that; they go on under its first column.

    Or as far in as `hang` says.
    """
    inside = hang_of(line.text) if hang is None else hang
    first, *rest = pieces(line.text, width, inside)
    yield line._replace(text=first)
    yield from (line._replace(text=piece, word="") for piece in rest)


def wrapped_lines(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """Yield lines no wider than that."""
    for line in lines:
        yield from wrapped_line(line, width)


def hang_of(text: str) -> int:
    """Return how far in a text goes on: at its first column, or where it begins."""
    column = _COLUMN.match(text)
    if column and column.end() <= WIDEST_COLUMN and not _ends_sentence(column.group()):
        return column.end()
    return len(text) - len(text.lstrip(" "))


def _ends_sentence(column: str) -> bool:
    return bool(_SENTENCE.search(column.rstrip()))


def pieces(text: str, width: int, hang: int = 0) -> Iterator[str]:
    """Yield a text in pieces of at most so many cells, broken between words.

    A word wider than a line is broken within; no letter is lost.
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
