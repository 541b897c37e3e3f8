"""Warnings about an implausible row; the row is still imported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cspr_tui.domain.process.plausibility import (
    LABELS,
    DateWarning,
    recorded_days,
    review_date_warnings,
)
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.exchange.tracker.review_columns import status_of


def doubts(
    facts: Review, values: Mapping[str, Any], today: date
) -> Iterator[DateWarning]:
    """Yield the field and a sentence for everything that looks wrong in a row.

    Dates before 1990 or ahead of today, dates in an unlikely order, and a status
    without the day it came about.
    """
    given = {field: day for field, day in values.items() if field in LABELS}
    yield from review_date_warnings({**recorded_days(facts), **given}, today)
    yield from _of_status(facts, values)


def _of_status(facts: Review, values: Mapping[str, Any]) -> Iterator[DateWarning]:
    status = status_of(values)
    if status == "published" and facts.published_on is None:
        yield "status", "It is published, but the day is missing; record it."
    if status == "open" and not facts.is_active:
        yield "status", "It is open, yet has a closing date; check both."
    if not facts.is_active:
        return
    if status in {"closed", "withdrawn"}:
        yield "status", f"It is {status}, but the closing date is missing; record it."
    elif facts.stage is Stage.CLOSURE:
        yield "stage", "It is closed, but the closing date is missing; record it."
