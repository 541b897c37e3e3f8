"""Round trips of what a person does most, counted on a wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.plain.brief_text import brief_page
from cspr_tui.service.use_cases.review_figures import count_figures as figures
from cspr_tui.service.use_cases.text_search import search_timelines
from cspr_tui.service.use_cases.watch_changes import Watch
from cspr_tui.store.postgres.setup import open_store
from tests.postgres.load import filled
from tests.postgres.sitting import sat_down
from tests.postgres.wire import wired
from tests.sitting import MONDAY

REVIEWS = 30
NEVER = ["xylophone"]


def trips(address: str) -> Iterator[tuple[str, int, int]]:
    """Yield what was done, how many trips it took, and how many it may take."""
    filled(open_store(address), REVIEWS)
    with wired(address, delay=0.04) as (wire, far):
        reviews = sat_down(open_store(far))
        watch = Watch(reviews, reviews.store.versions())
        shown = reviews.board()
        refs = reviews.store.refs()
        acts: tuple[tuple[str, Callable[[], object], int], ...] = (
            ("the board again", reviews.board, 1),
            ("opening a review", partial(reviews.open, "R003"), 1),
            ("a save", partial(reviews.change, "R007", NOTE), 3),
            ("looking for news", watch.news, 2),
            ("the brief", lambda: list(brief_page(reviews, shown)), 1),
            ("the settings", lambda: reviews.partnership, 1),
            ("figures over all", lambda: list(figures(reviews)), 4),
            (
                "a search for nothing",
                lambda: list(search_timelines(reviews, refs, NEVER)),
                2,
            ),
        )
        for what, act, bar in acts:
            with wire.counted() as counted:
                act()
            yield what, counted[0], bar


NOTE = note_logged(Note("", MONDAY, "Rang."))
