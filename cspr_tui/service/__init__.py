"""The service layer: screens and commands read and change records through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cspr_tui.service.board.board import Board
from cspr_tui.service.session import Session

if TYPE_CHECKING:
    from cspr_tui.service.reviews import Reviews

__all__ = ["Board", "Reviews", "Session"]


def __getattr__(name: str) -> object:
    """Load the records' own module when it is first asked for: 130 ms."""
    if name == "Reviews":
        from cspr_tui.service.reviews import Reviews  # noqa: PLC0415 - see above

        return Reviews
    raise AttributeError(name)
