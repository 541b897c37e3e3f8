"""A coordinator at work on a database, on a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from cspr_tui.service import Reviews
from cspr_tui.service.board.row_cache import RowCache
from cspr_tui.service.session import Session
from cspr_tui.store.protocol import Store
from tests.sitting import MONDAY

AT = datetime(2026, 11, 23, 8, 50, tzinfo=UTC)


class Lap:
    """A shelf that lasts as long as the sitting."""

    def __init__(self) -> None:
        self._lines: Sequence[bytes] = ()

    def read(self) -> Sequence[bytes]:
        return self._lines

    def read_whole(self) -> Sequence[bytes]:
        return self._lines

    def write(self, lines: Iterable[bytes]) -> bool:
        self._lines = list(lines)
        return True

    def note_damage(self) -> None:
        raise AssertionError(self._lines)

    def is_settled(self, ref: str, mark: str) -> bool:
        return bool(ref and mark)


def sat_down(store: Store, actor: str = "jbarlow") -> Reviews:
    """Return the service over a store, for one coordinator."""
    session = Session(actor, actor, lambda: AT, lambda: MONDAY, lambda: MONDAY)
    return Reviews(store, session, RowCache(Lap(), Lap()))
