"""The words of a folded text, each with its place and how it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from cspr_tui.anonymise.view import View

_TOKEN = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*")
_JOINED = re.compile(r"[ \t,.'\-*_~\u00a0]{1,3}|(?:'s?)? ?\n")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the folded view, without its apostrophes, and as written."""

    start: int
    end: int
    text: str
    written: str

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital first."""
        return self.written[:1].isupper()


def tokens_in(view: View) -> list[Token]:
    """Return the words of a view."""
    return [
        Token(
            found.start(),
            found.end(),
            found.group().replace("'", ""),
            view.written(found.start(), found.end()),
        )
        for found in _TOKEN.finditer(view.text)
    ]


def adjacent(view: View, run: list[Token]) -> bool:
    """Whether nothing stands between the words but what joins a name."""
    return all(
        _JOINED.fullmatch(view.text[a.end : b.start] or " ") for a, b in pairwise(run)
    )


def begins_sentence(view: View, token: Token) -> bool:
    """Whether the word stands where every word has a capital."""
    lead = view.text[max(0, token.start - 40) : token.start].rstrip(" \t*_>\"'(")
    return not lead or lead[-1] in ".!?:\n#|-"
