"""Small builders of invented facts: each gives a value that only lacks what matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from cspr_tui.domain.history.change import ChangeStamp
from cspr_tui.domain.record.agencies import (
    Answer,
    Chaser,
    Meeting,
    MeetingType,
    Request,
    RequestType,
)
from cspr_tui.domain.record.learning import Action
from cspr_tui.domain.record.oversight import (
    DelayReason,
    DelayRecord,
    Notice,
    NoticeAbout,
    ProgressCheck,
    Recipient,
)
from cspr_tui.domain.record.people import (
    ContactRestriction,
    FamilyContact,
    Person,
    PersonRole,
    Purpose,
    RestrictionType,
)
from cspr_tui.domain.record.proceedings import (
    Gate,
    Gated,
    ParallelProceeding,
    ProceedingType,
)
from cspr_tui.domain.record.review import Review, ReviewKind
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.base import Value

V = TypeVar("V", bound=Value)
REF = "7QXM4"
STAMP = ChangeStamp(
    datetime(2026, 11, 18, 9, 31, tzinfo=UTC), "J Okoro", "jokoro", "5a17"
)


def with_facts(value: V, facts: dict[str, Any]) -> V:
    """Return the value with those facts."""
    return replace(value, **facts)


def review(**facts: object) -> Review:
    """Return a rapid review of which only these facts are known."""
    return with_facts(Review(ref=REF, public_code="KD9ZT"), facts)


def local_review(**facts: object) -> Review:
    """Return a local child safeguarding practice review at its initiation."""
    return review(**{"kind": ReviewKind.LCSPR, "stage": Stage.INITIATION, **facts})


def person(name: str = "P1", **facts: object) -> Person:
    """Return the mother, unless told otherwise."""
    known = Person(name, PersonRole.MOTHER, forename="Ama", surname="Testley")
    return with_facts(known, facts)


def contact(name: str, on: date, purpose: Purpose, **facts: object) -> FamilyContact:
    """Return a contact with the mother in which she was reached."""
    return with_facts(FamilyContact(name, ("P1",), on, purpose=purpose), facts)


def restriction(name: str = "B1", **facts: object) -> ContactRestriction:
    """Return a police hold on the mother."""
    held = ContactRestriction(name, "P1", RestrictionType.POLICE_HOLD, "DC Example")
    return with_facts(held, facts)


def panel_meeting(name: str, on: date, **facts: object) -> Meeting:
    """Return a meeting of the review panel."""
    return with_facts(Meeting(name, MeetingType.REVIEW_PANEL, on), facts)


def request(name: str = "R1", **facts: object) -> Request:
    """Return a scoping request to an invented trust."""
    return with_facts(Request(name, "Eastmere Trust", RequestType.SCOPING), facts)


def answered(asked: Request, on: date, answer: Answer = Answer.RECEIVED) -> Request:
    """Return the request answered on that day."""
    return replace(asked, answer=answer, received_on=on)


def chaser(name: str, on: date, **facts: object) -> Chaser:
    """Return one reminder."""
    return with_facts(Chaser(name, on), facts)


def action(name: str = "A1", **facts: object) -> Action:
    """Return an action of the plan."""
    return with_facts(Action(name, "Change the form"), facts)


def gate(name: str = "G1", **facts: object) -> Gate:
    """Return a gate on publication."""
    return with_facts(Gate(name, Gated.PUBLICATION), facts)


def gated(*gates: Gate) -> tuple[ParallelProceeding, ...]:
    """Return a prosecution that set those gates."""
    return (ParallelProceeding("Q1", ProceedingType.CRIMINAL, gates=gates),)


def check(name: str, on: date) -> ProgressCheck:
    """Return a check of time and quality."""
    return ProgressCheck(name, on)


def delay(name: str = "D1", **facts: object) -> DelayRecord:
    """Return a delay because of a trial."""
    return with_facts(DelayRecord(name, DelayReason.CRIMINAL), facts)


def notices(about: NoticeAbout, on: date, *to: Recipient) -> tuple[Notice, ...]:
    """Return one notice to each."""
    return tuple(Notice(f"O{n}", each, about, on) for n, each in enumerate(to, 1))
