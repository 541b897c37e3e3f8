"""The protocol that tells who else has a review open; advice only, never a lock."""

from __future__ import annotations

from typing import Protocol


class Presence(Protocol):
    """Says that this session has a review open, and hears of the others."""

    def beat(self, ref: str) -> None:
        """Say that the review is open here; failing to is no error."""
        ...

    def leave(self, ref: str) -> None:
        """Say that the review is open here no more."""
        ...

    def others(self, ref: str) -> tuple[str, ...]:
        """Return who else has the review open, by login."""
        ...
