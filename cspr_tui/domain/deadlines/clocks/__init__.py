"""Every clock of a record, whatever the day: what started it, when it ends."""

from __future__ import annotations

from cspr_tui.domain.deadlines.clocks.all_clocks import clocks_of, partnership_clocks
from cspr_tui.domain.deadlines.clocks.clock import Clock

__all__ = ["Clock", "clocks_of", "partnership_clocks"]
