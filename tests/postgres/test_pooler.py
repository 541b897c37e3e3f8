"""Work through a pooler that gives each transaction another session of the server."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from cspr_tui.cli.main import main
from cspr_tui.domain.errors import CsprError
from cspr_tui.store.postgres.pooled import SESSION_SETTINGS
from cspr_tui.store.postgres.postgres_store import PostgresStore
from cspr_tui.store.postgres.setup import open_store
from cspr_tui.store.protocol import NotSavedError, UnusableStoreError
from tests.postgres.pooler import pooled
from tests.postgres.sitting import sat_down
from tests.postgres.stores import admin, new_address
from tests.postgres.test_losing import REF, step, texts
from tests.sitting import demo_store
from tests.store.test_contract import new

WRITERS, STEPS = 4, 12
LEFT_BEHIND = """
    select (select count(*) from pg_prepared_statements)
            + (select count(*) from pg_listening_channels()),
        (select count(*) from pg_locks where locktype = 'advisory'),
        current_setting('statement_timeout'), current_setting('lock_timeout'),
        current_setting('plan_cache_mode'), current_user = session_user
"""


@pytest.fixture(params=["transaction", "session"])
def shared(request: pytest.FixtureRequest) -> Iterator[str]:
    admin()
    with pooled(new_address(), request.param) as address:
        yield address


@pytest.fixture
def in_transactions() -> Iterator[str]:
    with pooled(new_address(), "transaction") as address:
        yield address


def test_the_demo_is_copied_in_read_and_verified(
    shared: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = demo_store(tmp_path / "demo")
    for words in (
        ["copy", str(demo.folder), shared],
        ["--store", shared, "verify"],
        ["--store", shared, "list", "--text", "school"],
        ["copy", shared, str(tmp_path / "back")],
    ):
        assert main(words) == 0, capsys.readouterr().err
    assert "0 findings" in capsys.readouterr().out


def test_several_at_once_save_everything_once_and_leave_nothing_behind(
    in_transactions: str,
) -> None:
    first = open_store(in_transactions)
    first.save(new(), 0)

    def work(who: int) -> None:
        reviews = sat_down(open_store(in_transactions), f"w{who}")
        for at in range(STEPS):
            reviews.change(REF, step(f"{who}-{at}"))

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(work, range(WRITERS)))
    wanted = sorted(f"{who}-{at}" for who in range(WRITERS) for at in range(STEPS))
    assert sorted(texts(open_store(in_transactions).load(REF))) == wanted
    with (
        psycopg.connect(in_transactions, prepare_threshold=None) as one,
        psycopg.connect(in_transactions, prepare_threshold=None) as two,
    ):
        for each in (one, two):
            assert each.execute(LEFT_BEHIND).fetchone() == (
                (0, 0, "0", "0", "auto", True)
            )


def test_the_limits_hold_in_every_transaction(
    in_transactions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SESSION_SETTINGS, "lock_timeout", "300")
    mine, theirs = open_store(in_transactions), open_store(in_transactions)
    mine.save(new(), 0)
    with mine.locked(REF), theirs.locked(REF):
        mine.load(REF)
        with pytest.raises(NotSavedError, match="is held by"):
            theirs.load(REF)


def test_a_confirmed_change_is_on_the_disk_whatever_the_server_is_set_to(
    in_transactions: str,
) -> None:
    role = in_transactions.partition("//")[2].partition("@")[0]
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute(f"alter role {role} set synchronous_commit = off".encode())
    with pooled(admin_as(role), "transaction") as address:
        store = open_store(address)
        held = store.query("select current_setting('synchronous_commit')")
        assert held == [("on",)]


def admin_as(role: str) -> str:
    return admin().replace("//admin@", f"//{role}@")


def test_a_refused_act_stops_no_later_one(in_transactions: str) -> None:
    store: PostgresStore = open_store(in_transactions)
    store.save(new(), 0)
    reviews = sat_down(open_store(in_transactions))
    reviews.change(REF, step("one"))
    with pytest.raises(CsprError):
        reviews.change(REF, step(""))
    reviews.change(REF, step("two"))
    assert texts(store.load(REF)) == ["one", "two"]


def test_a_pooler_that_allows_no_transactions_is_named_with_the_way_out() -> None:
    with (
        pooled(new_address(), "statement") as address,
        pytest.raises(UnusableStoreError, match="pool_mode=transaction or session"),
    ):
        open_store(address)
