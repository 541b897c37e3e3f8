from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspr_tui.store.postgres.postgres_store import PostgresStore
from tests.postgres.stores import new_address, new_store


@pytest.fixture(autouse=True)
def _own_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))


@pytest.fixture
def store() -> Iterator[PostgresStore]:
    made = new_store()
    yield made
    made.close()


@pytest.fixture
def address() -> str:
    return new_address()
