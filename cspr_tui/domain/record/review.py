"""A review: everything that is recorded about one case, and the stage it is at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.agencies import (
    AgencyContact,
    AgencyInvolvement,
    Meeting,
    Request,
)
from cspr_tui.domain.record.documents import (
    ChronologyEntry,
    Document,
    ExportRecord,
    ImportedCell,
    Place,
    ReportSection,
)
from cspr_tui.domain.record.incident import HarmCategory, IncidentType
from cspr_tui.domain.record.learning import Action, Lesson, Recommendation
from cspr_tui.domain.record.oversight import (
    BringBack,
    DelayRecord,
    Flag,
    Note,
    Notice,
    ProgressCheck,
    Reviewer,
    SignOff,
)
from cspr_tui.domain.record.people import ContactRestriction, FamilyContact, Person
from cspr_tui.domain.record.proceedings import Gate, ParallelProceeding
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.record.wording_decisions import WordingDecision
from cspr_tui.domain.values.base import Value
from cspr_tui.domain.values.choice import Choice
from cspr_tui.domain.values.field_metadata import (
    ACCOUNT,
    FREE_TEXT,
    IDENTIFYING,
    INTERNAL,
    NEUTRAL,
    recorded_date,
)


class ReviewKind(Choice):
    """Which process a record follows."""

    REFERRAL_ONLY = "referral_only"
    RAPID_REVIEW = "rapid_review"
    LCSPR = "lcspr", "Local child safeguarding practice review"
    OTHER_LOCAL = "other_local_learning_review"
    NATIONAL = "national_review"
    LAC_DEATH = "lac_death_notification", "Looked-after child death notification"
    CARE_LEAVER = "care_leaver_notification"


class RapidReviewOutcome(Choice):
    """What the partners decided after the rapid review."""

    NO_FURTHER = "no_further_review"
    LCSPR = "lcspr", "Local review"
    NATIONAL = "refer_national", "Refer as possibly national"
    OTHER_LEARNING = "other_learning"


class PanelResponse(Choice):
    """What the National Panel answered."""

    AWAITED = "awaited"
    AGREES = "agrees"
    CHALLENGES = "challenges"
    MORE_INFO = "more_info", "Asks for more"
    NATIONAL = "national", "National review"


class Status(Choice):
    """The overall status of a review, derived from what is recorded."""

    OPEN = "open"
    HELD = "publication_held_by_gate", "Publication held by a gate"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not_published_improvements_only", "Improvements only"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Review(Value):
    """Everything recorded about one review; immutable, a change makes a new one.

    `ref` is a random code and `public_code` another, so that neither leads to
    the child nor to each other. `local_ref` is the partnership's own reference
    and never leaves. `serial` numbers the entries and only grows.
    """

    ref: str = field(metadata=IDENTIFYING)
    public_code: str = field(default="", metadata=NEUTRAL)
    alias: str = field(default="", metadata=IDENTIFYING)
    version: int = field(default=0, metadata=INTERNAL)
    serial: int = field(default=0, metadata=INTERNAL)
    local_ref: str = field(default="", metadata=IDENTIFYING)
    kind: ReviewKind = field(default=ReviewKind.RAPID_REVIEW, metadata=NEUTRAL)
    stage: Stage = field(default=Stage.REFERRAL, metadata=NEUTRAL)
    owner: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    cover: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    created_at: datetime | None = field(default=None, metadata=INTERNAL)
    restricted_to: str = field(default="", metadata=INTERNAL)

    incident_on: date | None = field(
        default=None, metadata=recorded_date(10, "Incident")
    )
    incident_type: IncidentType = field(default=IncidentType.OTHER, metadata=NEUTRAL)
    harm_category: HarmCategory = field(default=HarmCategory.OTHER, metadata=NEUTRAL)
    looked_after: bool = field(default=False, metadata=NEUTRAL)
    care_leaver: bool = field(default=False, metadata=NEUTRAL)
    referred_on: date | None = field(
        default=None, metadata=recorded_date(20, "Referral received")
    )
    la_aware_on: date | None = field(
        default=None, metadata=recorded_date(30, "Council became aware")
    )
    sin_ref: str = field(default="", metadata=IDENTIFYING)
    sin_sent_on: date | None = field(
        default=None,
        metadata=recorded_date(40, "Notification sent to National Panel"),
    )
    sin_partners_told_on: date | None = field(
        default=None, metadata=recorded_date(50, "Safeguarding partners told")
    )
    lac_death_notified_on: date | None = field(
        default=None,
        metadata=recorded_date(60, "Looked-after child death notified"),
    )
    care_leaver_notified_on: date | None = field(
        default=None, metadata=recorded_date(70, "Care leaver death notified")
    )
    late_reason: str = field(default="", metadata=FREE_TEXT)

    rr_returns_on: date | None = field(
        default=None,
        metadata=recorded_date(80, "All rapid review returns in"),
    )
    rr_met_on: date | None = field(
        default=None, metadata=recorded_date(90, "Rapid review meeting held")
    )
    rr_signed_on: date | None = field(
        default=None,
        metadata=recorded_date(100, "Partners signed the rapid review"),
    )
    rr_sent_on: date | None = field(
        default=None,
        metadata=recorded_date(110, "Rapid review sent to National Panel"),
    )
    rr_outcome: RapidReviewOutcome | None = field(default=None, metadata=NEUTRAL)
    rr_rationale: str = field(default="", metadata=FREE_TEXT)
    panel_response: PanelResponse = field(
        default=PanelResponse.AWAITED, metadata=NEUTRAL
    )
    panel_replied_on: date | None = field(
        default=None, metadata=recorded_date(120, "National Panel replied")
    )
    panel_summary: str = field(default="", metadata=FREE_TEXT)

    lcspr_decided_on: date | None = field(
        default=None,
        metadata=recorded_date(130, "Decision to hold a local review"),
    )
    decided_by: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    period_from: date | None = field(
        default=None, metadata=recorded_date(190, "Period under review from")
    )
    period_to: date | None = field(
        default=None, metadata=recorded_date(200, "Period under review to")
    )
    methodology: str = field(default="", metadata=FREE_TEXT)
    planned_publication_on: date | None = field(
        default=None,
        metadata=recorded_date(140, "Planned publication", may_lie_ahead=True),
    )
    revised_target_on: date | None = field(
        default=None,
        metadata=recorded_date(150, "Revised target", may_lie_ahead=True),
    )
    published_on: date | None = field(
        default=None, metadata=recorded_date(160, "Published")
    )
    url: str = field(default="", metadata=NEUTRAL)
    not_publishing_reason: str = field(default="", metadata=FREE_TEXT)
    removed_on: date | None = field(
        default=None, metadata=recorded_date(180, "Taken off the website")
    )
    nspcc_deposited_on: date | None = field(
        default=None, metadata=recorded_date(170, "Deposited with NSPCC")
    )

    withdrawn_on: date | None = field(default=None, metadata=NEUTRAL)
    withdrawn_reason: str = field(default="", metadata=FREE_TEXT)
    closed_on: date | None = field(default=None, metadata=NEUTRAL)
    retention_basis: str = field(default="", metadata=NEUTRAL)
    disposal_review_on: date | None = field(
        default=None,
        metadata=recorded_date(210, "Review for disposal", may_lie_ahead=True),
    )
    legal_hold: bool = field(default=False, metadata=NEUTRAL)
    other_areas: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    access_list: tuple[str, ...] = field(default=(), metadata=IDENTIFYING | ACCOUNT)
    themes: tuple[str, ...] = field(default=(), metadata=FREE_TEXT)

    people: tuple[Person, ...] = field(default=(), metadata=IDENTIFYING)
    restrictions: tuple[ContactRestriction, ...] = field(
        default=(), metadata=IDENTIFYING
    )
    contacts: tuple[FamilyContact, ...] = field(default=(), metadata=IDENTIFYING)
    involvements: tuple[AgencyInvolvement, ...] = field(
        default=(), metadata=IDENTIFYING
    )
    requests: tuple[Request, ...] = field(default=(), metadata=IDENTIFYING)
    agency_contacts: tuple[AgencyContact, ...] = field(default=(), metadata=IDENTIFYING)
    meetings: tuple[Meeting, ...] = field(default=(), metadata=IDENTIFYING)
    reviewers: tuple[Reviewer, ...] = field(default=(), metadata=IDENTIFYING)
    documents: tuple[Document, ...] = field(default=(), metadata=IDENTIFYING)
    proceedings: tuple[ParallelProceeding, ...] = field(
        default=(), metadata=IDENTIFYING
    )
    delays: tuple[DelayRecord, ...] = field(default=(), metadata=FREE_TEXT)
    notices: tuple[Notice, ...] = field(default=(), metadata=IDENTIFYING)
    progress_checks: tuple[ProgressCheck, ...] = field(default=(), metadata=IDENTIFYING)
    sign_offs: tuple[SignOff, ...] = field(default=(), metadata=FREE_TEXT)
    lessons: tuple[Lesson, ...] = field(default=(), metadata=FREE_TEXT)
    recommendations: tuple[Recommendation, ...] = field(default=(), metadata=FREE_TEXT)
    actions: tuple[Action, ...] = field(default=(), metadata=IDENTIFYING)
    sections: tuple[ReportSection, ...] = field(default=(), metadata=FREE_TEXT)
    chronology: tuple[ChronologyEntry, ...] = field(default=(), metadata=IDENTIFYING)
    notes: tuple[Note, ...] = field(default=(), metadata=IDENTIFYING)
    flags: tuple[Flag, ...] = field(default=(), metadata=IDENTIFYING)
    bring_backs: tuple[BringBack, ...] = field(default=(), metadata=IDENTIFYING)
    places: tuple[Place, ...] = field(default=(), metadata=IDENTIFYING)
    decisions: tuple[WordingDecision, ...] = field(default=(), metadata=IDENTIFYING)
    exports: tuple[ExportRecord, ...] = field(default=(), metadata=IDENTIFYING)
    imported_cells: tuple[ImportedCell, ...] = field(default=(), metadata=IDENTIFYING)
    imported_row: str = field(default="", metadata=INTERNAL)
    history: tuple[Change, ...] = field(default=(), metadata=IDENTIFYING)

    @property
    def is_active(self) -> bool:
        """Whether the review is neither closed nor withdrawn."""
        return self.closed_on is None and self.withdrawn_on is None

    @property
    def gates(self) -> tuple[Gate, ...]:
        """Every gate that any parallel proceeding has set."""
        return tuple(gate for other in self.proceedings for gate in other.gates)

    @property
    def status(self) -> Status:
        """The overall status; the most final one that applies."""
        if self.withdrawn_on is not None:
            return Status.WITHDRAWN
        if self.closed_on is not None:
            return Status.CLOSED
        if self.published_on is not None:
            improvements_only = bool(self.not_publishing_reason)
            return Status.NOT_PUBLISHED if improvements_only else Status.PUBLISHED
        return Status.HELD if self._publication_is_held else Status.OPEN

    @property
    def _publication_is_held(self) -> bool:
        return any(g.is_open and g.holds == "publication" for g in self.gates)

    @property
    def lead_reviewer(self) -> Reviewer | None:
        """The reviewer appointed last and not removed, if any."""
        current = [r for r in self.reviewers if r.removed_on is None]
        return current[-1] if current else None

    def restrictions_on(self, person: str, day: date) -> tuple[ContactRestriction, ...]:
        """Return the restrictions on contacting that person in force on that day."""
        return tuple(
            bar
            for bar in self.restrictions
            if bar.person == person and bar.is_in_force(day)
        )
