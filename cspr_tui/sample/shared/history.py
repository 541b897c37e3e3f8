"""Generates the history of a review from its final state.

The final record is reduced to what must have been known on each earlier day, and
the differences become a chain of changes, as if each had been saved on its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from cspr_tui.domain.history.change import ChangeStamp
from cspr_tui.domain.record.agencies import InvolvementStatus, Request, RequestType
from cspr_tui.domain.record.learning import Action
from cspr_tui.domain.record.oversight import BringBack, DelayRecord, Flag, Reviewer
from cspr_tui.domain.record.people import ContactRestriction, EngagementStatus, Purpose
from cspr_tui.domain.record.proceedings import Gate
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.steps.step import record_change
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.codec import slots_of
from cspr_tui.sample.shared.change_titles import change_title

V = TypeVar("V", bound=Value)

# For each list of entries the date field from which an entry is known.
KNOWN_SINCE = {
    "contacts": "on",
    "requests": "sent_on",
    "agency_contacts": "on",
    "meetings": "on",
    "reviewers": "appointed_on",
    "documents": "on",
    "delays": "recorded_on",
    "notices": "sent_on",
    "progress_checks": "on",
    "sign_offs": "on",
    "sections": "received_on",
    "chronology": "received_on",
    "notes": "on",
    "flags": "raised_on",
    "bring_backs": "on",
    "restrictions": "from_on",
}
_PLAN = ("lessons", "recommendations", "actions")

# For each date field the fields that became known with that date.
_FIELDS_WITH_DATE: dict[type[Value], dict[str, tuple[str, ...]]] = {
    Request: {
        "received_on": ("answer", "qa_status", "signed_off_by_role"),
        "escalated_on": ("escalated_to",),
        "withdrawn_on": (),
    },
    Gate: {"cleared_on": ("cleared_by", "evidence")},
    ContactRestriction: {"lifted_on": ()},
    DelayRecord: {"panel_told_on": (), "sos_told_on": (), "family_told_on": ()},
    Reviewer: {"removed_on": ()},
    Flag: {"lifted_on": ("lifted_reason",)},
    BringBack: {"done_on": ()},
    Action: {
        "completed_on": ("status", "rag", "impact_evidence"),
        "closed_on": ("closed_by",),
    },
    Review: {
        "referred_on": (),
        "la_aware_on": (),
        "sin_sent_on": ("sin_ref", "late_reason"),
        "sin_partners_told_on": (),
        "lac_death_notified_on": (),
        "care_leaver_notified_on": (),
        "rr_returns_on": (),
        "rr_met_on": (),
        "rr_signed_on": ("rr_outcome", "rr_rationale"),
        "rr_sent_on": (),
        "panel_replied_on": ("panel_response", "panel_summary"),
        "lcspr_decided_on": (
            "decided_by",
            "period_from",
            "period_to",
            "methodology",
            "planned_publication_on",
        ),
        "published_on": ("url", "not_publishing_reason"),
        "nspcc_deposited_on": (),
        "removed_on": (),
        "withdrawn_on": ("withdrawn_reason",),
        "closed_on": ("retention_basis", "disposal_review_on"),
    },
}

_DEFAULTS: Mapping[type[Value], Mapping[str, object]] = {
    kind: {slot.name: slot.default for slot in slots_of(kind)}
    for kind in _FIELDS_WITH_DATE
}

_INFORMATION_REQUESTS = (RequestType.CHRONOLOGY, RequestType.AGENCY_REPORT)

# The date that brings a review to a stage.
_DATE_OF_STAGE = (
    (Stage.CLOSURE, "closed_on"),
    (Stage.LEARNING, "nspcc_deposited_on"),
    (Stage.PUBLICATION, "published_on"),
    (Stage.INITIATION, "lcspr_decided_on"),
    (Stage.PANEL_RESPONSE, "rr_sent_on"),
    (Stage.RAPID_REVIEW, "rr_returns_on"),
    (Stage.SCOPING, "sin_sent_on"),
    (Stage.NOTIFICATION, "la_aware_on"),
)


def versions(
    final: Review, days: Iterable[date], sign: Callable[[date], ChangeStamp]
) -> Iterator[Review]:
    """Yield the record as saved on each of the days, the final version last.

    What is dated later than the last day, or has no date, is part of the last
    change. `sign` returns the author, time and salt of the change on a day.
    """
    record = Review(final.ref)
    *earlier, last = days
    for day in earlier:
        record, before = _next_version(record, known_on(final, day), sign(day)), record
        if record is not before:
            yield record
    yield _next_version(record, final, sign(last))


def _next_version(record: Review, after: Review, stamp: ChangeStamp) -> Review:
    title = change_title(record, after) if record.version else "Review opened"
    return record_change(record, after, title, "", stamp)


def days_of(review: Review, last: date) -> tuple[date, ...]:
    """Return the days, in order, on which something became known; `last` ends them."""
    found = {getattr(review, date_field) for date_field in _FIELDS_WITH_DATE[Review]}
    for field, since in KNOWN_SINCE.items():
        found.update(getattr(entry, since) for entry in getattr(review, field))
    for request in review.requests:
        found.update((request.received_on, *(c.on for c in request.chasers)))
    days_before = {day for day in found if day is not None and day < last}
    return (*sorted(days_before), last)


def known_on(final: Review, day: date) -> Review:
    """Return the review as it was known on a day, without anything later."""
    changes: dict[str, Any] = {
        field: tuple(_known_entries(getattr(final, field), since, day))
        for field, since in KNOWN_SINCE.items()
        if getattr(final, field)
    }
    return replace(_as_known(final, day), **changes, **_derived_fields(final, day))


def _as_known(value: V, day: date) -> V:
    changes: dict[str, Any] = {}
    for date_field, fields_with_date in _FIELDS_WITH_DATE.get(type(value), {}).items():
        if _is_later(getattr(value, date_field), day):
            defaults = _DEFAULTS[type(value)]
            changes.update(
                {name: defaults[name] for name in (date_field, *fields_with_date)}
            )
    changes.update(_inner_entries(value, day))
    return replace(value, **changes) if changes else value


def _is_later(value: date | None, day: date) -> bool:
    return value is not None and value > day


def _inner_entries(value: Value, day: date) -> Iterator[tuple[str, object]]:
    if isinstance(value, Request) and value.chasers:
        yield "chasers", tuple(c for c in value.chasers if c.on <= day)
    if isinstance(value, Action) and value.progress:
        yield "progress", tuple(p for p in value.progress if p.on <= day)
    if isinstance(value, Gate | ContactRestriction) and value.asked_on:
        yield "asked_on", tuple(asked for asked in value.asked_on if asked <= day)


def _known_entries(entries: Iterable[V], since: str, day: date) -> Iterator[V]:
    for entry in entries:
        if not _is_later(getattr(entry, since), day):
            yield _as_known(entry, day)


def _derived_fields(final: Review, day: date) -> dict[str, Any]:
    plan = {
        field: tuple(_as_known(each, day) for each in getattr(final, field))
        for field in _PLAN
    }
    return {
        "kind": _kind(final, day),
        "stage": _stage(final, day),
        "revised_target_on": _target(final, day),
        "proceedings": tuple(_proceedings(final, day)),
        "people": tuple(_people(final, day)),
        "involvements": tuple(_involvements(final, day)),
        **(plan if _has_plan(final, day) else dict.fromkeys(_PLAN, ())),
    }


def _kind(final: Review, day: date) -> ReviewKind:
    decided = final.lcspr_decided_on
    if final.kind is ReviewKind.LCSPR and (decided is None or decided > day):
        return ReviewKind.RAPID_REVIEW
    return final.kind


def _stage(final: Review, day: date) -> Stage:
    """Return the furthest stage that something had brought the review to."""
    reached = {stage for stage, on in _dates_of_stages(final) if on and on <= day}
    furthest = max(reached, key=_number, default=Stage.REFERRAL)
    if Stage.INITIATION not in reached:
        furthest = min(furthest, Stage.PANEL_RESPONSE, key=_number)
    return min(furthest, final.stage, key=_number)


def _number(stage: Stage) -> int:
    return stage.number


def _dates_of_stages(final: Review) -> Iterator[tuple[Stage, date | None]]:
    """Yield what brought the review to a stage, and when; None if it has not."""
    for stage, date_field in _DATE_OF_STAGE:
        yield stage, getattr(final, date_field)
    yield from ((Stage.SET_UP, each.appointed_on) for each in final.reviewers)
    requests = (each for each in final.requests if each.type in _INFORMATION_REQUESTS)
    yield from ((Stage.GATHERING, each.sent_on) for each in requests)
    yield from ((Stage.DRAFTING, each.received_on) for each in final.sections)
    draft_contacts = (c for c in final.contacts if c.purpose is Purpose.DRAFT_SHARING)
    yield from ((Stage.FAMILY_SIGHT, each.on) for each in draft_contacts)
    yield from ((Stage.SIGN_OFF, each.on) for each in final.sign_offs)


def _target(final: Review, day: date) -> date | None:
    delayed = any(not _is_later(d.recorded_on, day) for d in final.delays)
    return final.revised_target_on if delayed else None


def _has_plan(final: Review, day: date) -> bool:
    signed = min((s.on for s in final.sign_offs), default=final.published_on)
    return signed is not None and signed <= day


def _proceedings(final: Review, day: date) -> Iterator[Value]:
    for other in final.proceedings:
        gates = tuple(_known_entries(other.gates, "set_on", day))
        yield other if gates == other.gates else replace(other, gates=gates)


def _people(final: Review, day: date) -> Iterator[Value]:
    not_approached = EngagementStatus.NOT_YET_APPROACHED
    met = {name for c in final.contacts if c.on <= day for name in c.persons}
    for person in final.people:
        as_now = person.id in met or person.engagement is not_approached
        yield person if as_now else replace(person, engagement=not_approached)


def _involvements(final: Review, day: date) -> Iterator[Value]:
    answered = {
        request.agency
        for request in final.requests
        if request.received_on and request.received_on <= day
    }
    unknown = InvolvementStatus.UNKNOWN
    asked_agencies = {r.agency for r in final.requests if not _is_later(r.sent_on, day)}
    for each in final.involvements:
        if each.agency in answered:
            yield each
        elif each.agency in asked_agencies:
            yield replace(each, status=unknown)
