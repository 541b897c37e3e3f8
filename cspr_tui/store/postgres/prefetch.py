"""Reading ahead: who reads review after review is given many at a time."""

from __future__ import annotations

import time
from collections.abc import Mapping

from cspr_tui.store.postgres.codec import Stored

MOST, GROWTH = 500, 8
# Seconds after which a review read ahead is asked for anew.
FRESH = 2.0


class ReadAhead:
    """The next reviews in order, once two have been read one after the other.

    What was read ahead is given out once, while it is fresh and its mark is the
    one last seen.
    """

    def __init__(self) -> None:
        self._marks: Mapping[str, str] = {}
        self._order: list[str] = []
        self._places: dict[str, int] = {}
        self._kept: dict[str, Stored] = {}
        self._read_at = 0.0
        self._last, self._size = -2, 1

    def knows(self, marks: Mapping[str, str]) -> None:
        """Take in the marks of all reviews, in order."""
        self._marks = marks
        if len(marks) != len(self._order):
            self._order = list(marks)
            self._places = {ref: at for at, ref in enumerate(self._order)}

    def held(self, ref: str) -> Stored | None:
        """Return a review that was read ahead and is still as it was."""
        found = self._kept.pop(ref, None)
        if found is None or time.monotonic() - self._read_at > FRESH:
            return None
        self._last = self._places.get(ref, -2)
        mark = f"{found.version}-{found.checksum[:12]}"
        return found if self._marks.get(ref) == mark else None

    def wanted(self, ref: str) -> list[str]:
        """Return what to ask for together with a review."""
        at = self._places.get(ref, -1)
        follows = at >= 0 and at == self._last + 1
        self._size = min(MOST, self._size * GROWTH) if follows else 1
        self._last = at if at >= 0 else -2
        return self._order[at : at + self._size] if follows else [ref]

    def keep(self, found: Mapping[str, Stored], asked: str) -> None:
        """Keep what came beside the review that was asked for."""
        self._kept = {ref: row for ref, row in found.items() if ref != asked}
        self._read_at = time.monotonic()

    def forget(self, ref: str) -> None:
        """Drop a review that is about to change."""
        self._kept.pop(ref, None)
