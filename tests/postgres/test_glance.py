"""The board as it was left is shown at once, where the database says it still holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from cspr_tui.cli.env import clock
from cspr_tui.cli.env.databases import cached_database_board
from cspr_tui.cli.env.session import cached_board, open_reviews
from cspr_tui.service.board.board import Board
from cspr_tui.store.postgres.postgres_store import PostgresStore
from cspr_tui.store.postgres.setup import create, open_store
from tests.postgres.server import new_login
from tests.postgres.stores import admin
from tests.store.test_contract import for_leads, new, noted

ARGS = {"today": None, "actor": None, "read_only": False}


def sitting(address: str) -> Board:
    """Open a store as the app does, and leave the board on the shelves."""
    store = open_store(address)
    try:
        return open_reviews(store, Namespace(store=address, **ARGS)).board()
    finally:
        store.close()


def left(address: str) -> Board | None:
    line, board = cached_database_board(address, clock.login())
    line.drop()
    return board


def refs(board: Board) -> list[str]:
    return [standing.ref for standing in board.standings]


@pytest.fixture(autouse=True)
def _asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config/cspr-tui").mkdir(parents=True)
    (tmp_path / "config/cspr-tui/config.toml").write_text("database_cache = true\n")


@pytest.fixture
def kept(store: PostgresStore) -> PostgresStore:
    for ref in ("7QXM4", "R0002"):
        store.save(new(ref), 0)
    sitting(store.place)
    return store


def test_the_board_left_is_the_board_there_is(kept: PostgresStore) -> None:
    shown, read = left(kept.place), sitting(kept.place)
    assert shown is not None
    assert list(shown.rows) == list(read.rows)
    assert refs(shown) == refs(read) == ["7QXM4", "R0002"]
    assert shown.read.versions == read.read.versions == kept.versions()
    assert shown.facts.views == read.facts.views


def saved(store: PostgresStore) -> None:
    store.save(noted(store.load("7QXM4"), "Rang."), 1)


def opened(store: PostgresStore) -> None:
    store.save(new("R0003"), 0)


def set_otherwise(store: PostgresStore) -> None:
    known = store.partnership()
    store.save_partnership(
        replace(known, name="Elsewhere", version=known.version + 1), known.version
    )


@pytest.mark.parametrize("changed", [saved, opened])
def test_a_board_is_not_shown_once_a_review_changed(
    kept: PostgresStore, changed: Callable[[PostgresStore], None]
) -> None:
    changed(kept)
    assert left(kept.place) is None
    sitting(kept.place)
    assert left(kept.place) is not None


def test_a_board_is_not_shown_on_another_day(
    kept: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = clock.london_today().replace(year=clock.london_today().year + 1)
    monkeypatch.setattr(clock, "london_today", lambda: tomorrow)
    assert left(kept.place) is None


def test_nobody_else_is_shown_it(kept: PostgresStore) -> None:
    other = new_login(admin(), f"other_{kept.partnership_key}", kept.partnership_key)
    assert left(other) is None


def test_who_belongs_to_two_partnerships_is_asked_which(kept: PostgresStore) -> None:
    second = create(admin(), f"Second {kept.partnership_key}")
    both = new_login(
        admin(),
        f"both_{kept.partnership_key}",
        kept.partnership_key,
        second.partnership_key,
    )
    second.close()
    assert left(both) is None
    named = f"{both}?partnership={kept.partnership_key}"
    sitting(named)
    assert left(named) is None


def test_a_review_restricted_since_is_not_shown_to_others(kept: PostgresStore) -> None:
    group = f"{kept.partnership_key}_few"
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute(f"create role {group} nologin".encode())
    inside = open_store(new_login(admin(), f"in_{group}", kept.partnership_key, group))
    inside.save(noted(for_leads(new("R0003"), "few"), "only for few"), 0)
    inside.close()
    assert left(kept.place) is None
    assert "R0003" not in refs(sitting(kept.place))
    shown = left(kept.place)
    assert shown is not None
    assert shown.facts.stubs == {"R0003": "few"}


def test_settings_changed_are_read_anew(kept: PostgresStore) -> None:
    set_otherwise(kept)
    assert left(kept.place) is None


def test_nothing_that_knows_a_review_is_loaded_for_it(kept: PostgresStore) -> None:
    code = (
        "import sys, json; from argparse import Namespace;"
        "from cspr_tui.cli.env.session import cached_board;"
        "board = cached_board(Namespace(store=sys.argv[1], today=None));"
        "print(json.dumps([[s.ref for s in board.standings], *sys.modules]))"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, kept.place],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    rows, *modules = json.loads(done.stdout)
    assert sorted(rows) == ["7QXM4", "R0002"]
    assert not {"cspr_tui.domain.record.review", "cspr_tui.service.reviews"} & {
        *modules
    }


def test_an_eye_on_another_day_reads_everything(kept: PostgresStore) -> None:
    there = Namespace(store=kept.place, **ARGS)
    assert cached_board(there) is not None
    there.today = clock.london_today()
    assert cached_board(there) is None
