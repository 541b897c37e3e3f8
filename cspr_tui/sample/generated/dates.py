"""The dates of an invented review, each counted from the one before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from cspr_tui.domain.record.incident import IncidentType
from cspr_tui.domain.record.review import Kind, PanelResponse, RapidReviewOutcome
from cspr_tui.domain.record.stage import Stage
from cspr_tui.sample.generated.vocabulary import Draw

Facts = dict[str, Any]

# Days since the council became aware when a review stands at a stage, about.
_AGE = (2, 3, 9, 19, 29, 52, 66, 88, 125, 150, 165, 175, 185, 200, 232, 300, 420, 900)


def dates_of(draw: Draw) -> Facts:
    """Return every date up to the review's stage, true to rules and calendar."""
    aware = _aware(draw)
    facts: Facts = {
        "incident_on": aware - timedelta(days=draw.random.randint(0, 4)),
        "referred_on": aware,
    }
    if draw.has_reached(Stage.NOTIFICATION):
        facts["la_aware_on"] = aware
    if draw.has_reached(Stage.SCOPING):
        facts.update(_notified(draw, aware))
    if draw.has_reached(Stage.RAPID_REVIEW):
        facts.update(_reviewed(draw, facts["sin_sent_on"]))
    if draw.has_reached(Stage.INITIATION):
        facts.update(_answered(draw, facts["rr_sent_on"]))
    return facts


def _aware(draw: Draw) -> date:
    usual = 1.5 if draw.chance(0.12) else draw.random.uniform(0.95, 1.15)
    age = _AGE[draw.stage.number - 1] * usual
    return draw.calendar.last_worked(draw.as_at - timedelta(days=int(age)))


def _notified(draw: Draw, aware: date) -> Facts:
    late = draw.chance(0.06)
    sent = draw.worked(aware, 6, 7) if late else draw.worked(aware, 3, 5)
    return {
        "sin_ref": f"SIN-INVENTED-{draw.number:05d}",
        "sin_sent_on": sent,
        "sin_partners_told_on": draw.worked(aware, 2, 4),
        "late_reason": "The form was sent back for more detail." if late else "",
    }


def _reviewed(draw: Draw, sent: date) -> Facts:
    facts: Facts = {
        "rr_returns_on": draw.worked(sent, 4, 6),
        "rr_met_on": draw.worked(sent, 8, 10),
    }
    if not draw.has_reached(Stage.PANEL_RESPONSE):
        return facts
    outcome = RapidReviewOutcome
    local = draw.has_reached(Stage.INITIATION) and not _ends_here(draw)
    last = (16, 19) if draw.chance(0.1) else (14, 15)
    return {
        **facts,
        "rr_signed_on": draw.worked(sent, 11, 13),
        "rr_sent_on": draw.worked(sent, *last),
        "rr_outcome": outcome.LCSPR if local else outcome.NO_FURTHER,
        "rr_rationale": draw.one("rationale"),
    }


def _ends_here(draw: Draw) -> bool:
    """Whether it closed after its rapid review, as two in three do."""
    return draw.stage is Stage.CLOSURE and draw.number % 3 > 0


def _answered(draw: Draw, rr_sent: date) -> Facts:
    replied = draw.worked(rr_sent, 6, 11)
    facts: Facts = {
        "panel_response": PanelResponse.AGREES,
        "panel_replied_on": replied,
        "panel_summary": draw.one("summary"),
    }
    if _ends_here(draw):
        return {**facts, **_closed(draw, replied, 40)}
    return {**facts, **_decided(draw, replied)}


def _decided(draw: Draw, replied: date) -> Facts:
    decided = draw.worked(replied, 4, 9)
    planned = decided + relativedelta(months=6, days=-draw.random.randint(2, 15))
    planned = draw.calendar.last_worked(planned)
    facts: Facts = {
        "lcspr_decided_on": decided,
        "decided_by": ("Local authority", "Integrated care board", "Police"),
        "period_from": decided - timedelta(days=900),
        "period_to": decided - timedelta(days=60),
        "planned_publication_on": planned,
    }
    if draw.has_reached(Stage.PUBLICATION):
        facts.update(_published(draw, min(planned, draw.as_at)))
    if draw.stage is Stage.CLOSURE:
        facts.update(_closed(draw, facts["published_on"], 400))
    return facts


def _published(draw: Draw, on: date) -> Facts:
    deposited = draw.calendar.add(on, draw.random.randint(2, 5))
    return {
        "published_on": on,
        "url": "https://www.example.org/reviews",
        "nspcc_deposited_on": deposited if deposited <= draw.as_at else None,
    }


def _closed(draw: Draw, after: date, days: int) -> Facts:
    closed = min(draw.as_at, after + timedelta(days=days))
    return {
        "closed_on": closed,
        "retention_basis": "35 years after closure (local schedule)",
        "disposal_review_on": closed + relativedelta(years=35),
    }


def kind_of(facts: Facts) -> Kind:
    """Return which process dates like these belong to."""
    if "lcspr_decided_on" in facts:
        return Kind.LCSPR
    return Kind.RAPID_REVIEW if "la_aware_on" in facts else Kind.REFERRAL_ONLY


def incident_of(draw: Draw) -> IncidentType:
    """Return what happened: as many deaths as serious harm, few others."""
    harm, death = IncidentType.SERIOUS_HARM, IncidentType.DEATH
    kinds = (harm, death, IncidentType.OTHER)
    return draw.random.choices(kinds, (49, 48, 3))[0]
