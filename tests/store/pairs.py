"""Two readers of one store, of whom only the first is in the group `leads`."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import psycopg
import pytest

from cspr_tui.store.folder import restricted_reviews
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.postgres.setup import create, open_store
from cspr_tui.store.protocol import Store
from tests.postgres.server import new_login
from tests.postgres.stores import admin
from tests.store.memory import MemoryStore

Pair = tuple[Store, Store]
_numbers = count(1)


def _folder(path: Path, patched: pytest.MonkeyPatch) -> Pair:
    patched.setattr(restricted_reviews, "_members", lambda _: frozenset({"amber"}))
    folder = FolderStore.create(path / "store", "Northmere").folder
    return FolderStore.open(folder, "amber"), FolderStore.open(folder, "zoe")


def _memory(path: Path, patched: pytest.MonkeyPatch) -> Pair:
    del path, patched
    inside = MemoryStore(["leads"])
    return inside, inside.seen_by(())


def _postgres(path: Path, patched: pytest.MonkeyPatch) -> Pair:
    del path, patched
    number = f"_{os.getpid()}_{next(_numbers)}"
    key = create(admin(), f"Pair{number}").partnership_key
    logins = [new_login(admin(), f"{name}{number}", key) for name in ("amber", "zoe")]
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute(f"create role {key}_leads nologin".encode())
        connection.execute(f"grant {key}_leads to amber{number}".encode())
    inside, outside = (open_store(login) for login in logins)
    return inside, outside


PAIRS: dict[str, Callable[[Path, pytest.MonkeyPatch], Pair]] = {
    "folder": _folder,
    "memory": _memory,
    "postgres": _postgres,
}
