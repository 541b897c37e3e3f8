"""Prefetching: whoever reads review after review gets many in one round trip."""

from __future__ import annotations

import time
from collections.abc import Mapping

from cspr_tui.store.postgres.codec import StoredRow

# Reviews at a time, at most, and by what factor a batch grows over the last one.
MOST, GROWTH = 500, 8
# Seconds after which a prefetched row is no longer used.
FRESH = 2.0


class Prefetch:
    """The rows that follow, once two reviews were read one after the other.

    A prefetched row is used once, within two seconds, and only if its version token
    is still the one seen last.
    """

    def __init__(self) -> None:
        self._versions: Mapping[str, str] = {}
        self._order: list[str] = []
        self._positions: dict[str, int] = {}
        self._rows: dict[str, StoredRow] = {}
        self._read_at = 0.0
        self._last, self._size = -2, 1

    def set_versions(self, versions: Mapping[str, str]) -> None:
        """Set the version tokens of all reviews, in the order they will be read."""
        self._versions = versions
        if len(versions) != len(self._order):
            self._order = list(versions)
            self._positions = {ref: at for at, ref in enumerate(self._order)}

    def take_fresh(self, ref: str) -> StoredRow | None:
        """Return and forget a prefetched row if it is still current, else None."""
        found = self._rows.pop(ref, None)
        if found is None or time.monotonic() - self._read_at > FRESH:
            return None
        self._last = self._positions.get(ref, -2)
        token = f"{found.version}-{found.checksum[:12]}"
        return found if self._versions.get(ref) == token else None

    def refs_to_read(self, ref: str) -> list[str]:
        """Return the references to read together with a review, itself first."""
        at = self._positions.get(ref, -1)
        follows = at >= 0 and at == self._last + 1
        self._size = min(MOST, self._size * GROWTH) if follows else 1
        self._last = at if at >= 0 else -2
        return self._order[at : at + self._size] if follows else [ref]

    def keep(self, found: Mapping[str, StoredRow], asked: str) -> None:
        """Keep the rows that came along with the review that was asked for."""
        self._rows = {ref: row for ref, row in found.items() if ref != asked}
        self._read_at = time.monotonic()

    def forget(self, ref: str) -> None:
        """Forget the row of a review that was just saved."""
        self._rows.pop(ref, None)
