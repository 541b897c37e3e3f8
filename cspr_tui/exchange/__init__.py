"""Import from and export to files: tracker, chronology, draft, calendar."""

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
