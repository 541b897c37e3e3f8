"""Fictional partnerships and reviews: a curated demo, and stores of any size."""

from __future__ import annotations

from cspr_tui.sample.curated.demo import AS_AT, demo
from cspr_tui.sample.curated.partnership import northmere as partnership
from cspr_tui.sample.generated.reviews import reviews
from cspr_tui.sample.generated.store_writer import write_reviews

__all__ = ["AS_AT", "demo", "partnership", "reviews", "write_reviews"]
