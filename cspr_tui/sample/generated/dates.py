"""The dates of a generated review, each counted from the one before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from cspr_tui.domain.record.incident import IncidentType
from cspr_tui.domain.record.review import PanelResponse, RapidReviewOutcome, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.sample.generated.vocabulary import Draw

ReviewFields = dict[str, Any]

# About how many calendar days after the council became aware a stage is reached.
_DAYS_AT_STAGE = (
    2,
    3,
    9,
    19,
    29,
    52,
    66,
    88,
    125,
    150,
    165,
    175,
    185,
    200,
    232,
    300,
    420,
    900,
)


def dates_of(draw: Draw) -> ReviewFields:
    """Return every date field up to the review's stage, true to rules and calendar."""
    aware = _awareness_date(draw)
    fields: ReviewFields = {
        "incident_on": aware - timedelta(days=draw.random.randint(0, 4)),
        "referred_on": aware,
    }
    if draw.has_reached(Stage.NOTIFICATION):
        fields["la_aware_on"] = aware
    if draw.has_reached(Stage.SCOPING):
        fields.update(_notification_fields(draw, aware))
    if draw.has_reached(Stage.RAPID_REVIEW):
        fields.update(_rapid_review_fields(draw, fields["sin_sent_on"]))
    if draw.has_reached(Stage.INITIATION):
        fields.update(_panel_response_fields(draw, fields["rr_sent_on"]))
    return fields


def _awareness_date(draw: Draw) -> date:
    usual = 1.5 if draw.chance(0.12) else draw.random.uniform(0.95, 1.15)
    age = _DAYS_AT_STAGE[draw.stage.number - 1] * usual
    return draw.calendar.last_worked(draw.as_at - timedelta(days=int(age)))


def _notification_fields(draw: Draw, aware: date) -> ReviewFields:
    late = draw.chance(0.06)
    sent = (
        draw.working_days_after(aware, 6, 7)
        if late
        else draw.working_days_after(aware, 3, 5)
    )
    return {
        "sin_ref": f"SIN-INVENTED-{draw.number:05d}",
        "sin_sent_on": sent,
        "sin_partners_told_on": draw.working_days_after(aware, 2, 4),
        "late_reason": "The form was sent back for more detail." if late else "",
    }


def _rapid_review_fields(draw: Draw, sent: date) -> ReviewFields:
    fields: ReviewFields = {
        "rr_returns_on": draw.working_days_after(sent, 4, 6),
        "rr_met_on": draw.working_days_after(sent, 8, 10),
    }
    if not draw.has_reached(Stage.PANEL_RESPONSE):
        return fields
    outcome = RapidReviewOutcome
    local = draw.has_reached(Stage.INITIATION) and not _ends_here(draw)
    last = (16, 19) if draw.chance(0.1) else (14, 15)
    return {
        **fields,
        "rr_signed_on": draw.working_days_after(sent, 11, 13),
        "rr_sent_on": draw.working_days_after(sent, *last),
        "rr_outcome": outcome.LCSPR if local else outcome.NO_FURTHER,
        "rr_rationale": draw.phrase("rationale"),
    }


def _ends_here(draw: Draw) -> bool:
    """Whether it closed after its rapid review, as two in three do."""
    return draw.stage is Stage.CLOSURE and draw.number % 3 > 0


def _panel_response_fields(draw: Draw, rr_sent: date) -> ReviewFields:
    replied = draw.working_days_after(rr_sent, 6, 11)
    fields: ReviewFields = {
        "panel_response": PanelResponse.AGREES,
        "panel_replied_on": replied,
        "panel_summary": draw.phrase("summary"),
    }
    if _ends_here(draw):
        return {**fields, **_closure_fields(draw, replied, 40)}
    return {**fields, **_decision_fields(draw, replied)}


def _decision_fields(draw: Draw, replied: date) -> ReviewFields:
    decided = draw.working_days_after(replied, 4, 9)
    planned = decided + relativedelta(months=6, days=-draw.random.randint(2, 15))
    planned = draw.calendar.last_worked(planned)
    fields: ReviewFields = {
        "lcspr_decided_on": decided,
        "decided_by": ("Local authority", "Integrated care board", "Police"),
        "period_from": decided - timedelta(days=900),
        "period_to": decided - timedelta(days=60),
        "planned_publication_on": planned,
    }
    if draw.has_reached(Stage.PUBLICATION):
        fields.update(_publication_fields(draw, min(planned, draw.as_at)))
    if draw.stage is Stage.CLOSURE:
        fields.update(_closure_fields(draw, fields["published_on"], 400))
    return fields


def _publication_fields(draw: Draw, on: date) -> ReviewFields:
    deposited = draw.calendar.add(on, draw.random.randint(2, 5))
    return {
        "published_on": on,
        "url": "https://www.example.org/reviews",
        "nspcc_deposited_on": deposited if deposited <= draw.as_at else None,
    }


def _closure_fields(draw: Draw, after: date, days: int) -> ReviewFields:
    closed = min(draw.as_at, after + timedelta(days=days))
    return {
        "closed_on": closed,
        "retention_basis": "35 years after closure (local schedule)",
        "disposal_review_on": closed + relativedelta(years=35),
    }


def kind_of(fields: ReviewFields) -> ReviewKind:
    """Return the kind of review that has these date fields."""
    if "lcspr_decided_on" in fields:
        return ReviewKind.LCSPR
    return (
        ReviewKind.RAPID_REVIEW if "la_aware_on" in fields else ReviewKind.REFERRAL_ONLY
    )


def incident_of(draw: Draw) -> IncidentType:
    """Return a random incident type: half deaths, half serious harm, few others."""
    harm, death = IncidentType.SERIOUS_HARM, IncidentType.DEATH
    kinds = (harm, death, IncidentType.OTHER)
    return draw.random.choices(kinds, (49, 48, 3))[0]
