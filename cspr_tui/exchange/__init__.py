"""What comes in from the partnership's own files, and what goes out to them."""

from __future__ import annotations

from cspr_tui.exchange.draft import Draft, Problem, Tracker
from cspr_tui.exchange.plan import ImportPlan, plan
from cspr_tui.exchange.table import UnreadableTrackerError
from cspr_tui.exchange.tracker import read_tracker

__all__ = [
    "Draft",
    "ImportPlan",
    "Problem",
    "Tracker",
    "UnreadableTrackerError",
    "plan",
    "read_tracker",
]
