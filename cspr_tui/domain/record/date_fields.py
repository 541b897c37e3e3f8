"""The dates of a review that a coordinator records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review

# Every date of a review that a coordinator records, in the order of the process.
RECORDED: dict[str, str] = {
    "incident_on": "Incident",
    "referred_on": "Referral received",
    "la_aware_on": "Council became aware",
    "sin_sent_on": "Notification sent to National Panel",
    "sin_partners_told_on": "Safeguarding partners told",
    "lac_death_notified_on": "Looked-after child death notified",
    "care_leaver_notified_on": "Care leaver death notified",
    "rr_returns_on": "All rapid review returns in",
    "rr_met_on": "Rapid review meeting held",
    "rr_signed_on": "Partners signed the rapid review",
    "rr_sent_on": "Rapid review sent to National Panel",
    "panel_replied_on": "National Panel replied",
    "lcspr_decided_on": "Decision to hold a local review",
    "planned_publication_on": "Planned publication",
    "revised_target_on": "Revised target",
    "published_on": "Published",
    "nspcc_deposited_on": "Deposited with NSPCC",
    "removed_on": "Taken off the website",
    "period_from": "Period under review from",
    "period_to": "Period under review to",
    "disposal_review_on": "Review for disposal",
}


class NotARecordedDateError(CsprError):
    """No date of a review has that name."""


def with_date(review: Review, field: str, day: date | None) -> Review:
    """Return the review as it would be with that date."""
    named: dict[str, Any] = {field: day}
    return replace(review, **named)
