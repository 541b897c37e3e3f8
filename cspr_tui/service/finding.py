"""Finding reviews by a filter over the board."""

from __future__ import annotations

from dataclasses import dataclass

from cspr_tui.domain.filters import (
    Eye,
    Query,
    UnreadableFilterError,
    compiled,
    narrows,
    parsed,
)
from cspr_tui.domain.filters.order import ordered
from cspr_tui.domain.filters.parse import words_in
from cspr_tui.domain.standing import Standing
from cspr_tui.service.board import Board


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter found on a board; `hidden` counts active reviews left out."""

    text: str
    query: Query
    standings: tuple[Standing, ...]
    hidden: int


def eye_of(board: Board, me: str) -> Eye:
    """Return the eye on a board: who looks, when, and who is who."""
    facts = board.facts
    known = facts.initials
    return Eye(board.day, facts.calendar, facts.units, me, known, facts.gone)


def found(board: Board, eye: Eye, text: str, before: Found | None = None) -> Found:
    """Return what the filter finds, searching only `before` where it narrows it.

    Raises:
        UnreadableFilterError: the filter cannot be read; the text says which word.
    """
    query = parsed(text)
    test = compiled(query, eye)
    active = board.active
    if before and narrows(query, before.query) and query.sort == before.query.sort:
        kept = tuple(each for each in before.standings if test(each))
    else:
        base = board.standings if query.asks_for_closed else active
        kept = tuple(ordered(filter(test, base), query.sort, board.day))
    shown = sum(each.active for each in kept)
    return Found(text, query, kept, len(active) - shown)


def readable(eye: Eye, text: str) -> str:
    """Return the words of a filter that mean something, the others left out."""
    return " ".join(word for word in words_in(text) if _is_readable(eye, word))


def _is_readable(eye: Eye, word: str) -> bool:
    try:
        compiled(parsed(word), eye)
    except UnreadableFilterError:
        return False
    return True
