"""A text normalised for searching, with each character's place in the source.

Case, accents, look-alike letters of other scripts, zero-width characters, HTML
entities and emphasis inside a word are normalised ("folded") away.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex


def _lookalike_letters() -> dict[str, str]:
    """Return letters of other scripts that look Latin, or do not decompose."""
    lines = (Path(__file__).parent / "alike.txt").read_text(encoding="utf-8")
    return dict(line.split() for line in lines.splitlines())


_LOOKALIKES = str.maketrans(_lookalike_letters())
_LIGATURES = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
_QUOTES = "'\u2018\u2019\u02bc\u02bb\u2032\u00b4`\uff07"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_MOJIBAKE = (
    r"[\u00c2-\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e"
    r"\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a"
    r"\u20ac\u2122]|\u00e2\u20ac[\u2018-\u201d\u02dc\u0153\u2122\u017e]"
)
_UNITS = regex.compile(
    # Most of a text: plain letters that no mark can follow.
    r"(?P<plain>[A-Za-z0-9 ,.;:()\n\"'/|#?!]+(?![^\x00-\x7f]))"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});)"
    r"|(?P<percent>(?:%[0-9a-fA-F]{2})+)"
    r"|(?P<mark>(?<=\w)(?:\*{1,3}|~~|</?(?:b|i|em|strong|u|span)>|<!--.{0,300}?-->)(?=\w))"
    r"|(?P<break>(?<=\w)[-\u00ad]\n(?=\p{Ll}))"
    r"|(?P<escape>\\(?=[\p{P}\p{S}]))"
    rf"|(?P<mojibake>{_MOJIBAKE})"
    r"|(?P<grapheme>\X)",
    regex.DOTALL,
)
# What folding changes nothing of but its case.
_PLAIN = re.compile(r"[A-Za-z0-9,.;:()'/@_+\-]*(?: [A-Za-z0-9,.;:()'/@_+\-]+)* ?")
# A line's end inside a paragraph, not before a list, a table or a heading.
_BREAK = regex.compile(r"(?<=[^\n|])\n(?=[^\n|#\-*+>])")


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """Normalised text; `starts` and `ends` give each character's place in `source`."""

    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end in the source of a stretch of normalised text."""
        return self.starts[start], self.ends[end - 1]

    def written(self, start: int, end: int) -> str:
        """Return the source text of a stretch, as the author wrote it."""
        first, last = self.span(start, end)
        return self.source[first:last]


def normalise(source: str) -> NormalisedText:
    """Normalise a text and remember where each character came from."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for unit in _UNITS.finditer(source):
        kind = unit.lastgroup or "grapheme"
        if kind == "plain":
            folded.append(unit.group().lower())
            starts.extend(range(unit.start(), unit.end()))
            ends.extend(range(unit.start() + 1, unit.end() + 1))
            continue
        text = _folded(kind, unit.group())
        folded.append(text)
        starts.extend([unit.start()] * len(text))
        ends.extend([unit.end()] * len(text))
    return _with_single_spaces(
        NormalisedText(source, "".join(folded), tuple(starts), tuple(ends))
    )


def _with_single_spaces(view: NormalisedText) -> NormalisedText:
    """Return a view in which a run of spaces counts as one."""
    text = view.text
    if "  " not in text:
        return view
    pairs = enumerate(zip(" " + text, text, strict=False))
    positions = [n for n, pair in pairs if pair != (" ", " ") or not n]
    return NormalisedText(
        view.source,
        "".join(text[n] for n in positions),
        tuple(view.starts[n] for n in positions),
        tuple(view.ends[n] for n in positions),
    )


def with_joined_lines(view: NormalisedText) -> NormalisedText:
    """Return the text with line breaks inside paragraphs as spaces.

    So a date or a name that runs over a line end is found.
    """
    text = _BREAK.sub(" ", view.text)
    return NormalisedText(view.source, text, view.starts, view.ends)


def fold(text: str) -> str:
    """Return a short text in normalised form, to compare it with normalised text."""
    if (text.isascii() and text.isalnum()) or _PLAIN.fullmatch(text):
        return text.lower()
    return normalise(text).text


def _folded(kind: str, unit: str) -> str:
    if kind == "grapheme":
        return unit.lower() if unit.isascii() else _fold_grapheme(unit)
    if kind == "entity":
        plain = html.unescape(unit)
        return plain.lower() if plain.isascii() else _fold_grapheme(plain)
    if kind == "percent":
        raw = bytes.fromhex(unit.replace("%", ""))
        return _fold_grapheme(raw.decode("utf-8", "replace"))
    if kind == "mojibake":
        return _fold_grapheme(_repaired(unit))
    return ""


def _repaired(unit: str) -> str:
    """Return the letter that was UTF-8 and has been read as Windows-1252."""
    try:
        return unit.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return unit


@lru_cache(maxsize=4096)
def _fold_grapheme(unit: str) -> str:
    if unit[0] in _QUOTES:
        return "'"
    if unit[0] in _DASHES:
        return "-"
    visible = [c for c in unicodedata.normalize("NFKD", unit) if _is_visible(c)]
    lowered = "".join(_LIGATURES.get(c, c) for c in "".join(visible).casefold())
    folded = "".join(map(_digit, lowered.translate(_LOOKALIKES)))
    return " " if folded.isspace() and "\n" not in folded else folded


def _digit(character: str) -> str:
    """Return the plain digit for a digit of any script."""
    if character.isascii() or not character.isdecimal():
        return character
    return str(unicodedata.digit(character))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Mn", "Cf", "Me", "Cc"} or (
        character in "\n\t"
    )
