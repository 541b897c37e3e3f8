"""The words of a folded text, each with its place and how it is written."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cspr_tui.anonymise.names.name_index import Names
from cspr_tui.anonymise.text.normalised_text import View

_TOKEN = re.compile(r"([^\W_]+(?:'(?!s\b)[^\W_]+)*)(?:'s\b)?")
# What may stand between two words of one name; never a table's bar or a blank line.
_JOINED = re.compile(
    r"(?:'s)?(?:[ \t,.'\"()\-*_~/]|\n(?:[ \t]*>)*(?![ \t]*(?:\n|[*+\-#]|\d+[.)] ))){0,4}"
)


class Token(NamedTuple):
    """A word of the folded view, without its apostrophes, and as written.

    `is_capital` tells whether it is written with a capital first.
    """

    start: int
    end: int
    text: str
    written: str
    is_capital: bool

    @property
    def is_upper(self) -> bool:
        """Whether it is written in capitals throughout."""
        return len(self.text) > 1 and self.written.isupper()


def tokens_in(view: View) -> list[Token]:
    """Return the words of a view."""
    found: list[Token] = []
    source, starts, ends = view.source, view.starts, view.ends
    # Going round the tuple's own constructor saves a third; there are many words.
    new, add = tuple.__new__, found.append
    for match in _TOKEN.finditer(view.text):
        start, end = match.span(1)
        written, text = source[starts[start] : ends[end - 1]], match[1]
        if written == text and text.isalnum():
            add(new(Token, (start, end, text, text, False)))
            continue
        if not written.isalnum():
            written, text = _written(written), text.replace("'", "")
        add(new(Token, (start, end, text, written, written[:1].isupper())))
    return found


def _written(text: str) -> str:
    """Return a word's letters as they are meant to be seen."""
    return "".join(c for c in html.unescape(text) if c.isalnum())


def adjacent(view: View, run: list[Token]) -> bool:
    """Whether nothing stands between the words but what joins a name."""
    return all(
        _JOINED.fullmatch(view.text[a.end : b.start]) is not None
        for a, b in pairwise(run)
    )


def touching(view: View, first: Token, second: Token) -> bool:
    """Whether two words follow each other in one phrase."""
    between = view.text[first.end : second.start]
    return between in {" ", "-", " \n", "\n", " **", "** ", " *", "* ", "  "}


def begins_sentence(view: View, token: Token) -> bool:
    """Whether the word stands where every word has a capital."""
    lead = view.text[max(0, token.start - 40) : token.start].rstrip(" \t*_>\"'(")
    return not lead or lead[-1] in ".!?:\n#|-\u2022"


@dataclass(frozen=True)
class Reading:
    """A text being read: its view, its words, and the names to look for."""

    view: View
    tokens: list[Token]
    names: Names

    def text_at(self, at: int) -> str:
        """Return the folded word at a place, empty beyond the ends."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def is_joined(self, at: int) -> bool:
        """Whether the word stands right after the one before it in a phrase."""
        if not 0 < at < len(self.tokens):
            return False
        return touching(self.view, self.tokens[at - 1], self.tokens[at])

    def before(self, at: int) -> str:
        """Return the folded word right before, empty across punctuation."""
        return self.text_at(at - 1) if self.is_joined(at) else ""

    def after(self, at: int) -> str:
        """Return the folded word right after, empty across punctuation."""
        return self.text_at(at + 1) if self.is_joined(at + 1) else ""

    def owns(self, token: Token) -> bool:
        """Whether the word is a possessive."""
        tail = self.view.text[token.end : token.end + 2]
        return tail == "'s" or (token.text.endswith("s") and tail[:1] == "'")

    def in_path(self, token: Token) -> bool:
        """Whether the word is part of a link, a path, an address or a handle."""
        text = self.view.text
        lead, tail = text[max(0, token.start - 1) : token.start], text[token.end :][:2]
        joined = (tail[:1] in {"_", "/", "@", "=", "."} and tail[1:].isalnum()) or (
            lead in {"_", "/", "@", "=", "#"}
        )
        return joined and not self.is_joined_by_slash(token)

    def is_joined_by_slash(self, token: Token) -> bool:
        """Whether only a slash with a capital beside it joins two words."""
        return token.is_capital and "/" in (
            self.view.text[max(0, token.start - 1) : token.start]
            + self.view.text[token.end : token.end + 1]
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the different words of the text, folded."""
        return frozenset(token.text for token in self.tokens)

    @cached_property
    def plain_lines(self) -> frozenset[int]:
        """Return the places of words in lines without any case to go by."""
        found: set[int] = set()
        line: list[int] = []
        for at, token in enumerate(self.tokens):
            if line and "\n" in self.view.text[self.tokens[at - 1].end : token.start]:
                found |= self._without_case(line)
                line = []
            line.append(at)
        return frozenset(found | self._without_case(line))

    def _without_case(self, line: list[int]) -> set[int]:
        letters = [self.tokens[at] for at in line if self.tokens[at].text.isalpha()]
        capitals = sum(token.is_capital for token in letters)
        if len(letters) > 2 and capitals == 0:
            return set(line)
        upper = [at for at in line if self.tokens[at].is_upper]
        return (
            set(upper) if len(letters) > 2 and len(upper) * 2 > len(letters) else set()
        )
