"""An invented review kept in order: checks, notices, delays, gates, sign-offs."""

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
from cspr_tui.sample.generated.dates import Facts
from cspr_tui.sample.generated.vocabulary import Draw

_OUTSIDE = (Recipient.NATIONAL_PANEL, Recipient.SECRETARY_OF_STATE, Recipient.OFSTED)
_SIGN = (Signatory.LOCAL_AUTHORITY, Signatory.ICB, Signatory.POLICE)
_EVERY = timedelta(days=27)


def reviewers_of(draw: Draw, facts: Facts) -> Iterator[Reviewer]:
    """Yield the lead reviewer, appointed soon after the decision."""
    decided = facts.get("lcspr_decided_on")
    if decided is not None and draw.has_reached(Stage.SET_UP):
        yield Reviewer(
            id=draw.name("W"),
            name=draw.one("reviewers"),
            appointed_on=draw.worked(decided, 1, 6),
            conflict_check="None declared",
        )


def checks_of(draw: Draw, facts: Facts, by: str) -> Iterator[ProgressCheck]:
    """Yield the time and quality checks, every four weeks until publication."""
    decided: date | None = facts.get("lcspr_decided_on")
    if decided is None:
        return
    day, end = decided + _EVERY, facts.get("published_on") or draw.as_at
    while day <= end:
        yield ProgressCheck(
            id=draw.name("K"), on=day, by=by, outcome=draw.one("checks")
        )
        day += _EVERY


def notices_of(draw: Draw, facts: Facts, by: str) -> Iterator[Notice]:
    """Yield what was told formally: the decision, and the report before publication."""
    decided = facts.get("lcspr_decided_on")
    if decided is not None:
        day = draw.worked(decided, 1, 5)
        yield from _told(draw, NoticeAbout.INITIATION, day, by)
    planned = facts.get("published_on") or facts.get("planned_publication_on")
    if planned is None or not draw.has_reached(Stage.PRE_PUBLICATION):
        return
    day = draw.calendar.add(planned, -draw.random.randint(7, 10))
    if day <= draw.as_at:
        yield from _told(draw, NoticeAbout.PRE_PUBLICATION, day, by)


def _told(draw: Draw, about: NoticeAbout, day: date, by: str) -> Iterator[Notice]:
    for to in _OUTSIDE:
        yield Notice(id=draw.name("T"), to=to, about=about, sent_on=day, by=by)


def delays_of(draw: Draw, facts: Facts) -> Iterator[DelayRecord]:
    """Yield the delay of a review that has passed six months, told or silent."""
    decided = facts.get("lcspr_decided_on")
    if decided is None or "published_on" in facts:
        return
    due = decided + relativedelta(months=6)
    if due >= draw.as_at:
        return
    told = draw.calendar.add(due, -25) if draw.chance(0.7) else None
    yield DelayRecord(
        id=draw.name("Y"),
        reason=draw.random.choice(tuple(DelayReason)),
        recorded_on=draw.calendar.add(due, -28),
        old_target_on=facts["planned_publication_on"],
        new_target_on=due + timedelta(days=90),
        panel_told_on=told,
        sos_told_on=told,
    )


def proceedings_of(draw: Draw, facts: Facts) -> Iterator[ParallelProceeding]:
    """Yield a police investigation with its gates in one review of four."""
    start: date | None = facts.get("sin_sent_on")
    if start is None or not draw.chance(0.25):
        return
    ended = draw.has_reached(Stage.PUBLICATION)
    yield ParallelProceeding(
        id=draw.name("L"),
        type=ProceedingType.CRIMINAL,
        lead="Police",
        status=ProceedingStatus.CONCLUDED if ended else ProceedingStatus.OPEN,
        gates=(_gate(draw, facts, start),),
    )


def _gate(draw: Draw, facts: Facts, start: date) -> Gate:
    published: date | None = facts.get("published_on")
    asked = draw.as_at - timedelta(days=draw.random.randint(1, 24))
    cleared = published - timedelta(days=30) if published else None
    return Gate(
        id=draw.name("G"),
        holds=Gated.PUBLICATION,
        set_on=start,
        set_by="Officer in the case",
        asked_on=(asked,) if asked > start and cleared is None else (),
        cleared_on=cleared,
        cleared_by="Officer in the case" if cleared else "",
        evidence="Letter on file" if cleared else "",
    )


def sign_offs_of(draw: Draw, facts: Facts) -> Iterator[SignOff]:
    """Yield the three partners' signatures under a report that is ready."""
    if "lcspr_decided_on" not in facts or not draw.has_reached(Stage.PRE_PUBLICATION):
        return
    end = facts.get("published_on") or draw.as_at
    day = draw.calendar.add(end, -15)
    for by in _SIGN:
        yield SignOff(id=draw.name("S"), by=by, on=day)
