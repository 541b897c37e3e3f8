"""What looks wrong about a row that is let in all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cspr_tui.domain.review import Review
from cspr_tui.domain.stage import Stage
from cspr_tui.domain.steps.dates import (
    RECORDED,
    day_warnings,
    happened_warnings,
    order_warnings,
)
from cspr_tui.exchange.facts import status_of

# Days that a tracker gives and no clock starts from.
_OTHER_DAYS = {
    "withdrawn_on": "Withdrawn",
    "closed_on": "Closed",
    "panel_told_on": "National Panel told of delay",
    "sos_told_on": "Secretary of State told of delay",
    "family_told_on": "Family told of delay",
    "init_notice_on": "Notice of the local review",
    "prepub_copy_on": "Report copied before publication",
    "progress_check_on": "Time and quality check",
}
_LABELS = {**RECORDED, **_OTHER_DAYS}
# Pairs that a reader expects in this order, beside those of a single record.
_IN_ORDER = (
    ("incident_on", "sin_sent_on"),
    ("incident_on", "rr_met_on"),
    ("incident_on", "rr_sent_on"),
    ("incident_on", "published_on"),
    ("incident_on", "withdrawn_on"),
    ("incident_on", "closed_on"),
    ("la_aware_on", "sin_partners_told_on"),
    ("la_aware_on", "lac_death_notified_on"),
    ("la_aware_on", "care_leaver_notified_on"),
    ("la_aware_on", "rr_sent_on"),
    ("rr_met_on", "rr_signed_on"),
    ("lcspr_decided_on", "init_notice_on"),
    ("published_on", "nspcc_deposited_on"),
    ("published_on", "closed_on"),
)
Doubt = tuple[str, str]


def doubts(facts: Review, values: Mapping[str, Any], today: date) -> Iterator[Doubt]:
    """Return the field and the sentence of everything that looks wrong.

    Dates before 1990 or ahead of today, dates in an unlikely order, and a status
    without the day it came about.
    """
    for field in values:
        if field in _LABELS:
            yield from ((field, said) for said in _of_day(field, values[field], today))
    yield from _of_order(facts, values)
    yield from _of_status(facts, values)


def _of_day(field: str, day: date, today: date) -> tuple[str, ...]:
    if field in RECORDED:
        return day_warnings(field, day, today)
    return happened_warnings(_OTHER_DAYS[field], day, today)


def _of_order(facts: Review, values: Mapping[str, Any]) -> Iterator[Doubt]:
    for sentence in order_warnings(facts):
        yield _later_of(sentence), sentence
    for first, then in _IN_ORDER:
        if first in values and then in values and values[then] < values[first]:
            said = f"{_LABELS[then]} is before {_LABELS[first].lower()}; check both."
            yield then, said


def _later_of(sentence: str) -> str:
    """Return which field a sentence about the order of two dates begins with."""
    return next(
        field
        for field, label in RECORDED.items()
        if sentence.startswith(f"{label} is before")
    )


def _of_status(facts: Review, values: Mapping[str, Any]) -> Iterator[Doubt]:
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
