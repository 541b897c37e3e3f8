"""The family and others in a review: who they are and how they may be reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice
from cspr_tui.domain.values.field_metadata import (
    ACCOUNT,
    FREE_TEXT,
    IDENTIFYING,
    INTERNAL,
    LONG,
    NEUTRAL,
    PERSON_CODE,
    labelled,
)


class PersonRole(Choice):
    """What a person is to the subject child."""

    SUBJECT_CHILD = "subject_child"
    MOTHER = "mother"
    FATHER = "father"
    STEP_PARENT = "step_parent", "Step-parent"
    PARENTS_PARTNER = "parents_partner", "Parent's partner"
    SIBLING = "sibling"
    MATERNAL_GRANDMOTHER = "maternal_grandmother"
    MATERNAL_GRANDFATHER = "maternal_grandfather"
    PATERNAL_GRANDMOTHER = "paternal_grandmother"
    PATERNAL_GRANDFATHER = "paternal_grandfather"
    AUNT = "aunt"
    UNCLE = "uncle"
    OTHER_KIN = "other_kin"
    FOSTER_CARER = "foster_carer"
    ADOPTER = "adopter"
    SPECIAL_GUARDIAN = "special_guardian"
    SIGNIFICANT_FRIEND = "significant_friend"
    PRACTITIONER = "practitioner"
    OTHER = "other", "Someone else"


class EngagementStatus(Choice):
    """How far a family member's involvement in the review has got."""

    NOT_YET_APPROACHED = "not_yet_approached"
    ON_HOLD = "on_hold", "Approach on hold"
    INVITED = "invited"
    NO_REPLY = "no_reply"
    ACCEPTED = "accepted"
    MET = "met"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NOT_APPROPRIATE = "not_appropriate"


class RestrictionType(Choice):
    """Why someone must not be contacted freely."""

    POLICE_HOLD = "police_hold", "Police or CPS hold"
    COURT_ORDER = "court_order", "Court order or bail condition"
    VIA_THIRD_PARTY = "via_third_party", "Only through someone else"
    DECLINED = "declined", "Declined, do not approach"
    UNSAFE_CHANNEL = "unsafe_channel", "Unsafe way of contact"


class Channel(Choice):
    """How a contact was made."""

    PHONE = "phone", "Call"
    VISIT = "visit"
    LETTER = "letter"
    LEAFLET = "leaflet"
    EMAIL = "email", "E-mail"
    VIDEO = "video"
    MEETING = "meeting"
    VIA_ADVOCATE = "via_advocate", "Through an advocate"
    VIA_FLO = "via_flo", "Through the family liaison officer"
    VIA_SOCIAL_WORKER = "via_social_worker", "Through the social worker"


class Direction(Choice):
    """Who began the contact."""

    OUT = "out", "From us"
    IN = "in", "From them"


class Purpose(Choice):
    """What a family contact was for; the leaflet's promises are kept by these."""

    OTHER = "other", "General contact"
    INFORM = "inform", "Told of the review"
    LEAFLET = "leaflet", "Leaflet given"
    INVITE = "invite", "Invited to meet the lead reviewer"
    MEETING = "meeting", "Met the lead reviewer"
    UPDATE = "update", "Update on progress"
    DELAY_NOTICE = "delay_notice", "Told of delay"
    DRAFT_SHARING = "draft_sharing", "Draft shared"
    FEEDBACK = "feedback", "Feedback on the draft"
    LEARNING_SHARED = "learning_shared", "Key learning shared"
    REPORT_GIVEN = "report_given", "Copy of the report given"
    PRE_PUBLICATION = "pre_publication_notice", "Told before publication"
    POST_PUBLICATION = "post_publication_progress", "Told what changed since"


class ContactOutcome(Choice):
    """What came of a contact."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    SENT = "sent"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class ContactPreferences(Value):
    """How a family member wishes to be contacted and met."""

    language: str = field(default="", metadata=FREE_TEXT)
    interpreter: str = field(default="", metadata=IDENTIFYING)
    not_interpreter: str = field(default="", metadata=IDENTIFYING)
    format: str = field(default="", metadata=FREE_TEXT)
    channel: str = field(default="", metadata=FREE_TEXT)
    safe_times: str = field(default="", metadata=FREE_TEXT)
    safe_words: str = field(default="", metadata=FREE_TEXT)
    advocate: str = field(default="", metadata=IDENTIFYING)
    venue: str = field(default="", metadata=FREE_TEXT)
    name_to_use: str = field(default="", metadata=IDENTIFYING)
    tribute: str = field(default="", metadata=FREE_TEXT)
    told_of_press: bool = field(default=False, metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class SensitiveDate(Value):
    """A day of the year to avoid for contact, such as a birthday."""

    label: str = field(metadata=FREE_TEXT)
    month: int = field(metadata=NEUTRAL)
    day: int = field(metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class Person(Entry):
    """A person whom the record names; these details are never exported."""

    role: PersonRole = field(default=PersonRole.OTHER, metadata=NEUTRAL)
    relation: str = field(default="", metadata=FREE_TEXT)
    forename: str = field(default="", metadata=IDENTIFYING)
    middle_names: str = field(default="", metadata=IDENTIFYING)
    surname: str = field(default="", metadata=IDENTIFYING)
    aliases: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    pseudonym: str = field(default="", metadata=NEUTRAL)
    sex: str = field(default="", metadata=NEUTRAL)
    dob: date | None = field(
        default=None, metadata=IDENTIFYING | labelled("Date of birth")
    )
    deceased_on: date | None = field(default=None, metadata=NEUTRAL)
    parental_responsibility: bool = field(
        default=False, metadata=NEUTRAL | labelled("Parental resp.")
    )
    nhs: str = field(default="", metadata=IDENTIFYING | labelled("NHS number"))
    ni: str = field(default="", metadata=IDENTIFYING | labelled("NI number"))
    upn: str = field(default="", metadata=IDENTIFYING | labelled("UPN"))
    phones: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    emails: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    addresses: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    handles: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    vehicles: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    suspect: bool = field(default=False, metadata=NEUTRAL)
    witness: bool = field(default=False, metadata=NEUTRAL)
    victim_of_abuse: bool = field(default=False, metadata=NEUTRAL)
    in_custody: bool = field(default=False, metadata=NEUTRAL)
    address_confidential: bool = field(default=False, metadata=NEUTRAL)
    preferences: ContactPreferences = field(
        default=ContactPreferences(), metadata=IDENTIFYING
    )
    sensitive_dates: tuple[SensitiveDate, ...] = field(default=(), metadata=FREE_TEXT)
    engagement: EngagementStatus = field(
        default=EngagementStatus.NOT_YET_APPROACHED, metadata=NEUTRAL
    )
    engagement_reason: str = field(default="", metadata=FREE_TEXT)
    note: str = field(default="", metadata=FREE_TEXT | LONG)

    @property
    def name(self) -> str:
        """The full name as recorded, forename first."""
        parts = (self.forename, self.middle_names, self.surname)
        return " ".join(part for part in parts if part)

    @property
    def kinship(self) -> str:
        """What a list calls this person without naming anyone."""
        return self.relation or self.role.label

    @property
    def is_engaged(self) -> bool:
        """Whether the promises to families are to be kept towards this person.

        Not those who died, who are staff, who declined or left, or for whom a
        reason was recorded why involving them is not appropriate.
        """
        return (
            self.deceased_on is None
            and self.role is not PersonRole.PRACTITIONER
            and self.engagement not in ENDED_ENGAGEMENT
        )


ENDED_ENGAGEMENT = frozenset(
    {
        EngagementStatus.DECLINED,
        EngagementStatus.WITHDRAWN,
        EngagementStatus.NOT_APPROPRIATE,
    }
)


@dataclass(frozen=True, slots=True)
class ContactRestriction(Entry):
    """A restriction on contacting a person: who asked for it, and its dates."""

    person: str = field(metadata=INTERNAL | PERSON_CODE)
    type: RestrictionType = field(metadata=NEUTRAL)
    requested_by: str = field(default="", metadata=IDENTIFYING)
    from_on: date | None = field(default=None, metadata=NEUTRAL)
    review_on: date | None = field(default=None, metadata=NEUTRAL)
    asked_on: tuple[date, ...] = field(default=(), metadata=NEUTRAL)
    lifted_on: date | None = field(default=None, metadata=NEUTRAL)
    via: str = field(default="", metadata=IDENTIFYING)
    note: str = field(default="", metadata=FREE_TEXT | LONG)

    def is_in_force(self, day: date) -> bool:
        """Whether the restriction applies on that day."""
        begun = self.from_on is None or self.from_on <= day
        return begun and (self.lifted_on is None or day < self.lifted_on)


@dataclass(frozen=True, slots=True)
class FamilyContact(Entry):
    """One contact with family, made or attempted; its note is never exported."""

    persons: tuple[str, ...] = field(metadata=INTERNAL | PERSON_CODE)
    on: date = field(metadata=NEUTRAL)
    time: str = field(default="", metadata=NEUTRAL)
    channel: Channel = field(default=Channel.PHONE, metadata=NEUTRAL)
    direction: Direction = field(default=Direction.OUT, metadata=NEUTRAL)
    by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    purpose: Purpose = field(default=Purpose.OTHER, metadata=NEUTRAL)
    outcome: ContactOutcome = field(default=ContactOutcome.REACHED, metadata=NEUTRAL)
    next_due_on: date | None = field(default=None, metadata=NEUTRAL)
    despite: str = field(default="", metadata=FREE_TEXT)
    note: str = field(default="", metadata=FREE_TEXT | LONG)

    @property
    def was_made(self) -> bool:
        """Whether the person was reached or the letter went out."""
        return self.outcome in {ContactOutcome.REACHED, ContactOutcome.SENT}
