"""Parallel proceedings, such as an inquest, and what of a review they hold back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice
from cspr_tui.domain.values.field_metadata import FREE_TEXT, IDENTIFYING, LONG, NEUTRAL


class ProceedingType(Choice):
    """The kinds of process that run in parallel with a review."""

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
    """Whether a proceeding is expected, under way or concluded."""

    EXPECTED = "expected"
    OPEN = "open", "Running"
    CONCLUDED = "concluded"


class Gated(Choice):
    """The activities of a review that a gate can hold back."""

    FAMILY_CONTACT = "family_contact"
    PRACTITIONER_EVENT = "practitioner_event"
    DRAFT_SHARING = "draft_sharing"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Gate(Entry):
    """A hold that a proceeding puts on one activity of a review.

    It records who asked for it, when they were asked again, and who lifted it when.
    """

    holds: Gated = field(metadata=NEUTRAL)
    set_on: date | None = field(default=None, metadata=NEUTRAL)
    set_by: str = field(default="", metadata=IDENTIFYING)
    review_on: date | None = field(default=None, metadata=NEUTRAL)
    asked_on: tuple[date, ...] = field(default=(), metadata=NEUTRAL)
    cleared_on: date | None = field(default=None, metadata=NEUTRAL)
    cleared_by: str = field(default="", metadata=IDENTIFYING)
    evidence: str = field(default="", metadata=FREE_TEXT)

    @property
    def is_open(self) -> bool:
        """Whether the gate still holds something back."""
        return self.cleared_on is None


@dataclass(frozen=True, slots=True)
class KeyDate(Value):
    """A date in the other proceeding, such as a hearing."""

    label: str = field(metadata=FREE_TEXT)
    on: date = field(metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class ParallelProceeding(Entry):
    """Another process about the same events.

    None takes precedence by itself (SCIE quality marker, parallel processes);
    what it holds back is recorded gate by gate.
    """

    type: ProceedingType = field(metadata=NEUTRAL)
    lead: str = field(default="", metadata=IDENTIFYING)
    contact: str = field(default="", metadata=IDENTIFYING)
    status: ProceedingStatus = field(default=ProceedingStatus.OPEN, metadata=NEUTRAL)
    key_dates: tuple[KeyDate, ...] = field(default=(), metadata=FREE_TEXT)
    gates: tuple[Gate, ...] = field(default=(), metadata=IDENTIFYING)
    note: str = field(default="", metadata=FREE_TEXT | LONG)
