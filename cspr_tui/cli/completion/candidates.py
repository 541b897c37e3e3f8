"""Words that a shell offers after Tab: references, and terms of a filter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from cspr_tui.domain.filters.complete import completions
from cspr_tui.domain.filters.filter_vocabulary import KEYS
from cspr_tui.service import Board

# A shell puts a candidate on the command line as it is, so one that it would read as
# more than a word is not offered.
_PLAIN = re.compile(r"[\w:,.-]+")


def reference_candidates(board: Board, typed: str) -> list[str]:
    """Return the references on the board that begin like that, in any case."""
    begun = typed.upper()
    refs = (each.ref for each in board.standings)
    return sorted(ref for ref in refs if ref.upper().startswith(begun))


def filter_candidates(board: Board, typed: str) -> list[str]:
    """Return every way a filter's last term can go on, as Tab does in the app."""
    if typed.strip("-") == "":
        return [f"{typed}{key}:" for key in KEYS]
    return [
        each
        for each in completions(typed, _partnership_words(board))
        if _PLAIN.fullmatch(each)
    ]


def _partnership_words(board: Board) -> Mapping[str, Sequence[str]]:
    """Return what the keys take that depend on the partnership and its reviews."""
    agencies = [*board.facts.agencies]
    return {
        "owner": ["me", "none", *board.facts.initials.values()],
        "agency": agencies,
        "waiting": agencies,
        "theme": _lines(each.themes for each in board.active),
    }


def _lines(texts: Iterable[str]) -> list[str]:
    return sorted({line for text in texts for line in text.splitlines()})


def store_on_line(words: Sequence[str]) -> str | None:
    """Return the store that a command line being typed names, None without one.

    bash gives `--store=DIR` as three words.
    """
    for at, word in enumerate(words):
        name, _, value = word.partition("=")
        if name != "--store":
            continue
        rest = [
            each for each in (value, *words[at + 1 : at + 3]) if each not in {"", "="}
        ]
        return rest[0] if rest else None
    return None
