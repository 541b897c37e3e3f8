"""A text cut into words (tokens), each with its place and how it is written."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from cspr_tui.anonymise.names.name_index import NameIndex
from cspr_tui.anonymise.text.normalised_text import NormalisedText

_TOKEN = re.compile(r"([^\W_]+(?:'(?!s\b)[^\W_]+)*)(?:'s\b)?")
# What may stand between two words of one name; never a table's bar or a blank line.
_JOINED = re.compile(
    r"(?:'s)?(?:[ \t,.'\"()\-*_~/]|\n(?:[ \t]*>)*(?![ \t]*(?:\n|[*+\-#]|\d+[.)] ))){0,4}"
)


class Token(NamedTuple):
    """One word: `text` is normalised, `written` is as the author wrote it.

    `start` and `end` are places in the normalised text. `is_capital` is true when
    the word begins with a capital letter.
    """

    start: int
    end: int
    text: str
    written: str
    is_capital: bool

    @property
    def is_upper(self) -> bool:
        """Whether the whole word is in capitals."""
        return len(self.text) > 1 and self.written.isupper()


def tokenise(view: NormalisedText) -> list[Token]:
    """Cut a normalised text into words, in order."""
    found: list[Token] = []
    source, starts, ends = view.source, view.starts, view.ends
    # Without the named tuple's own constructor this takes a third less time.
    make, append = tuple.__new__, found.append
    for match in _TOKEN.finditer(view.text):
        start, end = match.span(1)
        written, text = source[starts[start] : ends[end - 1]], match[1]
        if written == text and text.isalnum():
            append(make(Token, (start, end, text, text, False)))
            continue
        if not written.isalnum():
            written, text = _letters_of(written), text.replace("'", "")
        append(make(Token, (start, end, text, written, written[:1].isupper())))
    return found


def _letters_of(text: str) -> str:
    """Return a word's letters as they are meant to be seen."""
    return "".join(c for c in html.unescape(text) if c.isalnum())


def may_be_one_name(view: NormalisedText, words: list[Token]) -> bool:
    """Whether the words can belong to one name: only spaces, hyphens and the like between."""
    return all(
        _JOINED.fullmatch(view.text[a.end : b.start]) is not None
        for a, b in pairwise(words)
    )


def in_one_phrase(view: NormalisedText, first: Token, second: Token) -> bool:
    """Whether two words follow each other with only a space or hyphen between."""
    between = view.text[first.end : second.start]
    return between in {" ", "-", " \n", "\n", " **", "** ", " *", "* ", "  "}


def begins_sentence(view: NormalisedText, token: Token) -> bool:
    """Whether the word begins a sentence, where a capital proves nothing."""
    lead = view.text[max(0, token.start - 40) : token.start].rstrip(" \t*_>\"'(")
    return not lead or lead[-1] in ".!?:\n#|-\u2022"


@dataclass(frozen=True)
class TokenisedText:
    """A text with its words and the index of recorded names to look for in it.

    Words are addressed by their number `at` in `tokens`.
    """

    view: NormalisedText
    tokens: list[Token]
    names: NameIndex

    def text_at(self, at: int) -> str:
        """Return the normalised word number `at`; empty beyond either end."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def is_joined(self, at: int) -> bool:
        """Whether no punctuation parts a word from the one before it."""
        if not 0 < at < len(self.tokens):
            return False
        return in_one_phrase(self.view, self.tokens[at - 1], self.tokens[at])

    def before(self, at: int) -> str:
        """Return the word before `at`; empty if punctuation stands between."""
        return self.text_at(at - 1) if self.is_joined(at) else ""

    def after(self, at: int) -> str:
        """Return the word after `at`; empty if punctuation stands between."""
        return self.text_at(at + 1) if self.is_joined(at + 1) else ""

    def is_possessive(self, token: Token) -> bool:
        """Whether an apostrophe makes the word a possessive: Leanne's, the Smiths'."""
        following = self.view.text[token.end : token.end + 2]
        return following == "'s" or (token.text.endswith("s") and following[:1] == "'")

    def in_path(self, token: Token) -> bool:
        """Whether the word is part of a link, file path, e-mail address or user name."""
        text = self.view.text
        lead, following = (
            text[max(0, token.start - 1) : token.start],
            text[token.end :][:2],
        )
        joined = (
            following[:1] in {"_", "/", "@", "=", "."} and following[1:].isalnum()
        ) or (lead in {"_", "/", "@", "=", "#"})
        return joined and not self.is_joined_by_slash(token)

    def is_joined_by_slash(self, token: Token) -> bool:
        """Whether a slash only joins two names, as in Leanne/Kyle."""
        return token.is_capital and "/" in (
            self.view.text[max(0, token.start - 1) : token.start]
            + self.view.text[token.end : token.end + 1]
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinct normalised words of the text."""
        return frozenset(token.text for token in self.tokens)

    @cached_property
    def caseless_words(self) -> frozenset[int]:
        """The numbers of the words in lines that are all capitals or all lower case.

        There a capital letter is no evidence for a name.
        """
        found: set[int] = set()
        line: list[int] = []
        for at, token in enumerate(self.tokens):
            if line and "\n" in self.view.text[self.tokens[at - 1].end : token.start]:
                found |= self._caseless(line)
                line = []
            line.append(at)
        return frozenset(found | self._caseless(line))

    def _caseless(self, line: list[int]) -> set[int]:
        letters = [self.tokens[at] for at in line if self.tokens[at].text.isalpha()]
        capitals = sum(token.is_capital for token in letters)
        if len(letters) > 2 and capitals == 0:
            return set(line)
        upper = [at for at in line if self.tokens[at].is_upper]
        return (
            set(upper) if len(letters) > 2 and len(upper) * 2 > len(letters) else set()
        )
