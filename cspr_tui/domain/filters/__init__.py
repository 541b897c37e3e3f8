"""The filter language: terms over the board's rows, typed on one line."""

from __future__ import annotations

from cspr_tui.domain.filters.match import Eye, compiled
from cspr_tui.domain.filters.narrow import narrows
from cspr_tui.domain.filters.parse import UnreadableFilterError, parsed
from cspr_tui.domain.filters.query import Atom, Query, Sort, Term, written

__all__ = [
    "Atom",
    "Eye",
    "Query",
    "Sort",
    "Term",
    "UnreadableFilterError",
    "compiled",
    "narrows",
    "parsed",
    "written",
]
