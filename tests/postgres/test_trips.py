"""How often a person waits for the network; each trip may be 40 ms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.watch_changes import Watch
from cspr_tui.store.copy_store import copy_store
from cspr_tui.store.postgres.setup import open_store
from tests.postgres.sitting import sat_down
from tests.postgres.trips import trips
from tests.postgres.wire import Wire, wired
from tests.sitting import demo_store

STEP = note_logged(Note("", date(2026, 11, 23), "Rang the school."))


@pytest.fixture
def demo_address(address: str, tmp_path: Path) -> str:
    list(copy_store(demo_store(tmp_path / "demo"), open_store(address)))
    return address


@pytest.fixture
def far(demo_address: str) -> Iterator[tuple[Wire, Reviews]]:
    with wired(demo_address, delay=0.02) as (wire, address):
        reviews = sat_down(open_store(address))
        _ = reviews.partnership
        yield wire, reviews
        reviews.store.close()  # type: ignore[attr-defined] # a database's


def test_opening_a_review_is_one_round_trip_its_log_included(
    far: tuple[Wire, Reviews],
) -> None:
    wire, reviews = far
    ref = reviews.store.refs()[0]
    with wire.counted() as trips:
        assert reviews.open(ref).ref == ref
    assert trips[0] == 1
    assert list(reviews.store.accesses())[-1].ref == ref


def test_a_save_is_at_most_three_round_trips_and_the_next_is_one(
    far: tuple[Wire, Reviews],
) -> None:
    wire, reviews = far
    ref = reviews.store.refs()[0]
    with wire.counted() as trips:
        reviews.change(ref, STEP)
    assert trips[0] <= 3
    with wire.counted() as trips:
        reviews.change(ref, STEP)
    assert trips[0] == 1


def test_a_save_that_somebody_else_was_before_is_two_round_trips(
    far: tuple[Wire, Reviews], demo_address: str
) -> None:
    wire, reviews = far
    ref = reviews.store.refs()[0]
    reviews.change(ref, STEP)
    other = sat_down(open_store(demo_address), "other")
    other.change(ref, STEP)
    with wire.counted() as trips:
        reviews.change(ref, STEP)
    assert trips[0] == 2
    assert len(reviews.store.load(ref).notes) == len(other.store.load(ref).notes)


def test_a_board_seen_before_is_one_query(far: tuple[Wire, Reviews]) -> None:
    wire, reviews = far
    first = reviews.board()
    with wire.counted() as trips:
        again = reviews.board()
    assert trips[0] == 1
    assert again.standings == first.standings


def test_a_board_never_seen_reads_many_reviews_at_a_time(
    far: tuple[Wire, Reviews],
) -> None:
    wire, reviews = far
    with wire.counted() as trips:
        board = reviews.board()
    assert len(board.standings) == len(reviews.store.refs())
    assert trips[0] <= 4


def test_every_page_stays_within_its_round_trips(address: str) -> None:
    for what, counted, most in trips(address):
        assert counted <= most, what


def test_looking_for_news_is_one_round_trip(far: tuple[Wire, Reviews]) -> None:
    wire, reviews = far
    watch = Watch(reviews, reviews.store.versions())
    with wire.counted() as trips:
        assert watch.news() == ()
    assert trips[0] == 1


def test_what_another_session_saved_is_news_at_once(
    far: tuple[Wire, Reviews], demo_address: str
) -> None:
    _, reviews = far
    watch = Watch(reviews, reviews.store.versions())
    other = sat_down(open_store(demo_address))
    ref = other.store.refs()[3]
    other.change(ref, STEP)
    (news,) = watch.news()
    assert (news.review.ref, news.change.what) == (ref, "Note added")
    assert watch.news() == ()


def test_a_review_read_ahead_is_never_older_than_its_mark(
    far: tuple[Wire, Reviews], demo_address: str
) -> None:
    _, reviews = far
    refs = reviews.store.refs()
    for ref in refs[:2]:
        reviews.store.load(ref)
    other = sat_down(open_store(demo_address))
    changed = other.change(refs[2], STEP)
    reviews.store.versions()
    assert reviews.store.load(refs[2]) == changed
