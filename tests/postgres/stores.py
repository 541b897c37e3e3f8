"""Stores in a real database for whoever tests with one."""

from __future__ import annotations

import atexit
import os
from contextlib import ExitStack
from functools import cache
from itertools import count

import psycopg
import pytest

from cspr_tui.store.postgres.postgres_store import PostgresStore
from cspr_tui.store.postgres.setup import create, open_store
from tests.postgres.server import (
    MISSING,
    NAMED,
    binaries,
    new_database,
    new_login,
    running,
)

_NUMBERS = count(1)
_RUNNING = ExitStack()
atexit.register(_RUNNING.close)


@cache
def admin() -> str:
    """Return the administrator's address of an empty database for this process."""
    named = os.environ.get(NAMED)
    if not named and binaries() is None:
        pytest.skip(MISSING)
    server = named or _RUNNING.enter_context(running()).admin
    return new_database(server)


def new_address(name: str = "") -> str:
    """Add a partnership, and return the address of a coordinator's own role."""
    number = f"{os.getpid()}_{next(_NUMBERS)}"
    made = create(admin(), name or f"Northmere {number}")
    made.close()
    return new_login(admin(), f"coordinator_{number}", made.partnership_key)


def inside_and_outside(name: str) -> tuple[PostgresStore, PostgresStore]:
    """Return stores of two in a new partnership, the first in its group `named`."""
    key = create(admin(), name).partnership_key
    with psycopg.connect(admin(), autocommit=True) as connection:
        connection.execute(f"create role {key}_named nologin".encode())
    inside = new_login(admin(), f"inside_{key}", key, f"{key}_named")
    outside = new_login(admin(), f"outside_{key}", key)
    return open_store(inside), open_store(outside)


def new_store() -> PostgresStore:
    """Return an empty store of a partnership of its own."""
    return open_store(new_address())
