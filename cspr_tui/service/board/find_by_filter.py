"""Finding the reviews on the board that match a filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cspr_tui.domain.board.board_entry import BoardEntry
from cspr_tui.domain.filters import (
    FilterContext,
    Query,
    UnreadableFilterError,
    compile_filter,
    is_narrower,
    parse_filter,
)
from cspr_tui.domain.filters.order import sort_entries
from cspr_tui.domain.filters.parse import words_in
from cspr_tui.service.board.board import Board


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter found on a board."""

    text: str
    query: Query
    standings: tuple[BoardEntry, ...]


def eye_of(board: Board, me: str) -> FilterContext:
    """Return the eye on a board: who looks, when, and who is who."""
    facts = board.facts
    known = facts.initials
    return FilterContext(board.day, facts.calendar, facts.units, me, known, facts.gone)


def found(
    board: Board, eye: FilterContext, text: str, before: Found | None = None
) -> Found:
    """Return what the filter finds, searching only `before` where it narrows it.

    Raises:
        UnreadableFilterError: the filter cannot be read; the text says which word.
    """
    query = parse_filter(text)
    test = compile_filter(query, eye)
    if before and is_narrower(query, before.query) and query.sort == before.query.sort:
        kept = tuple(each for each in before.standings if test(each))
    else:
        base = board.standings if query.asks_for_closed else board.active
        kept = tuple(sort_entries(filter(test, base), query.sort, board.day))
    return Found(text, query, kept)


def still_valid(eye: FilterContext, text: str, before: str) -> str:
    """Return the last valid filter while the text cannot be read.

    That is the one before, save words that were but the start of what cannot be
    read, as `own` was of `onwer:me`; where there was none, what can be read.
    """
    words = words_in(text)
    unread = [word for word in words if not _is_readable(eye, word)]
    kept = [word for word in words_in(before) if not _began(word, unread)]
    return " ".join(kept or (word for word in words if word not in unread))


def _began(word: str, unread: Iterable[str]) -> bool:
    return ":" not in word and any(each.startswith(word) for each in unread)


def _is_readable(eye: FilterContext, word: str) -> bool:
    try:
        compile_filter(parse_filter(word), eye)
    except UnreadableFilterError:
        return False
    return True


def count_of(board: Board, eye: FilterContext, text: str) -> int | None:
    """Return how many reviews a filter finds, None where it cannot be read."""
    try:
        return len(found(board, eye, text).standings)
    except UnreadableFilterError:
        return None
