"""Proceedings that run beside a review, and the gates they close on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice


class ProceedingType(Choice):
    """What runs beside the review."""

    CRIMINAL = "criminal", "Police investigation or prosecution"
    INQUEST = "inquest"
    CHILD_DEATH_REVIEW = "child_death_review"
    FAMILY_COURT = "family_court", "Care or family proceedings"
    DOMESTIC_ABUSE_REVIEW = "dhr", "Domestic abuse related death review"
    SAFEGUARDING_ADULT_REVIEW = "sar", "Safeguarding adult review"
    PATIENT_SAFETY = "patient_safety", "Patient safety investigation"
    POLICE_CONDUCT = "police_conduct", "IOPC or police conduct"
    MAPPA = "mappa", "MAPPA serious case review"
    OFFENSIVE_WEAPONS = "owhr", "Offensive weapons homicide review"
    EMPLOYMENT = "employment", "LADO, employment or regulator"
    INSPECTION = "inspection", "Ofsted, JTAI or CQC"


class ProceedingStatus(Choice):
    """Whether it still runs."""

    EXPECTED = "expected"
    OPEN = "open", "Running"
    CONCLUDED = "concluded"


class Gated(Choice):
    """What a gate holds back."""

    FAMILY_CONTACT = "family_contact"
    PRACTITIONER_EVENT = "practitioner_event"
    DRAFT_SHARING = "draft_sharing"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Gate(Entry):
    """Something that must wait, who said so, and when they were last asked."""

    holds: Gated
    set_on: date | None = None
    set_by: str = ""
    review_on: date | None = None
    asked_on: tuple[date, ...] = ()
    cleared_on: date | None = None
    cleared_by: str = ""
    evidence: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the gate still holds something back."""
        return self.cleared_on is None


@dataclass(frozen=True, slots=True)
class KeyDate(Value):
    """A date in the other proceeding, such as a hearing."""

    label: str
    on: date


@dataclass(frozen=True, slots=True)
class ParallelProceeding(Entry):
    """Another process about the same events.

    None takes precedence by itself (SCIE quality marker, parallel processes);
    what it holds back is recorded gate by gate.
    """

    type: ProceedingType
    lead: str = ""
    contact: str = ""
    status: ProceedingStatus = ProceedingStatus.OPEN
    key_dates: tuple[KeyDate, ...] = ()
    gates: tuple[Gate, ...] = ()
    note: str = ""
