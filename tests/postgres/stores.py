"""Stores in a real database for whoever tests with one."""

from __future__ import annotations

import atexit
import os
from contextlib import ExitStack
from functools import cache
from itertools import count

import pytest

from cspr_tui.store.postgres.setup import create, open_store
from cspr_tui.store.postgres.store import PostgresStore
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


def new_store() -> PostgresStore:
    """Return an empty store of a partnership of its own."""
    return open_store(new_address())
