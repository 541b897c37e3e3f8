"""A review: everything that is recorded about one case, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
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


class Kind(Choice):
    """Which process a record follows."""

    REFERRAL_ONLY = "referral_only"
    RAPID_REVIEW = "rapid_review"
    LCSPR = "lcspr", "Local child safeguarding practice review"
    OTHER_LOCAL = "other_local_learning_review"
    NATIONAL = "national_review"
    LAC_DEATH = "lac_death_notification", "Looked-after child death notification"
    CARE_LEAVER = "care_leaver_notification"


class IncidentType(Choice):
    """What happened to the child."""

    DEATH = "death"
    SERIOUS_HARM = "serious_harm"
    OTHER = "other"


class HarmCategory(Choice):
    """The kind of harm."""

    PHYSICAL = "physical_abuse"
    NEGLECT = "neglect"
    SEXUAL = "sexual_abuse"
    EMOTIONAL = "emotional_abuse"
    SUDI = "sudi", "Sudden unexpected death in infancy"
    SUSPECTED_SUICIDE = "suspected_suicide"
    EXTRA_FAMILIAL = "extra_familial", "Harm or exploitation outside the family"
    OTHER = "other"


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
    """How a review stands as a whole; derived from what is recorded."""

    OPEN = "open"
    HELD = "publication_held_by_gate", "Publication held by a gate"
    PUBLISHED = "published"
    NOT_PUBLISHED = "not_published_improvements_only", "Improvements only"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Review(Value):
    """Everything of one review; frozen, a change returns a new one.

    `ref` is a random code and `public_code` another, so that neither leads to
    the child nor to each other. `local_ref` is the partnership's own reference
    and never leaves. `serial` numbers the entries and only grows.
    """

    ref: str
    public_code: str = ""
    alias: str = ""
    version: int = 0
    serial: int = 0
    local_ref: str = ""
    kind: Kind = Kind.RAPID_REVIEW
    stage: Stage = Stage.REFERRAL
    owner: str = ""
    cover: str = ""
    created_at: datetime | None = None
    restricted_to: str = ""

    incident_on: date | None = None
    incident_type: IncidentType = IncidentType.OTHER
    harm_category: HarmCategory = HarmCategory.OTHER
    looked_after: bool = False
    care_leaver: bool = False
    referred_on: date | None = None
    la_aware_on: date | None = None
    sin_ref: str = ""
    sin_sent_on: date | None = None
    sin_partners_told_on: date | None = None
    lac_death_notified_on: date | None = None
    care_leaver_notified_on: date | None = None
    late_reason: str = ""

    rr_returns_on: date | None = None
    rr_met_on: date | None = None
    rr_signed_on: date | None = None
    rr_sent_on: date | None = None
    rr_outcome: RapidReviewOutcome | None = None
    rr_rationale: str = ""
    panel_response: PanelResponse = PanelResponse.AWAITED
    panel_replied_on: date | None = None
    panel_summary: str = ""

    lcspr_decided_on: date | None = None
    decided_by: tuple[str, ...] = ()
    period_from: date | None = None
    period_to: date | None = None
    methodology: str = ""
    planned_publication_on: date | None = None
    revised_target_on: date | None = None
    published_on: date | None = None
    url: str = ""
    not_publishing_reason: str = ""
    removed_on: date | None = None
    nspcc_deposited_on: date | None = None

    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    closed_on: date | None = None
    retention_basis: str = ""
    disposal_review_on: date | None = None
    legal_hold: bool = False
    other_areas: tuple[str, ...] = ()
    access_list: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()

    people: tuple[Person, ...] = ()
    restrictions: tuple[ContactRestriction, ...] = ()
    contacts: tuple[FamilyContact, ...] = ()
    involvements: tuple[AgencyInvolvement, ...] = ()
    requests: tuple[Request, ...] = ()
    agency_contacts: tuple[AgencyContact, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    reviewers: tuple[Reviewer, ...] = ()
    documents: tuple[Document, ...] = ()
    proceedings: tuple[ParallelProceeding, ...] = ()
    delays: tuple[DelayRecord, ...] = ()
    notices: tuple[Notice, ...] = ()
    progress_checks: tuple[ProgressCheck, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[Action, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    chronology: tuple[ChronologyEntry, ...] = ()
    notes: tuple[Note, ...] = ()
    flags: tuple[Flag, ...] = ()
    bring_backs: tuple[BringBack, ...] = ()
    places: tuple[Place, ...] = ()
    decisions: tuple[WordingDecision, ...] = ()
    exports: tuple[ExportRecord, ...] = ()
    imported_cells: tuple[ImportedCell, ...] = ()
    imported_row: str = ""
    history: tuple[Change, ...] = ()

    @property
    def is_active(self) -> bool:
        """Whether the review still wants a person's time."""
        return self.closed_on is None and self.withdrawn_on is None

    @property
    def gates(self) -> tuple[Gate, ...]:
        """Every gate that any parallel proceeding has set."""
        return tuple(gate for other in self.proceedings for gate in other.gates)

    @property
    def status(self) -> Status:
        """How the review stands, the most final first."""
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
        """Return the bars in force on contacting that person on that day."""
        return tuple(
            bar
            for bar in self.restrictions
            if bar.person == person and bar.is_in_force(day)
        )
