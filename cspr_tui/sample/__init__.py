"""Invented partnerships and reviews: a curated demo, and stores of any size."""

from __future__ import annotations

from cspr_tui.sample.any_size import reviews
from cspr_tui.sample.demo import AS_AT, demo
from cspr_tui.sample.directory import northmere as partnership
from cspr_tui.sample.writing import write

__all__ = ["AS_AT", "demo", "partnership", "reviews", "write"]
