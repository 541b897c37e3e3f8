"""A text reduced to its letters and digits, each with its place in the source."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_TAG = re.compile(r"</?[A-Za-z][^>\n]{0,200}>|<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Letters and digits in lower case; `places` leads back to the source.

    `words` marks where a word begins in the source.
    """

    text: str
    places: tuple[int, ...]
    begins: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of a stretch of the skeleton."""
        return self.places[start], self.places[end - 1] + 1


def skeleton_of(source: str) -> Skeleton:
    """Reduce a text; accents, scripts, entities and mark-up are seen through."""
    bones: list[str] = []
    places: list[int] = []
    begins: set[int] = set()
    apart = True
    for at, written in _pieces(source):
        plain = bare(written)
        if plain and apart:
            begins.add(len(bones))
        apart = not plain and not _joins(written)
        bones.extend(plain)
        places.extend([at] * len(plain))
    return Skeleton("".join(bones), tuple(places), frozenset(begins))


def bare(text: str) -> str:
    """Return a text's letters and digits in lower case, as plain ASCII."""
    if text.isascii():
        return "".join(c for c in text.lower() if c.isalnum())
    spelt = anyascii(unicodedata.normalize("NFKC", text))
    return "".join(c for c in spelt.lower() if c.isalnum())


def _pieces(source: str) -> list[tuple[int, str]]:
    """Return characters with their places; entities spelt out, tags left aside."""
    pieces: list[tuple[int, str]] = []
    at = 0
    while at < len(source):
        found = _special(source, at)
        if found is None:
            pieces.append((at, source[at]))
            at += 1
        else:
            text, end = found
            pieces.extend((at, character) for character in text)
            at = end
    return pieces


def _special(source: str, at: int) -> tuple[str, int] | None:
    if source[at] == "&":
        found = _ENTITY.match(source, at)
        return (html.unescape(found.group()), found.end()) if found else None
    if source[at] == "%":
        found = _PERCENT.match(source, at)
        return (_decoded(found.group()), found.end()) if found else None
    if source[at] == "<":
        found = _TAG.match(source, at)
        return ("\u200b", found.end()) if found else None
    return None


def _decoded(text: str) -> str:
    return bytes.fromhex(text.replace("%", "")).decode("utf-8", "replace")


def _joins(character: str) -> bool:
    """Whether a character stands inside a word without dividing it."""
    return character in "*_~'\u2019\\" or unicodedata.category(character) in {
        "Mn",
        "Cf",
        "Me",
    }
