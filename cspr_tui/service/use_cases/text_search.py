"""Search the timelines of reviews for a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.audit.search_text import search_terms
from cspr_tui.domain.audit.timeline import timeline
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.folding import folded
from cspr_tui.domain.text.formatting import first_line
from cspr_tui.service.reviews import Reviews


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A place in a review's timeline where the text occurs."""

    ref: str
    on: date
    source: str
    said: str


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """The progress of a search: reviews read, of how many, and the last one's hits."""

    read: int
    of: int
    hits: tuple[SearchHit, ...]
    unread: str = ""


def search_timelines(
    reviews: Reviews, refs: Iterable[str], words: Sequence[str]
) -> Iterator[SearchProgress]:
    """Yield, review by review, the timeline entries that contain all the words.

    The access log records the search but not its words. If the store can tell which
    reviews contain them, only those are read.
    """
    listed, wanted = list(refs), [folded(word) for word in words]
    reviews.log("searched timelines", what=f"{len(listed)} reviews")
    runs = search_terms(words)
    telling = reviews.store.refs_containing(runs) if runs else None
    for number, ref in enumerate(listed, 1):
        may_hold = telling is None or ref in telling
        try:
            hits, unread = tuple(_hits(reviews, ref, wanted)) if may_hold else (), ""
        except CsprError as error:
            hits, unread = (), str(error)
        yield SearchProgress(number, len(listed), hits, unread)


def _hits(reviews: Reviews, ref: str, wanted: Sequence[str]) -> Iterator[SearchHit]:
    for line in timeline(reviews.store.load(ref)):
        said = f"{line.what} {' '.join(line.text.split())}".strip()
        held = folded(said)
        if all(word in held for word in wanted):
            start = max(0, held.find(wanted[0]) - 30)
            more = ".." if start else ""
            shown = said[start:].removeprefix(f"{line.source} ")
            yield SearchHit(ref, line.on, line.source, f"{more}{first_line(shown)}")
