"""What every engine does. A new one is added to `ENGINES` and runs unchanged."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from cspr_tui.domain.history.change import ChangeStamp
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.step import record_change
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import (
    Access,
    RestrictedReviewError,
    StaleReviewError,
    Store,
    Stub,
    UnknownReviewError,
    every_ref,
    unknown_review_error,
)
from tests.domain.strategies import values
from tests.postgres.stores import new_store
from tests.store.memory import MemoryStore
from tests.store.pairs import PAIRS, Pair

ENGINES: dict[str, Callable[[Path], Store]] = {
    "folder": lambda path: FolderStore.create(path / "store", "Northmere"),
    "memory": lambda path: MemoryStore(),  # noqa: ARG005 - it needs no place
    "postgres": lambda path: new_store(),  # noqa: ARG005 - it makes its own
}
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return ENGINES[request.param](tmp_path)


@pytest.fixture(params=PAIRS)
def pair(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Pair:
    return PAIRS[request.param](tmp_path, monkeypatch)


def stamp(salt: str = "5a17") -> ChangeStamp:
    return ChangeStamp(AT, "JB", "jbarlow", salt)


def new(ref: str = "7QXM4", public_code: str = "") -> Review:
    opened = Review(ref, owner="jbarlow", public_code=public_code)
    return record_change(Review(ref), opened, "Opened", "", stamp())


def noted(review: Review, text: str) -> Review:
    step = note_logged(Note("", date(2026, 11, 23), text))
    return record_change(review, step.apply(review), step.what, "", stamp())


def test_what_is_saved_is_read_back(store: Store) -> None:
    store.save(new(), 0)
    assert store.load("7QXM4") == new()
    assert store.refs() == ("7QXM4",)


def test_an_unknown_reference_is_refused(store: Store) -> None:
    with pytest.raises(UnknownReviewError):
        store.load("NOPE")


def test_a_review_is_made_once(store: Store) -> None:
    store.save(new(), 0)
    with pytest.raises(StaleReviewError):
        store.save(new(), 0)


def test_a_stale_save_is_refused_and_the_stored_one_stands(store: Store) -> None:
    first = new()
    store.save(first, 0)
    mine, theirs = noted(first, "mine"), noted(first, "theirs")
    store.save(theirs, 1)
    with pytest.raises(StaleReviewError):
        store.save(mine, 1)
    assert store.load("7QXM4") == theirs


def test_the_mark_differs_after_every_save(store: Store) -> None:
    review = new()
    store.save(review, 0)
    seen = {store.versions()["7QXM4"]}
    for number in range(5):
        review = noted(review, f"note {number}")
        store.save(review, review.version - 1)
        seen.add(store.versions()["7QXM4"])
    assert len(seen) == 6


def test_long_texts_come_back_whole(store: Store) -> None:
    long = "A paragraph that was pasted. " * 8_000
    review = noted(new(), long)
    store.save(new(), 0)
    store.save(review, 1)
    assert store.load("7QXM4") == review
    assert store.load("7QXM4").history[-1].edits[-1].new is not None


def test_many_are_saved_all_or_none(store: Store) -> None:
    store.save(new("AAAAA"), 0)
    with pytest.raises(StaleReviewError):
        store.save_all([new("BBBBB"), new("AAAAA"), new("CCCCC")])
    assert store.refs() == ("AAAAA",)
    store.save_all([new("BBBBB"), noted(new("AAAAA"), "more")])
    assert store.refs() == ("AAAAA", "BBBBB")
    assert store.load("AAAAA").version == 2


def test_settings_are_versioned_alike(store: Store) -> None:
    before = store.partnership()
    renamed = replace(before, name="Another name")
    after = record_change(before, renamed, "Renamed", "", stamp())
    store.save_partnership(after, before.version)
    assert store.partnership() == after
    with pytest.raises(StaleReviewError):
        store.save_partnership(after, before.version)


def test_the_log_of_reads_keeps_its_order(store: Store) -> None:
    made = [Access(AT, "JB", "jbarlow", "opened", f"R{n}") for n in range(4)]
    for access in made:
        store.log_access(access)
    assert list(store.accesses()) == made


def test_opening_a_review_logs_it_and_what_is_not_there_logs_nothing(
    store: Store,
) -> None:
    store.save(new(), 0)
    access = Access(AT, "JB", "jbarlow", "opened", new().ref)
    assert store.load_and_log(access) == new()
    with pytest.raises(UnknownReviewError):
        store.load_and_log(replace(access, ref="WHERE"))
    assert list(store.accesses()) == [access]


def test_a_whole_store_verifies_clean(store: Store) -> None:
    store.save(new(), 0)
    store.save(noted(new(), "a note"), 1)
    assert store.verify() == ()


def test_a_lock_may_be_taken_again_by_its_own_thread(store: Store) -> None:
    with store.locked("7QXM4"), store.locked("7QXM4"):
        store.save(new(), 0)


def test_threads_wait_for_each_other_and_lose_nothing(store: Store) -> None:
    store.save(new(), 0)

    def add(number: int) -> None:
        with store.locked("7QXM4"):
            review = noted(store.load("7QXM4"), f"note {number}")
            store.save(review, review.version - 1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    texts = {note.text for note in store.load("7QXM4").notes}
    assert texts == {f"note {number}" for number in range(40)}


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(review=values(Review))
@pytest.mark.parametrize("engine", ENGINES)
def test_every_field_comes_back_as_it_was(
    engine: str, tmp_path_factory: pytest.TempPathFactory, review: Review
) -> None:
    store = ENGINES[engine](tmp_path_factory.mktemp("any"))
    facts = replace(review, ref="7QXM4", restricted_to="", history=(), version=0)
    whole = record_change(Review("7QXM4"), facts, "Opened", "", stamp())
    assume(whole.history)
    store.save(whole, 0)
    assert store.load("7QXM4") == whole


def test_an_empty_store_has_settings(store: Store) -> None:
    assert isinstance(store.partnership(), Partnership)


def for_leads(review: Review, group: str = "leads") -> Review:
    after = replace(review, restricted_to=group)
    return record_change(review, after, "Restricted", "", stamp())


def test_others_see_a_stub_of_what_is_restricted(pair: Pair) -> None:
    inside, outside = pair
    review = new(public_code="34VRK")
    inside.save(review, 0)
    inside.save(new("AAAAA"), 0)
    assert outside.load("7QXM4") == review
    inside.save(for_leads(review), 1)
    assert inside.load("7QXM4") == for_leads(review)
    assert inside.stubs() == ()
    assert outside.refs() == ("AAAAA",)
    assert set(outside.versions()) == {"AAAAA"}
    assert outside.stubs() == (Stub("7QXM4", "34VRK", "leads"),)
    with pytest.raises(RestrictedReviewError):
        outside.load("7QXM4")


def test_others_neither_change_nor_overwrite_what_is_restricted(pair: Pair) -> None:
    inside, outside = pair
    inside.save(for_leads(new()), 0)
    for expected in (0, 1, 2):
        with pytest.raises((RestrictedReviewError, StaleReviewError)):
            outside.save(noted(new(), "by another"), expected)
    assert inside.load("7QXM4") == for_leads(new())


def test_a_reference_hidden_from_one_is_taken_for_all(pair: Pair) -> None:
    inside, outside = pair
    inside.save(for_leads(new()), 0)
    assert every_ref(outside) == {"7QXM4"}
    assert isinstance(unknown_review_error("7qxm4", outside), RestrictedReviewError)
    assert isinstance(unknown_review_error("NOPE", outside), UnknownReviewError)


def test_lifted_it_is_there_for_everybody_again(pair: Pair) -> None:
    inside, outside = pair
    review = for_leads(new())
    inside.save(review, 0)
    after = for_leads(review, "")
    inside.save(after, review.version)
    assert outside.load("7QXM4") == after
    assert outside.stubs() == inside.stubs() == ()
    outside.save(noted(after, "theirs too"), after.version)
    assert inside.load("7QXM4") == noted(after, "theirs too")
