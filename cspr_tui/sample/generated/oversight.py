"""The oversight of a generated review: checks, notices, delays, gates, sign-offs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cspr_tui.domain.record.oversight import (
    DelayReason,
    DelayRecord,
    Notice,
    NoticeAbout,
    ProgressCheck,
    Recipient,
    Reviewer,
    Signatory,
    SignOff,
)
from cspr_tui.domain.record.proceedings import (
    Gate,
    Gated,
    ParallelProceeding,
    ProceedingStatus,
    ProceedingType,
)
from cspr_tui.domain.record.stage import Stage
from cspr_tui.sample.generated.dates import ReviewFields
from cspr_tui.sample.generated.vocabulary import Draw

_RECIPIENTS = (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE, Recipient.OFSTED)
_SIGNATORIES = (Signatory.LOCAL_AUTHORITY, Signatory.ICB, Signatory.POLICE)
_CHECK_INTERVAL = timedelta(days=27)


def reviewers_of(draw: Draw, fields: ReviewFields) -> Iterator[Reviewer]:
    """Yield the lead reviewer, appointed soon after the decision."""
    decided = fields.get("lcspr_decided_on")
    if decided is not None and draw.has_reached(Stage.SET_UP):
        yield Reviewer(
            id=draw.entry_id("W"),
            name=draw.phrase("reviewers"),
            appointed_on=draw.working_days_after(decided, 1, 6),
            conflict_check="None declared",
        )


def checks_of(draw: Draw, fields: ReviewFields, by: str) -> Iterator[ProgressCheck]:
    """Yield the time and quality checks, every four weeks until publication."""
    decided: date | None = fields.get("lcspr_decided_on")
    if decided is None:
        return
    day, end = decided + _CHECK_INTERVAL, fields.get("published_on") or draw.as_at
    while day <= end:
        yield ProgressCheck(
            id=draw.entry_id("K"), on=day, by=by, outcome=draw.phrase("checks")
        )
        day += _CHECK_INTERVAL


def notices_of(draw: Draw, fields: ReviewFields, by: str) -> Iterator[Notice]:
    """Yield the formal notices of the decision and of the planned publication."""
    decided = fields.get("lcspr_decided_on")
    if decided is not None:
        day = draw.working_days_after(decided, 1, 5)
        yield from _notices_about(draw, NoticeAbout.INITIATION, day, by)
    planned = fields.get("published_on") or fields.get("planned_publication_on")
    if planned is None or not draw.has_reached(Stage.PRE_PUBLICATION):
        return
    day = draw.calendar.add(planned, -draw.random.randint(7, 10))
    if day <= draw.as_at:
        yield from _notices_about(draw, NoticeAbout.PRE_PUBLICATION, day, by)


def _notices_about(
    draw: Draw, about: NoticeAbout, day: date, by: str
) -> Iterator[Notice]:
    for to in _RECIPIENTS:
        yield Notice(id=draw.entry_id("T"), to=to, about=about, sent_on=day, by=by)


def delays_of(draw: Draw, fields: ReviewFields) -> Iterator[DelayRecord]:
    """Yield a delay if the review took over six calendar months."""
    decided = fields.get("lcspr_decided_on")
    if decided is None or "published_on" in fields:
        return
    due = decided + relativedelta(months=6)
    if due >= draw.as_at:
        return
    told_on = draw.calendar.add(due, -25) if draw.chance(0.7) else None
    yield DelayRecord(
        id=draw.entry_id("Y"),
        reason=draw.random.choice(tuple(DelayReason)),
        recorded_on=draw.calendar.add(due, -28),
        old_target_on=fields["planned_publication_on"],
        new_target_on=due + timedelta(days=90),
        panel_told_on=told_on,
        sos_told_on=told_on,
    )


def proceedings_of(draw: Draw, fields: ReviewFields) -> Iterator[ParallelProceeding]:
    """Yield a police investigation with its gates in one review of four."""
    start: date | None = fields.get("sin_sent_on")
    if start is None or not draw.chance(0.25):
        return
    ended = draw.has_reached(Stage.PUBLICATION)
    yield ParallelProceeding(
        id=draw.entry_id("L"),
        type=ProceedingType.CRIMINAL,
        lead="Police",
        status=ProceedingStatus.CONCLUDED if ended else ProceedingStatus.OPEN,
        gates=(_gate(draw, fields, start),),
    )


def _gate(draw: Draw, fields: ReviewFields, start: date) -> Gate:
    published: date | None = fields.get("published_on")
    requested_on = draw.as_at - timedelta(days=draw.random.randint(1, 24))
    cleared = published - timedelta(days=30) if published else None
    return Gate(
        id=draw.entry_id("G"),
        holds=Gated.PUBLICATION,
        set_on=start,
        set_by="Officer in the case",
        asked_on=(requested_on,) if requested_on > start and cleared is None else (),
        cleared_on=cleared,
        cleared_by="Officer in the case" if cleared else "",
        evidence="Letter on file" if cleared else "",
    )


def sign_offs_of(draw: Draw, fields: ReviewFields) -> Iterator[SignOff]:
    """Yield the sign-offs of the three safeguarding partners for a finished report."""
    if "lcspr_decided_on" not in fields or not draw.has_reached(Stage.PRE_PUBLICATION):
        return
    end = fields.get("published_on") or draw.as_at
    day = draw.calendar.add(end, -15)
    for by in _SIGNATORIES:
        yield SignOff(id=draw.entry_id("S"), by=by, on=day)
