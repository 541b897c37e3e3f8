"""Every clock of a record, whatever the day: what started it, when it ends."""

from __future__ import annotations

from cspr_tui.domain.clocks.clock import Clock
from cspr_tui.domain.clocks.every import clocks_of, partnership_clocks

__all__ = ["Clock", "clocks_of", "partnership_clocks"]
