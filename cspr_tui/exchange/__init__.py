"""What comes in from the partnership's own files, and what goes out to them."""

from __future__ import annotations

from cspr_tui.exchange.tracker.import_plan import ImportPlan, planned_import
from cspr_tui.exchange.tracker.import_result import ImportedRow, Problem, Tracker
from cspr_tui.exchange.tracker.row_reader import read_tracker
from cspr_tui.exchange.tracker.table import UnreadableTrackerError

__all__ = [
    "ImportPlan",
    "ImportedRow",
    "Problem",
    "Tracker",
    "UnreadableTrackerError",
    "planned_import",
    "read_tracker",
]
