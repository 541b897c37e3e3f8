"""Losing the server in the middle of something: never twice, never lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from threading import Timer
from time import sleep

import psycopg
import pytest

from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.steps.step import Step
from cspr_tui.service import Reviews
from cspr_tui.service.use_cases.watch_changes import Watch
from cspr_tui.store.postgres import save_change
from cspr_tui.store.postgres.connect_errors import DatabaseUnreachableError
from cspr_tui.store.postgres.pooled import SESSION_SETTINGS
from cspr_tui.store.postgres.postgres_store import PostgresStore
from cspr_tui.store.postgres.setup import create, open_store
from cspr_tui.store.protocol import NotSavedError, StaleReviewError, UnknownOutcomeError
from tests.postgres.server import MISSING, binaries, running
from tests.postgres.sitting import sat_down
from tests.postgres.stores import admin
from tests.postgres.wire import Wire, wired
from tests.store.test_contract import new, noted

REF = "7QXM4"


def step(text: str = "Rang the school.") -> Step:
    return note_logged(Note("", date(2026, 11, 23), text))


def losing(wire: Wire, lost: str) -> Step:
    """Return the same step, on which the wire breaks as its outcome is sent."""

    def apply(review: Review) -> Review:
        wire.cut, wire.is_down = lost, True
        return step().apply(review)

    return replace(step(), apply=apply)


def texts(review: Review) -> list[str]:
    return [note.text for note in review.notes]


@pytest.fixture
def line(store: PostgresStore) -> Iterator[tuple[Wire, Reviews]]:
    store.save(new(), 0)
    with wired(store.place) as (wire, address):
        reviews = sat_down(open_store(address))
        yield wire, reviews
        reviews.store.close()  # type: ignore[attr-defined] # a database's


@pytest.mark.parametrize("lost", ["before", "after"])
def test_a_save_whose_answer_is_lost_is_made_once(
    line: tuple[Wire, Reviews], store: PostgresStore, lost: str
) -> None:
    wire, reviews = line
    with reviews.store.locked(REF):
        review = noted(reviews.store.load(REF), "once")
        wire.cut = lost
        reviews.store.save(review, 1)
    assert store.load(REF) == review
    assert store.verify() == ()


@pytest.mark.parametrize("lost", ["before", "after"])
def test_a_new_review_whose_answer_is_lost_is_made_once(
    line: tuple[Wire, Reviews], store: PostgresStore, lost: str
) -> None:
    wire, reviews = line
    reviews.store.refs()
    wire.cut = lost
    reviews.store.save(new("AAAAA"), 0)
    assert store.load("AAAAA") == new("AAAAA")


@pytest.mark.parametrize("lost", ["before", "after"])
def test_an_import_whose_answer_is_lost_is_made_once(
    line: tuple[Wire, Reviews], store: PostgresStore, lost: str
) -> None:
    wire, reviews = line
    wanted = [new(f"R{number:04}") for number in range(250)]
    reviews.store.refs()
    Timer(0.05, setattr, (wire, "cut", lost)).start()
    reviews.store.save_all(wanted)
    assert len(store.refs()) == 251
    assert store.verify() == ()


def test_another_change_meanwhile_is_stale_and_not_overwritten(
    line: tuple[Wire, Reviews], store: PostgresStore
) -> None:
    wire, reviews = line
    theirs = noted(new(), "theirs")
    with reviews.store.locked(REF):
        mine = noted(reviews.store.load(REF), "mine")
        wire.break_all()
        store.save(theirs, 1)
        with pytest.raises(StaleReviewError):
            reviews.store.save(mine, 1)
    assert store.load(REF) == theirs


def test_a_change_that_arrives_late_is_waited_for_and_not_made_twice(
    line: tuple[Wire, Reviews], store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save_change, "RESEND_TIMEOUT", 0.2)
    wire, reviews = line
    reviews.change(REF, step("Before."))
    with psycopg.connect(store.place) as holding:
        holding.execute("select from cspr.record for update")
        Timer(0.3, wire.break_off).start()
        with pytest.raises(UnknownOutcomeError):
            reviews.change(REF, step())
        wire.is_down = False
        wait_for(reviews)
        Timer(0.3, holding.rollback).start()
        reviews.change(REF, step())
    assert texts(store.load(REF)) == ["Before.", "Rang the school."]


@pytest.mark.parametrize("lost", ["before", "after"])
def test_a_change_saved_again_after_a_long_outage_is_there_once(
    line: tuple[Wire, Reviews],
    store: PostgresStore,
    monkeypatch: pytest.MonkeyPatch,
    lost: str,
) -> None:
    monkeypatch.setattr(save_change, "RESEND_TIMEOUT", 0.2)
    wire, reviews = line
    with pytest.raises(UnknownOutcomeError, match="not written a second time"):
        reviews.change(REF, losing(wire, lost))
    wire.is_down = False
    wait_for(reviews)
    reviews.change(REF, step())
    assert texts(store.load(REF)) == ["Rang the school."]
    reviews.change(REF, step())
    assert len(texts(store.load(REF))) == 2
    reviews.undo_last()
    reviews.undo_last()
    assert texts(store.load(REF)) == []


@pytest.mark.parametrize("lost", ["before", "after"])
def test_a_review_opened_again_after_a_long_outage_is_there_once(
    line: tuple[Wire, Reviews],
    store: PostgresStore,
    monkeypatch: pytest.MonkeyPatch,
    lost: str,
) -> None:
    monkeypatch.setattr(save_change, "RESEND_TIMEOUT", 0.2)
    wire, reviews = line
    facts = Review("", local_ref="24/017")
    known = reviews.store.refs()
    monkeypatch.setattr(reviews.store, "refs", lambda: known)
    wire.cut, wire.is_down = lost, True
    with pytest.raises(UnknownOutcomeError):
        reviews.create(facts)
    monkeypatch.undo()
    wire.is_down = False
    wait_for(reviews)
    made = reviews.create(facts)
    assert store.refs() == tuple(sorted((REF, made.ref)))


def wait_for(reviews: Reviews) -> None:
    """Ask until the store answers again, as the app does once a second."""
    watch = Watch(reviews, {})
    for _ in range(1000):
        watch.news()
        if not watch.is_away:
            return
        sleep(0.02)
    pytest.fail("the store did not come back")


def test_an_outage_is_told_with_the_moment_of_the_data(
    line: tuple[Wire, Reviews],
) -> None:
    wire, reviews = line
    watch = Watch(reviews, reviews.store.versions())
    assert watch.state == ""
    wire.is_down = True
    wire.break_all()
    assert watch.news() == ()
    assert watch.state == "NOT CONNECTED, data as at 08:50"
    with pytest.raises(
        DatabaseUnreachableError, match="nothing was saved; what is typed stays"
    ):
        reviews.open(REF)
    wire.is_down = False
    wait_for(reviews)


def test_a_read_survives_a_connection_that_broke(line: tuple[Wire, Reviews]) -> None:
    wire, reviews = line
    assert reviews.store.load(REF) == new()
    wire.break_all()
    assert reviews.store.load(REF) == new()


def test_while_it_is_away_it_is_not_asked_all_the_time(
    line: tuple[Wire, Reviews],
) -> None:
    wire, reviews = line
    reviews.store.load(REF)
    wire.is_down = True
    wire.break_all()
    before = wire.refused
    for _ in range(50):
        with pytest.raises(DatabaseUnreachableError):
            reviews.store.versions()
    assert wire.refused - before <= 3


def test_a_lock_that_is_held_names_its_holder(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(new(), 0)
    monkeypatch.setitem(SESSION_SETTINGS, "lock_timeout", "100")
    other = open_store(store.place)
    with store.locked(REF):
        store.load(REF)
        with (
            other.locked(REF),
            pytest.raises(NotSavedError, match=r"held by coordinator.*cspr-tui"),
        ):
            other.load(REF)
    with other.locked(REF):
        assert other.load(REF) == new()


def test_a_lock_left_alone_ends_and_what_it_held_is_saved(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(new(), 0)
    monkeypatch.setitem(SESSION_SETTINGS, "idle_in_transaction_session_timeout", "50")
    other = open_store(store.place)
    with other.locked(REF):
        review = noted(other.load(REF), "slowly")
        sleep(0.3)
        other.save(review, 1)
    assert store.load(REF) == review


def test_a_review_known_here_is_read_on_from_there(store: PostgresStore) -> None:
    store.save(new(), 0)
    other, mine = open_store(store.place), new()
    for number in range(3):
        with other.locked(REF):
            review = noted(other.load(REF), f"theirs {number}")
            other.save(review, review.version - 1)
        with store.locked(REF):
            assert store.load(REF) == review
            mine = noted(review, f"mine {number}")
            store.save(mine, mine.version - 1)
    assert other.load(REF) == mine
    assert store.verify() == ()


def test_a_database_put_back_to_an_earlier_day_is_read_anew(
    store: PostgresStore,
) -> None:
    store.save(new(), 0)
    later = noted(noted(new(), "gone with the old server"), "this too")
    store.save(noted(new(), "gone with the old server"), 1)
    store.save(later, 2)
    with psycopg.connect(admin(), autocommit=True) as connection:
        key = (store.partnership_key,)
        connection.execute("delete from cspr.history where partnership = %s", key)
        gone = "delete from cspr.record where partnership = %s and ref <> '-'"
        connection.execute(gone, key)
    another = noted(new(), "after the restore")
    copy = open_store(store.place)
    copy.save(new(), 0)
    copy.save(another, 1)
    with store.locked(REF):
        assert store.load(REF) == another
        store.save(noted(another, "goes on"), 2)
    assert copy.load(REF) == noted(another, "goes on")


CANCEL = (
    "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'"
)


def cancel_waits(admin_address: str) -> None:
    """Give up every wait for a standby, as an administrator would."""
    with psycopg.connect(admin_address, autocommit=True) as connection:
        while not connection.execute(CANCEL).fetchall():
            sleep(0.05)


def test_a_change_that_no_standby_confirms_is_not_called_saved() -> None:
    if binaries() is None:
        pytest.skip(MISSING)
    with running() as server:
        made = create(server.admin, "Northmere")
        made.save(new(), 0)
        with psycopg.connect(server.admin, autocommit=True) as connection:
            connection.execute("alter system set synchronous_standby_names = 'gone'")
            connection.execute("select pg_reload_conf()")
        sleep(0.5)
        reviews = sat_down(open_store(f"{server.admin}?partnership=Northmere"))
        Timer(0.1, cancel_waits, [server.admin]).start()
        with pytest.raises(UnknownOutcomeError, match="on one machine only"):
            reviews.change(REF, step())
        with psycopg.connect(server.admin, autocommit=True) as connection:
            connection.execute("alter system reset synchronous_standby_names")
            connection.execute("select pg_reload_conf()")
        reviews.change(REF, step())
        assert texts(made.load(REF)) == ["Rang the school."]


def test_a_line_let_go_of_is_noticed_before_a_save_is_sent(
    line: tuple[Wire, Reviews], store: PostgresStore
) -> None:
    wire, reviews = line
    reviews.change(REF, step("Before."))
    wire.break_off()
    with pytest.raises(DatabaseUnreachableError):
        reviews.change(REF, step())
    wire.is_down = False
    wait_for(reviews)
    reviews.change(REF, step())
    wire.break_all()
    reviews.change(REF, step("After."))
    assert texts(store.load(REF)) == ["Before.", "Rang the school.", "After."]
