"""Agencies: the directory, requests to them, contacts with them and meetings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cspr_tui.domain.record.people import Channel, Direction
from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice
from cspr_tui.domain.values.field_metadata import (
    ACCOUNT,
    AGENCY,
    FREE_TEXT,
    IDENTIFYING,
    INTERNAL,
    LONG,
    NEUTRAL,
    POST,
)


class AgencyKind(Choice):
    """What sort of body an agency is."""

    LOCAL_AUTHORITY = "local_authority"
    POLICE = "police"
    ICB = "icb", "Integrated care board"
    HEALTH = "health", "Health provider"
    GP = "gp", "GP practice"
    SCHOOL = "school", "School or college"
    EARLY_YEARS = "early_years"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    HOUSING = "housing"
    CAFCASS = "cafcass", "Cafcass"
    VOLUNTARY = "voluntary", "Voluntary or faith"
    OTHER = "other", "Other body"


@dataclass(frozen=True, slots=True)
class AgencyOfficer(Value):
    """A post in an agency that deals with reviews, and who holds it."""

    role: str = field(metadata=IDENTIFYING | POST)
    name: str = field(default="", metadata=IDENTIFYING)
    phone: str = field(default="", metadata=IDENTIFYING)
    email: str = field(default="", metadata=IDENTIFYING)
    deputy: bool = field(default=False, metadata=NEUTRAL)

    @property
    def words(self) -> str:
        """The post, its holder and their contact details, in one line."""
        post = f"{self.role} (deputy)" if self.deputy else self.role
        known = [text for text in (self.name, self.phone, self.email) if text]
        return f"{post}: {', '.join(known)}" if known else post


@dataclass(frozen=True, slots=True)
class Agency(Entry):
    """A body in the partnership's directory.

    A small body (one school, one surgery) identifies the child and is masked in
    what leaves; `may_be_named` is for those as large as a police force.
    """

    name: str = field(metadata=IDENTIFYING)
    kind: AgencyKind = field(default=AgencyKind.OTHER, metadata=NEUTRAL)
    aliases: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    may_be_named: bool = field(default=True, metadata=NEUTRAL)
    officers: tuple[AgencyOfficer, ...] = field(default=(), metadata=IDENTIFYING)


class InvolvementStatus(Choice):
    """Whether an agency had anything to do with the child."""

    UNKNOWN = "unknown"
    INVOLVED = "involved"
    NIL_RETURN = "nil_return", "Nil return"


@dataclass(frozen=True, slots=True)
class AgencyInvolvement(Entry):
    """An agency's part in one review; `agency` is its name in the directory."""

    agency: str = field(metadata=IDENTIFYING | AGENCY)
    status: InvolvementStatus = field(
        default=InvolvementStatus.UNKNOWN, metadata=NEUTRAL
    )
    contact_role: str = field(default="", metadata=IDENTIFYING | POST)
    author_role: str = field(default="", metadata=IDENTIFYING | POST)
    note: str = field(default="", metadata=FREE_TEXT | LONG)


class RequestType(Choice):
    """What an agency, or the reviewer, is asked for."""

    SCOPING = "scoping", "Scoping return"
    RECORDS_SECURED = "records_secured", "Records secured"
    CHRONOLOGY = "chronology"
    AGENCY_REPORT = "agency_report", "Agency report"
    QA_QUERY = "qa_query", "QA query"
    ACCURACY_CHECK = "accuracy_check", "Factual accuracy check"
    REVIEWER_INFORMATION = "reviewer_information", "Reviewer information (reg. 14(2))"


class Answer(Choice):
    """How a request was answered; a nil return counts as an answer."""

    NONE = "none", "No reply"
    PART = "part", "Part received"
    RECEIVED = "received"
    NIL_RETURN = "nil_return", "Nil return"


class QaStatus(Choice):
    """The result of the quality check of what an agency returned."""

    NOT_CHECKED = "not_checked"
    QUERY = "query", "Query raised"
    RETURNED = "returned", "Returned for revision"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Chaser(Entry):
    """One reminder of a request, and the day on which to chase again."""

    on: date = field(metadata=NEUTRAL)
    by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    channel: Channel = field(default=Channel.EMAIL, metadata=NEUTRAL)
    next_on: date | None = field(default=None, metadata=NEUTRAL)
    escalated_to: str = field(default="", metadata=IDENTIFYING)
    note: str = field(default="", metadata=FREE_TEXT | LONG)


@dataclass(frozen=True, slots=True)
class Request(Entry):
    """Something asked of an agency; `due_on` is set by a person or by default."""

    agency: str = field(metadata=IDENTIFYING | AGENCY)
    type: RequestType = field(metadata=NEUTRAL)
    sent_on: date | None = field(default=None, metadata=NEUTRAL)
    due_on: date | None = field(default=None, metadata=NEUTRAL)
    answer: Answer = field(default=Answer.NONE, metadata=NEUTRAL)
    received_on: date | None = field(default=None, metadata=NEUTRAL)
    qa_status: QaStatus = field(default=QaStatus.NOT_CHECKED, metadata=NEUTRAL)
    signed_off_by_role: str = field(default="", metadata=IDENTIFYING | POST)
    chasers: tuple[Chaser, ...] = field(default=(), metadata=IDENTIFYING)
    escalated_to: str = field(default="", metadata=IDENTIFYING)
    escalated_on: date | None = field(default=None, metadata=NEUTRAL)
    withdrawn_on: date | None = field(default=None, metadata=NEUTRAL)
    note: str = field(default="", metadata=FREE_TEXT | LONG)

    @property
    def answered_on(self) -> date | None:
        """The day on which a complete answer or a nil return was received, if any."""
        whole = self.answer in {Answer.RECEIVED, Answer.NIL_RETURN}
        return self.received_on if whole else None

    @property
    def title(self) -> str:
        """The type of request and the agency, as a list shows it."""
        return f"{self.type.label}: {self.agency}"


@dataclass(frozen=True, slots=True)
class AgencyContact(Entry):
    """One call, message or visit between the partnership and an agency."""

    agency: str = field(metadata=IDENTIFYING | AGENCY)
    on: date = field(metadata=NEUTRAL)
    time: str = field(default="", metadata=NEUTRAL)
    channel: Channel = field(default=Channel.PHONE, metadata=NEUTRAL)
    direction: Direction = field(default=Direction.OUT, metadata=NEUTRAL)
    by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    request: str = field(default="", metadata=INTERNAL)
    note: str = field(default="", metadata=FREE_TEXT | LONG)


class MeetingType(Choice):
    """What a meeting is for."""

    RAPID_REVIEW = "rapid_review", "Rapid review meeting"
    REVIEW_PANEL = "review_panel", "Review panel"
    LEARNING_EVENT = "practitioner_learning_event", "Practitioner learning event"
    FAMILY = "family", "Family meeting"
    EXECUTIVE = "executive_sign_off", "Executive sign-off"
    CASE_REVIEW_GROUP = "case_review_group"


class AttendanceStatus(Choice):
    """Whether an agency attended a meeting."""

    INVITED = "invited"
    ATTENDED = "attended"
    DEPUTY = "deputy", "Deputy came"
    APOLOGIES = "apologies"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Attendance(Value):
    """An agency's attendance at a meeting: by role, never by name."""

    agency: str = field(metadata=IDENTIFYING | AGENCY)
    role: str = field(default="", metadata=IDENTIFYING | POST)
    status: AttendanceStatus = field(default=AttendanceStatus.INVITED, metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class Meeting(Entry):
    """A meeting that is planned, was held or was cancelled."""

    type: MeetingType = field(metadata=NEUTRAL)
    on: date = field(metadata=NEUTRAL)
    time: str = field(default="", metadata=NEUTRAL)
    attendance: tuple[Attendance, ...] = field(default=(), metadata=IDENTIFYING)
    cancelled_on: date | None = field(default=None, metadata=NEUTRAL)
    note: str = field(default="", metadata=FREE_TEXT | LONG)
