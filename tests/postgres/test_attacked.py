"""Attacks that once went through: each of them fails now."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread

import psycopg
import pytest

from cspr_tui.cli.main import main
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review
from cspr_tui.service import Reviews
from cspr_tui.service.saving.undo_stack import VanishedChangeError
from cspr_tui.store.postgres import connection as connection_module
from cspr_tui.store.postgres import save_change
from cspr_tui.store.postgres.connect_errors import DatabaseUnreachableError
from cspr_tui.store.postgres.dsn import parse_address
from cspr_tui.store.postgres.pooled import SESSION_SETTINGS
from cspr_tui.store.postgres.postgres_store import PostgresStore
from cspr_tui.store.postgres.setup import create, open_store
from cspr_tui.store.protocol import (
    StaleReviewError,
    UnknownOutcomeError,
    UnusableStoreError,
)
from tests.postgres.server import MISSING, binaries, new_database, running
from tests.postgres.sitting import sat_down
from tests.postgres.stores import admin, inside_and_outside, new_store
from tests.postgres.test_losing import REF, step, texts, wait_for
from tests.postgres.wire import Wire, wired
from tests.store.test_contract import for_leads, new, noted


def test_a_refused_act_stops_no_later_save(store: PostgresStore) -> None:
    """The driver lets every name of a statement go with a rollback."""
    store.save(new(), 0)
    reviews = sat_down(open_store(store.place))
    reviews.change(REF, step("one"))
    reviews.change(REF, step("two"))
    with pytest.raises(CsprError):
        reviews.change(REF, step(""))
    reviews.change(REF, step("three"))
    assert texts(store.load(REF)) == ["one", "two", "three"]


def test_a_function_of_ones_own_does_not_stand_in_for_the_catalogues() -> None:
    mine, theirs = new_store(), new_store()
    for each in (mine, theirs):
        each.save(new(), 0)
    user = mine.place.split("//")[1].split("@")[0]
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute(f"create schema s_{user} authorization {user}".encode())
    said = "returns boolean language sql as 'select true'"
    with psycopg.connect(mine.place, autocommit=True) as connection:
        function = f"s_{user}.pg_has_role(regrole, text)"
        connection.execute(f"create function {function} {said}".encode())
        connection.execute(f"set search_path = s_{user}, pg_catalog".encode())
        rows = connection.execute("select distinct partnership from cspr.record")
        assert rows.fetchall() == [(mine.partnership_key,)]


@pytest.mark.parametrize(
    "words",
    [
        """insert into cspr.history (partnership, ref, seq, hash, change)
        values (%s, '7QXM4', 9, 'x', '{"seq": 9}')""",
        "insert into cspr.said values (%s, '7QXM4', 9, 'forged')",
    ],
)
def test_one_outside_a_restricted_review_adds_nothing_to_it(words: str) -> None:
    inside, outside = inside_and_outside(f"Spoiled partnership {len(words)}")
    inside.save(noted(for_leads(new(), "named"), "only for few"), 0)
    with (
        psycopg.connect(outside.place) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(words.encode(), (outside.partnership_key,))
    assert inside.load("7QXM4").history


@pytest.mark.parametrize(
    "words",
    [
        "access (partnership, line, login) values (%s, '{}', 'boss')",
        "access (partnership, line, at) values (%s, '{}', '1999-01-01')",
        """history (partnership, ref, seq, hash, change, saved_by)
        values (%s, '7QXM4', 9, 'x', '{}', 'boss')""",
    ],
)
def test_nobody_says_in_anothers_name_or_at_another_time(
    store: PostgresStore, words: str
) -> None:
    with (
        psycopg.connect(store.place) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(
            f"insert into cspr.{words}".encode(), (store.partnership_key,)
        )


@contextmanager
def without_standby(server: str) -> Iterator[None]:
    """Have commits wait for a standby that is gone."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("alter system set synchronous_standby_names = 'gone'")
        connection.execute("select pg_reload_conf()")
        yield
        connection.execute("alter system reset synchronous_standby_names")
        connection.execute("select pg_reload_conf()")


# How many sessions wait for a standby to confirm their commit.
WAITING = "select count(*) from pg_stat_activity where wait_event = 'SyncRep'"


@contextmanager
def broken_once_waiting(server: str, wire: Wire) -> Iterator[None]:
    """Break the line as soon as one more commit waits for a standby."""
    with psycopg.connect(server, autocommit=True) as watching:

        def waiting() -> int:
            return int((watching.execute(WAITING).fetchone() or (0,))[0])

        before = waiting()

        def watch() -> None:
            until = time.monotonic() + 30
            while waiting() <= before and time.monotonic() < until:
                time.sleep(0.02)
            wire.break_all()

        watcher = Thread(target=watch)
        watcher.start()
        yield
        watcher.join()


def test_what_waits_for_a_standby_while_the_line_breaks_is_in_doubt_and_made_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if binaries() is None:
        pytest.skip(MISSING)
    monkeypatch.setitem(SESSION_SETTINGS, "lock_timeout", "300")
    monkeypatch.setattr(save_change, "RESEND_TIMEOUT", 0.5)
    facts = Review("", local_ref="24/017")
    with running() as server:
        made = create(server.admin, "Northmere")
        made.save(new(), 0)
        with wired(server.admin) as (wire, wired_address):
            reviews = sat_down(open_store(f"{wired_address}?partnership=Northmere"))
            reviews.change(REF, step("Before."))
            with without_standby(server.admin):
                with (
                    broken_once_waiting(server.admin, wire),
                    pytest.raises(UnknownOutcomeError),
                ):
                    reviews.change(REF, step())
                with (
                    broken_once_waiting(server.admin, wire),
                    pytest.raises(UnknownOutcomeError),
                ):
                    reviews.create(facts)
            wait_for(reviews)
            reviews.change(REF, step())
            opened = reviews.create(facts)
        assert texts(made.load(REF)) == ["Before.", "Rang the school."]
        assert made.refs() == tuple(sorted((REF, opened.ref)))
        made.close()


def test_redoing_after_an_undo_in_doubt_leaves_anothers_change(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save_change, "RESEND_TIMEOUT", 0.2)
    store.save(new(), 0)
    other = sat_down(store, "other")
    with wired(store.place) as (wire, wired_address):
        reviews = sat_down(open_store(wired_address))
        reviews.change(REF, step("mine"))
        wire.cut, wire.is_down = "after", True
        with pytest.raises(UnknownOutcomeError):
            reviews.undo_last()
        wire.is_down = False
        wait_for(reviews)
        other.change(REF, step("theirs"))
        reviews.undo_last()
        assert texts(store.load(REF)) == ["theirs"]
        reviews.redo_last()
        assert sorted(texts(store.load(REF))) == ["mine", "theirs"]
        reviews.store.close()  # type: ignore[attr-defined] # a database's


def test_what_a_restore_put_away_is_not_undone_in_anothers_change(
    store: PostgresStore,
) -> None:
    store.save(new(), 0)
    reviews = sat_down(open_store(store.place))
    reviews.change(REF, step("mine"))
    owner = admin()
    with psycopg.connect(owner, autocommit=True) as connection:
        key = (store.partnership_key,)
        connection.execute("set session_replication_role = replica")
        for words in (
            "delete from cspr.history where partnership = %s",
            "delete from cspr.record where ref <> '-' and partnership = %s",
        ):
            connection.execute(words.encode(), key)
    store.save(new(), 0)
    sat_down(open_store(store.place), "other").change(REF, step("another history"))
    with pytest.raises(VanishedChangeError, match="not there any more"):
        reviews.undo_last()
    assert texts(open_store(store.place).load(REF)) == ["another history"]


@pytest.mark.parametrize(
    ("one", "other"), [("St Mary's", "St. Mary s"), ("Übach", "Ubach"), ("ø", "ł")]
)
def test_two_names_alike_do_not_become_one_partnership(one: str, other: str) -> None:
    database = new_database(admin())
    create(database, one).close()
    create(database, one).close()
    with pytest.raises(UnusableStoreError, match="would share the role"):
        create(database, other)


def test_a_groups_role_does_not_become_a_partnership() -> None:
    database = new_database(admin())
    key = create(database, "Riverside").partnership_key
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"create role {key}_leads nologin".encode())
    with pytest.raises(UnusableStoreError, match="that of a group of"):
        create(database, "Riverside leads")


def test_letters_mean_the_same_whatever_the_environment_says(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(new(), 0)
    monkeypatch.setenv("PGCLIENTENCODING", "LATIN1")
    reviews = sat_down(open_store(store.place))
    for text in ("café", "naïve", "Łódź"):
        reviews.change(REF, step(text))
    monkeypatch.delenv("PGCLIENTENCODING")
    assert texts(open_store(store.place).load(REF)) == ["café", "naïve", "Łódź"]


def test_a_database_of_other_letters_is_refused() -> None:
    with psycopg.connect(admin(), autocommit=True) as connection:
        words = "create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'"
        connection.execute(f"{words} template template0".encode())
    with pytest.raises(UnusableStoreError, match="holds letters as LATIN1"):
        create(admin().rpartition("/")[0] + "/latin", "Northmere")


@pytest.mark.parametrize(
    "named",
    [
        "postgresql://u:gehe/im@127.0.0.1/db",
        "postgresql://u:gehe#im@127.0.0.1/db",
        "postgresql://u:gehe?im@127.0.0.1/db",
        "service=reviews password=geheim",
        "POSTGRESQL://u:geheim@127.0.0.1/db",
        " postgresql://u:geheim@127.0.0.1/db",
        "postgresql+psycopg://u:geheim@127.0.0.1/db",
        "host=127.0.0.1 dbname=db password=geheim",
        "postgresql://127.0.0.1/db?sslpassword=geheim",
        "postgresql://127.0.0.1/db?pass%77ord=geheim",
    ],
)
def test_no_password_is_repeated_however_the_address_is_written(
    named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--store", named, "list"]) == 1
    said = "".join(capsys.readouterr())
    assert "holds a password" in said
    assert "gehe" not in said


def test_settings_that_nobody_changed_yet_are_not_overwritten_either(
    store: PostgresStore,
) -> None:
    one, other = sat_down(store), sat_down(open_store(store.place), "other")
    seen = other.store.partnership()
    one.set_partnership(replace(one.partnership, area="Here"), "said so")
    with pytest.raises(StaleReviewError):
        other.set_partnership(replace(seen, area="There"), "said otherwise")
    assert store.partnership().area == "Here"


@pytest.fixture
def frozen() -> Iterator[Reviews]:
    """A server that hangs and closes nothing."""
    if binaries() is None:
        pytest.skip(MISSING)
    with running() as server:
        made = create(server.admin, "Northmere")
        made.save(new(), 0)
        named = f"{server.admin}?partnership=Northmere"
        hasty = connection_module.DatabaseConnection(parse_address(named), timeout=0.5)
        reviews = sat_down(open_store(named, hasty))
        reviews.change(REF, step("one"))
        with psycopg.connect(server.admin, autocommit=True) as connection:
            found = connection.execute(
                "select pid from pg_stat_activity where pid <> pg_backend_pid()"
                " and backend_type = 'client backend'"
            ).fetchall()
        for (process,) in found:
            os.kill(process, signal.SIGSTOP)
        yield reviews
        for (process,) in found:
            os.kill(process, signal.SIGCONT)
        made.close()


def test_a_server_that_hangs_is_not_waited_for_and_the_save_is_made_once(
    frozen: Reviews,
) -> None:
    """Its processes hang; a new line is another process, which does not."""
    frozen.change(REF, step("two"))
    assert texts(frozen.store.load(REF)) == ["one", "two"]


def test_a_line_that_was_cut_is_away_where_no_other_can_be_had(
    frozen: Reviews, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise psycopg.OperationalError

    monkeypatch.setattr(connection_module, "_connect", refused)
    with pytest.raises(DatabaseUnreachableError):
        frozen.open(REF)
