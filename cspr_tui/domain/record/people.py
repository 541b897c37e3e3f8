"""The family and others in a review: who they are and how they may be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice


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
    """How far someone's part in the review has got."""

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
class Preferences(Value):
    """How someone wishes to be met."""

    language: str = ""
    interpreter: str = ""
    not_interpreter: str = ""
    format: str = ""
    channel: str = ""
    safe_times: str = ""
    safe_words: str = ""
    advocate: str = ""
    venue: str = ""
    name_to_use: str = ""
    tribute: str = ""
    told_of_press: bool = False


@dataclass(frozen=True, slots=True)
class SensitiveDate(Value):
    """A day of the year to avoid for contact, such as a birthday."""

    label: str
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Person(Entry):
    """Someone the record names; everything here identifies and never leaves."""

    role: PersonRole = PersonRole.OTHER
    relation: str = ""
    forename: str = ""
    middle_names: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    pseudonym: str = ""
    sex: str = ""
    dob: date | None = None
    deceased_on: date | None = None
    parental_responsibility: bool = False
    nhs: str = ""
    ni: str = ""
    upn: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()
    suspect: bool = False
    witness: bool = False
    victim_of_abuse: bool = False
    in_custody: bool = False
    address_confidential: bool = False
    preferences: Preferences = Preferences()
    sensitive_dates: tuple[SensitiveDate, ...] = ()
    engagement: EngagementStatus = EngagementStatus.NOT_YET_APPROACHED
    engagement_reason: str = ""
    note: str = ""

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
    """A bar on contacting someone, with who asked for it and until when."""

    person: str
    type: RestrictionType
    requested_by: str = ""
    from_on: date | None = None
    review_on: date | None = None
    asked_on: tuple[date, ...] = ()
    lifted_on: date | None = None
    via: str = ""
    note: str = ""

    def is_in_force(self, day: date) -> bool:
        """Whether the bar holds on that day."""
        begun = self.from_on is None or self.from_on <= day
        return begun and (self.lifted_on is None or day < self.lifted_on)


@dataclass(frozen=True, slots=True)
class FamilyContact(Entry):
    """One contact with family, made or tried; the note never leaves."""

    persons: tuple[str, ...]
    on: date
    time: str = ""
    channel: Channel = Channel.PHONE
    direction: Direction = Direction.OUT
    by: str = ""
    purpose: Purpose = Purpose.OTHER
    outcome: ContactOutcome = ContactOutcome.REACHED
    next_due_on: date | None = None
    despite: str = ""
    note: str = ""

    @property
    def was_made(self) -> bool:
        """Whether the person was reached or the letter went out."""
        return self.outcome in {ContactOutcome.REACHED, ContactOutcome.SENT}
