"""Clocks: when each duty of a record is due, the same on every day."""

from __future__ import annotations

from cspr_tui.domain.deadlines.clocks.all_clocks import clocks_of, partnership_clocks
from cspr_tui.domain.deadlines.clocks.clock import Clock

__all__ = ["Clock", "clocks_of", "partnership_clocks"]
