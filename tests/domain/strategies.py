"""Records made up by Hypothesis: any value at all, and reviews that could have been."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cspr_tui.domain.record.agencies import Answer, RequestType
from cspr_tui.domain.record.incident import IncidentType
from cspr_tui.domain.record.learning import ActionStatus
from cspr_tui.domain.record.people import (
    ContactOutcome,
    EngagementStatus,
    FamilyContact,
    Person,
    PersonRole,
    Purpose,
)
from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import RapidReviewOutcome, Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.base import Entry, Value, without_control_characters
from tests import factories

V = TypeVar("V", bound=Value)

TEXTS = st.text(max_size=6).map(without_control_characters)
NAMES = st.text("ABCDEFGH0123456789", min_size=1, max_size=4)
DATES = st.dates(date(1990, 1, 1), date(2050, 1, 1))
MOMENTS = st.datetimes(
    datetime(2018, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    datetime(2040, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    timezones=st.just(UTC),
)
PLAIN = st.none() | st.booleans() | st.integers(-9, 9) | TEXTS
_SCALARS: dict[object, SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-5, 10**9),
    bool: st.booleans(),
    date: DATES,
    datetime: MOMENTS,
    object: PLAIN | st.lists(PLAIN, max_size=2) | st.dictionaries(NAMES, PLAIN),
}


def values(kind: type[V], *, full: bool = False) -> SearchStrategy[V]:
    """Return values of that kind, each of its fields filled from its own type.

    With `full`, nothing that may be missing is, and no list is empty.
    """
    hints = typing.get_type_hints(kind)
    filled = {f.name: _of(hints[f.name], full=full) for f in fields(kind)}
    if issubclass(kind, Entry):
        filled["id"] = NAMES
    made: SearchStrategy[V] = st.builds(kind, **filled)
    return made.map(_told_apart)


def _of(hint: Any, *, full: bool) -> SearchStrategy[Any]:  # noqa: ANN401 - a type hint can be anything
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in {UnionType, typing.Union}:
        inner = _of(next(a for a in args if a is not type(None)), full=full)
        return inner if full else st.none() | inner
    if origin is tuple:
        return _tuples(_of(args[0], full=full), full=full)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    return values(hint, full=full)


def _tuples(items: SearchStrategy[Any], *, full: bool) -> SearchStrategy[Any]:
    size = 1 if full else 2
    return st.lists(items, min_size=int(full), max_size=size).map(tuple)


def _told_apart(value: V) -> V:
    """Return the value with no two entries of one list under the same name."""
    changes: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, tuple) and any(isinstance(e, Entry) for e in held):
            changes[field.name] = tuple({entry.id: entry for entry in held}.values())
    return replace(value, **changes)


# Reviews that could have been: a few years of invented dates, each possibly missing.

LIVED = st.dates(date(2025, 1, 1), date(2027, 6, 30))
MAYBE = st.none() | LIVED
SOME_DAYS = st.lists(LIVED, max_size=3).map(tuple)
_DATED = (
    "la_aware_on",
    "sin_sent_on",
    "sin_partners_told_on",
    "rr_returns_on",
    "rr_met_on",
    "rr_signed_on",
    "rr_sent_on",
    "panel_replied_on",
    "lcspr_decided_on",
    "planned_publication_on",
    "revised_target_on",
    "published_on",
    "withdrawn_on",
    "closed_on",
)


def _listed(
    prefix: str, entries: SearchStrategy[Any], most: int = 3
) -> SearchStrategy[Any]:
    return st.lists(entries, max_size=most).map(lambda made: _numbered(prefix, made))


def _numbered(prefix: str, made: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(replace(entry, id=f"{prefix}{n}") for n, entry in enumerate(made, 1))


def _with(
    maker: Callable[..., Value], **facts: SearchStrategy[Any]
) -> SearchStrategy[Any]:
    return st.builds(lambda known: maker(**known), st.fixed_dictionaries(facts))


PERSONS = st.builds(
    Person,
    id=st.just(""),
    role=st.sampled_from(PersonRole),
    engagement=st.sampled_from(EngagementStatus),
    deceased_on=MAYBE,
)
CONTACTS = st.builds(
    FamilyContact,
    id=st.just(""),
    persons=st.sampled_from([("P1",), ("P1", "P2"), ("P2",), ("P9",)]),
    on=LIVED,
    purpose=st.sampled_from(Purpose),
    outcome=st.sampled_from(ContactOutcome),
)
CHASERS = _with(factories.chaser, name=st.just(""), on=LIVED, next_on=MAYBE)
REQUESTS = _with(
    factories.request,
    type=st.sampled_from(RequestType),
    sent_on=MAYBE,
    due_on=MAYBE,
    answer=st.sampled_from(Answer),
    received_on=MAYBE,
    chasers=_listed("K", CHASERS),
    escalated_on=MAYBE,
    withdrawn_on=st.none() | st.none() | LIVED,
)
GATES = _with(
    factories.gate,
    holds=st.sampled_from(Gated),
    set_on=MAYBE,
    review_on=MAYBE,
    asked_on=SOME_DAYS,
    cleared_on=MAYBE,
)
RESTRICTIONS = _with(
    factories.restriction,
    person=st.sampled_from(["P1", "P2"]),
    from_on=MAYBE,
    review_on=MAYBE,
    asked_on=SOME_DAYS,
    lifted_on=MAYBE,
)
ACTIONS = _with(
    factories.action,
    due_on=MAYBE,
    completed_on=MAYBE,
    closed_on=MAYBE,
    status=st.sampled_from(ActionStatus),
)
DELAYS = _with(factories.delay, panel_told_on=MAYBE, sos_told_on=MAYBE)


def lived_reviews() -> SearchStrategy[Review]:
    """Return reviews with any dates, people, requests, gates and checks at all."""
    return st.builds(
        lambda known: factories.review(**known),
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(ReviewKind),
                "stage": st.sampled_from(Stage),
                "incident_type": st.sampled_from(IncidentType),
                "looked_after": st.booleans(),
                "care_leaver": st.booleans(),
                "rr_outcome": st.none() | st.sampled_from(RapidReviewOutcome),
                **dict.fromkeys(_DATED, MAYBE),
                "people": _listed("P", PERSONS),
                "contacts": _listed("C", CONTACTS, 5),
                "requests": _listed("R", REQUESTS),
                "meetings": _listed(
                    "M", _with(factories.panel_meeting, name=st.just(""), on=LIVED)
                ),
                "proceedings": _listed("G", GATES).map(lambda g: factories.gated(*g)),
                "restrictions": _listed("B", RESTRICTIONS),
                "actions": _listed("A", ACTIONS),
                "delays": _listed("D", DELAYS, 2),
                "progress_checks": _listed(
                    "K", _with(factories.check, name=st.just(""), on=LIVED), 4
                ),
            }
        ),
    )
