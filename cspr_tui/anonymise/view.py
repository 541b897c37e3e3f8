"""A text folded for looking up, with the way back to each place in the source.

Case, accents, look-alike letters, zero-width characters, entities and emphasis
inside a word are folded away; every folded character knows its source span.
"""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex


def _alike() -> dict[str, str]:
    """Return letters of other scripts that look Latin, or do not decompose."""
    lines = (Path(__file__).parent / "alike.txt").read_text(encoding="utf-8")
    return dict(line.split() for line in lines.splitlines())


_ALIKE = str.maketrans(_alike())
_LONG = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
_QUOTES = "'\u2018\u2019\u02bc\u02bb\u2032\u00b4`\uff07"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_UNITS = regex.compile(
    r"(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});)"
    r"|(?P<percent>(?:%[0-9a-fA-F]{2})+)"
    r"|(?P<mark>(?<=\w)(?:\*{1,3}|__?|~~|</?(?:b|i|em|strong|u|span)>|<!--.*?-->)(?=\w))"
    r"|(?P<break>(?<=\w)[-\u00ad]\n(?=\p{Ll}))"
    r"|(?P<escape>\\(?=[\p{P}\p{S}]))"
    r"|(?P<grapheme>\X)",
    regex.DOTALL,
)


@dataclass(frozen=True, slots=True)
class View:
    """Folded text; `starts` and `ends` give each character's source span."""

    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of a stretch of folded text."""
        return self.starts[start], self.ends[end - 1]

    def written(self, start: int, end: int) -> str:
        """Return the source as it is written there."""
        first, last = self.span(start, end)
        return self.source[first:last]


def view_of(source: str) -> View:
    """Fold a text, keeping the way back."""
    folded, starts, ends = [], [], []
    for unit in _UNITS.finditer(source):
        text = _folded(unit.lastgroup or "grapheme", unit.group())
        folded.append(text)
        starts.extend([unit.start()] * len(text))
        ends.extend([unit.end()] * len(text))
    return View(source, "".join(folded), tuple(starts), tuple(ends))


def fold(text: str) -> str:
    """Return a text folded as a view folds it."""
    return view_of(text).text


def _folded(kind: str, unit: str) -> str:
    if kind == "grapheme":
        return unit.lower() if unit.isascii() else _fold_grapheme(unit)
    if kind == "entity":
        plain = html.unescape(unit)
        return plain.lower() if plain.isascii() else _fold_grapheme(plain)
    if kind == "percent":
        raw = bytes.fromhex(unit.replace("%", ""))
        return _fold_grapheme(raw.decode("utf-8", "replace"))
    return ""


@lru_cache(maxsize=4096)
def _fold_grapheme(unit: str) -> str:
    if unit[0] in _QUOTES:
        return "'"
    if unit[0] in _DASHES:
        return "-"
    kept = [c for c in unicodedata.normalize("NFKD", unit) if _says(c)]
    lowered = "".join(_LONG.get(c, c) for c in "".join(kept).casefold())
    folded = lowered.translate(_ALIKE)
    return " " if folded.isspace() and "\n" not in folded else folded


def _says(character: str) -> bool:
    return unicodedata.category(character) not in {"Mn", "Cf", "Me", "Cc"} or (
        character in "\n\t"
    )
