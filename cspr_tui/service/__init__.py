"""What every screen and command asks: the records, and what can be done to them."""

from __future__ import annotations

from cspr_tui.service.reviews import Board, Reviews, Session

__all__ = ["Board", "Reviews", "Session"]
