"""What a client of a database keeps under its home: no case text unless asked for."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from cspr_tui.cli.main import main
from cspr_tui.store.postgres.postgres_store import PostgresStore
from cspr_tui.store.postgres.setup import open_store
from cspr_tui.store.user.draft_files import FOLDER
from tests.postgres.stores import admin
from tests.store.test_contract import new, noted

TELLING = "Bluebell"
KEPT = {".board", ".rows", ".head", ".json"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "config/cspr-tui").mkdir(parents=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path


@pytest.fixture
def address(store: PostgresStore) -> str:
    store.save(noted(new("7QXM4"), TELLING), 0)
    return store.place


def ask_for_a_cache(home: Path, value: str = "true") -> None:
    file = home / "config/cspr-tui/config.toml"
    file.write_text(f"database_cache = {value}\n")


def kept(home: Path) -> list[Path]:
    """Return what is kept of a review or typed; a lock's empty file is neither."""
    found = (home / "caches").rglob("*")
    return sorted(each for each in found if each.suffix in KEPT and each.is_file())


def listed(address: str, code: int = 0) -> None:
    assert main(["--store", address, "list"]) == code


def admins(statement: str) -> None:
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute(statement.encode())


def role_of(address: str) -> str:
    return urlsplit(address).username or ""


def test_nothing_of_a_review_is_kept_unless_asked_for(home: Path, address: str) -> None:
    listed(address)
    every = [each for each in (home / "caches").rglob("*") if each.is_file()]
    assert [each for each in every if b"7QXM4" in each.read_bytes()] == []
    ask_for_a_cache(home)
    listed(address)
    holding = [each for each in kept(home) if b"7QXM4" in each.read_bytes()]
    assert holding
    for each in (*holding, *(one for file in holding for one in file.parents[:2])):
        assert not stat.S_IMODE(each.stat().st_mode) & 0o077, each


def test_taking_the_wish_back_deletes_what_was_kept(home: Path, address: str) -> None:
    ask_for_a_cache(home)
    listed(address)
    ask_for_a_cache(home, "false")
    listed(address)
    assert kept(home) == []


def test_one_database_has_one_folder_however_its_address_is_spelt(
    home: Path, address: str
) -> None:
    ask_for_a_cache(home)
    parts = urlsplit(address)
    by_name = parts.netloc.replace("127.0.0.1", "localhost")
    for spelling in (
        address,
        f"{address}?sslmode=prefer",
        f"{address}?application_name=other&connect_timeout=5",
        urlunsplit(parts._replace(netloc=by_name)),
    ):
        listed(spelling)
    assert len(list((home / "caches/cspr-tui").iterdir())) == 1


REFUSALS = [
    "revoke {key} from {role}",
    "alter role {role} nologin",
    "drop role {role}",
]


@pytest.mark.parametrize("statement", REFUSALS)
def test_what_was_kept_is_deleted_when_access_is_gone(
    home: Path, store: PostgresStore, address: str, statement: str
) -> None:
    ask_for_a_cache(home)
    listed(address)
    assert kept(home)
    store.close()
    admins(statement.format(key=store.partnership_key, role=role_of(address)))
    listed(address, code=1)
    assert kept(home) == []


def test_what_was_kept_stays_while_the_server_is_only_away(
    home: Path, address: str
) -> None:
    ask_for_a_cache(home)
    listed(address)
    before = kept(home)
    listed("postgresql://jo@127.0.0.1:1/reviews", code=1)
    assert before
    assert kept(home) == before


def test_what_earlier_versions_kept_goes_and_their_drafts_are_taken_over(
    home: Path, address: str
) -> None:
    key = open_store(address).partnership_key

    there = (
        home / "caches/cspr-tui" / sha256(f"{address} {key}".encode()).hexdigest()[:16]
    )
    other = home / "caches/cspr-tui" / "0123456789abcdef"
    for folder in (there, other):
        (folder / "cache").mkdir(parents=True)
        (folder / FOLDER).mkdir()
        for ending in ("rows", "head"):
            (folder / "cache" / f"jo.{ending}").write_text(TELLING)
    (there / FOLDER / "jo-note.json").write_text("{}")
    listed(address)
    assert [each.name for each in kept(home)] == ["jo-note.json"]
    assert kept(home)[0].parents[1].name.startswith("database-")
