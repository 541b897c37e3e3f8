"""Finding reviews: by a filter over the board, or by a text in what was logged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.filters import (
    Eye,
    Query,
    UnreadableFilterError,
    compiled,
    narrows,
    parsed,
)
from cspr_tui.domain.filters.match import folded
from cspr_tui.domain.filters.order import ordered
from cspr_tui.domain.filters.parse import words_in
from cspr_tui.domain.standing import Standing
from cspr_tui.domain.timeline import timeline
from cspr_tui.domain.words import first_line
from cspr_tui.service.reviews import Board, Reviews


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter found on a board; `hidden` counts active reviews left out."""

    text: str
    query: Query
    standings: tuple[Standing, ...]
    hidden: int


def eye_of(reviews: Reviews, day: date) -> Eye:
    """Return the eye of this session: who looks, when, and who is who."""
    initials = {c.id: c.initials for c in reviews.partnership.coordinators}
    actor = reviews.session.actor
    return Eye(day, reviews.calendar, reviews.rules, actor, initials)


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


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a review's timeline at which a text stands."""

    ref: str
    on: date
    source: str
    said: str


@dataclass(frozen=True, slots=True)
class Searched:
    """How far a search has got: reviews read, of how many, and the last one's hits."""

    read: int
    of: int
    hits: tuple[Hit, ...]
    unread: str = ""


def searched(
    reviews: Reviews, refs: Iterable[str], words: Sequence[str]
) -> Iterator[Searched]:
    """Yield, review by review, the entries of its timeline that hold all the words.

    The search is logged, the words are not.
    """
    listed, wanted = list(refs), [folded(word) for word in words]
    reviews.log("searched timelines", what=f"{len(listed)} reviews")
    for number, ref in enumerate(listed, 1):
        try:
            hits, unread = tuple(_hits(reviews, ref, wanted)), ""
        except CsprError as error:
            hits, unread = (), str(error)
        yield Searched(number, len(listed), hits, unread)


def _hits(reviews: Reviews, ref: str, wanted: Sequence[str]) -> Iterator[Hit]:
    for line in timeline(reviews.store.load(ref)):
        said = f"{line.what} {' '.join(line.text.split())}".strip()
        held = folded(said)
        if all(word in held for word in wanted):
            start = max(0, held.find(wanted[0]) - 30)
            more = ".." if start else ""
            yield Hit(ref, line.on, line.source, f"{more}{first_line(said[start:])}")
