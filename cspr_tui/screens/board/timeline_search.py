"""Search of the reviews' timelines for the words of the board's filter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.worker import get_current_worker

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.formatting import day_words
from cspr_tui.service.use_cases.text_search import SearchProgress, search_timelines

if TYPE_CHECKING:
    from cspr_tui.screens.core.base_screen import CsprScreen

# Progress is shown once in so many reviews, so that a slow terminal keeps up.
PROGRESS_EVERY = 50


class SearchResult(NamedTuple):
    """Where the words were found, by reference, and how many could not be read."""

    places: dict[str, str]
    unreadable: int


class TimelineSearch:
    """Looks for words in reviews, in a worker thread of the screen it reports to."""

    def __init__(
        self, screen: CsprScreen[Any], finished: Callable[[SearchResult], None]
    ) -> None:
        self._screen, self._finished = screen, finished

    def start(self, refs: tuple[str, ...], words: tuple[str, ...], group: str) -> None:
        """Begin; a search of the same group of workers is cancelled."""
        self._screen.run_worker(
            lambda: self._run(refs, words), thread=True, group=group, exclusive=True
        )

    def _run(self, refs: tuple[str, ...], words: tuple[str, ...]) -> None:
        on_loop = self._screen.app.call_from_thread
        try:
            result = self._search(refs, words)
        except CsprError as error:
            on_loop(self._screen.show_message, str(error))
            return
        if result is not None:
            on_loop(self._finished, result)

    def _search(
        self, refs: tuple[str, ...], words: tuple[str, ...]
    ) -> SearchResult | None:
        """Return what was found, None where the search was cancelled."""
        screen, worker = self._screen, get_current_worker()
        places, unreadable = dict[str, str](), 0
        for each in search_timelines(screen.reviews, refs, words):
            if worker.is_cancelled:
                return None
            unreadable += bool(each.unread)
            places.update(_newest_place(each))
            if not each.read % PROGRESS_EVERY:
                text = f"Searching timelines: {each.read} of {each.of} read."
                screen.app.call_from_thread(screen.show_status, text)
        return SearchResult(places, unreadable)


def _newest_place(result: SearchProgress) -> dict[str, str]:
    """Return the newest place of a review that holds the words, for the peek lines."""
    first = result.hits[:1]
    more = f" and {len(result.hits) - 1} more" if len(result.hits) > 1 else ""
    return {
        hit.ref: f"{day_words(hit.on)} {hit.source}: {hit.said}{more}" for hit in first
    }
