"""A coordinator at work on a database, on a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime

from cspr_tui.service import Reviews
from cspr_tui.service.board.row_cache import RowCache
from cspr_tui.service.session import Session
from cspr_tui.store.protocol import Store
from cspr_tui.store.user.memory_cache import MemoryCache
from tests.sitting import MONDAY

AT = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)


class Lap(MemoryCache):
    """A cache that lasts as long as the sitting, and is never damaged."""

    def note_damage(self) -> None:
        raise AssertionError(self.read())


def sat_down(store: Store, actor: str = "jbarlow") -> Reviews:
    """Return the service over a store, for one coordinator."""
    session = Session(actor, actor, lambda: AT, lambda: MONDAY, lambda: MONDAY)
    return Reviews(store, session, RowCache(Lap(), Lap()))
