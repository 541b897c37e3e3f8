"""The date fields of a review that a coordinator records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.field_metadata import recorded_dates

# Every date of a review that a coordinator records, in the order of the process; the
# fields of `Review` declare them.
RECORDED = recorded_dates(Review)


class NotARecordedDateError(CsprError):
    """No date of a review has that name."""


def with_date(review: Review, field: str, day: date | None) -> Review:
    """Return a copy of the review with that date set, or cleared by None."""
    named: dict[str, Any] = {field: day}
    return replace(review, **named)
