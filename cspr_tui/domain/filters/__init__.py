"""The filter language: terms over the board's rows, typed on one line."""

from __future__ import annotations

from cspr_tui.domain.filters.match_terms import FilterContext, compile_filter
from cspr_tui.domain.filters.narrow import is_narrower
from cspr_tui.domain.filters.parse import UnreadableFilterError, parse_filter
from cspr_tui.domain.filters.query import Atom, Query, Sort, Term, format_query

__all__ = [
    "Atom",
    "FilterContext",
    "Query",
    "Sort",
    "Term",
    "UnreadableFilterError",
    "compile_filter",
    "format_query",
    "is_narrower",
    "parse_filter",
]
