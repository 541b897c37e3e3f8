"""The skeleton of a text: only its letters and digits, each with its place."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

_SPECIAL = re.compile(
    r"(?P<entity>&(?:#\d+|#x[0-9a-fA-F]+|\w+);)|(?P<percent>(?:%[0-9a-fA-F]{2})+)"
    r"|(?P<tag></?[A-Za-z]{1,8}>|(?<=\w)<!--.{0,200}?-->(?=\w))|(?P<break>(?<=\w)[-\u00ad]\n(?=[a-z]))"
    r"|(?P<word>[A-Za-z0-9]+(?![^\x00-\x7f]))|(?P<other>.)",
    re.DOTALL,
)
# A picture is spelt out as its name, which is no part of a word.
_PICTURE = re.compile(r":[a-z0-9_+\-]+:")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Letters and digits of a text in lower-case ASCII.

    `places` gives the place of each character in the source, `starts` where each
    word begins in the skeleton.
    """

    text: str
    places: tuple[int, ...]
    starts: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end in the source of a stretch of the skeleton."""
        return self.places[start], self.places[end - 1] + 1

    def word_at(self, at: int) -> tuple[int, int]:
        """Return start and end of the word around a place in the skeleton."""
        number = bisect_right(self.starts, at) - 1
        last = number + 1 == len(self.starts)
        return self.starts[number], len(self.text) if last else self.starts[number + 1]

    def words(self) -> Iterator[tuple[int, int]]:
        """Yield start and end of each word."""
        yield from pairwise((*self.starts, len(self.text)))


def skeleton_of(source: str) -> Skeleton:
    """Reduce a text to its skeleton; accents, scripts, HTML entities and mark-up go."""
    pieces: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    new_word = True
    for found in _SPECIAL.finditer(source):
        kind, plain = _plain(found)
        if plain and new_word:
            starts.append(len(places))
        new_word = not plain and (new_word or not _is_inside_word(kind, found.group()))
        pieces.append(plain)
        if kind == "word":
            places.extend(range(found.start(), found.end()))
        else:
            places.extend([found.start()] * len(plain))
    return Skeleton("".join(pieces), tuple(places), tuple(starts))


def _plain(found: re.Match[str]) -> tuple[str, str]:
    kind, text = found.lastgroup or "", found.group()
    if kind == "word":
        return kind, text.lower()
    if kind == "entity":
        return kind, skeleton_text(html.unescape(text))
    if kind == "percent":
        return kind, skeleton_text(
            bytes.fromhex(text.replace("%", "")).decode("utf-8", "replace")
        )
    return kind, "" if kind in {"tag", "break"} else skeleton_text(text)


@lru_cache(maxsize=8192)
def skeleton_text(text: str) -> str:
    """Return a text's letters and digits in lower case, as plain ASCII."""
    if not text.isascii():
        text = _PICTURE.sub("", anyascii(unicodedata.normalize("NFKC", text)))
    return "".join(c for c in text.lower() if c.isalnum())


def _is_inside_word(kind: str, text: str) -> bool:
    """Whether a piece stands inside a word without dividing it."""
    if kind in {"tag", "break"}:
        return True
    if kind == "entity":
        text = html.unescape(text)
    return all(
        c in "*~'\u2019\u2018\u02bc`\\" or unicodedata.category(c) in {"Mn", "Cf", "Me"}
        for c in text
    )
