"""The reviews marked on the board with the space bar."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cspr_tui.service import Board


class Selection(AbstractSet[str]):
    """References of the marked reviews; a bulk action applies to all of them."""

    def __init__(self) -> None:
        self._refs: set[str] = set()

    def __contains__(self, ref: object) -> bool:
        return ref in self._refs

    def __iter__(self) -> Iterator[str]:
        return iter(self._refs)

    def __len__(self) -> int:
        return len(self._refs)

    def toggle(self, ref: str) -> None:
        """Mark a review, or unmark it if it is marked."""
        self._refs ^= {ref}

    def clear(self) -> None:
        """Unmark every review."""
        self._refs.clear()

    def in_order(self, board: Board) -> tuple[str, ...]:
        """Return the marked references in the order in which the board lists them."""
        return tuple(s.ref for s in board.standings if s.ref in self._refs)
