"""Oversight of a review: notices, delays, checks, sign-offs, flags and notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cspr_tui.domain.values.base import Entry
from cspr_tui.domain.values.choice import Choice
from cspr_tui.domain.values.field_metadata import (
    ACCOUNT,
    FREE_TEXT,
    IDENTIFYING,
    LONG,
    NEUTRAL,
    labelled,
)


class Recipient(Choice):
    """Whom a notice goes to."""

    NATIONAL_PANEL = "panel", "National Panel"
    SECRETARY_OF_STATE = "sos", "Secretary of State / DfE"
    OFSTED = "ofsted", "Ofsted"
    PARTNERS = "partners", "Safeguarding partners"
    FAMILY = "family"
    STAFF = "staff"
    AGENCIES = "agencies"
    NSPCC = "nspcc", "NSPCC"
    PRESS_OFFICE = "press_office"


class NoticeAbout(Choice):
    """What a notice is about."""

    INITIATION = "initiation", "Decision to hold a review and reviewer"
    DELAY = "delay", "Reasons for delay"
    PRE_PUBLICATION = "pre_publication", "Report before publication"
    PUBLICATION = "publication"
    DEPOSIT = "deposit", "Deposit in the national collection"
    OTHER = "other", "Something else"


@dataclass(frozen=True, slots=True)
class Notice(Entry):
    """A formal notice to one recipient."""

    to: Recipient = field(metadata=NEUTRAL)
    about: NoticeAbout = field(metadata=NEUTRAL)
    sent_on: date = field(metadata=NEUTRAL)
    by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    note: str = field(default="", metadata=FREE_TEXT | LONG)


class DelayReason(Choice):
    """Why a review will be late."""

    CRIMINAL = "criminal_proceedings"
    INQUEST = "inquest"
    FAMILY_COURT = "family_court"
    AGENCY_RETURN = "late_agency_return"
    REVIEWER = "reviewer_capacity"
    FAMILY_REQUEST = "family_request"
    LEGAL_ADVICE = "legal_advice"
    NEW_INFORMATION = "new_information"
    SIGN_OFF = "sign_off", "Sign-off"
    OTHER = "other", "Other reason"


@dataclass(frozen=True, slots=True)
class DelayRecord(Entry):
    """A delay with its reason; it never moves the statutory date beside it."""

    reason: DelayReason = field(metadata=NEUTRAL)
    recorded_on: date | None = field(default=None, metadata=NEUTRAL)
    old_target_on: date | None = field(default=None, metadata=NEUTRAL)
    new_target_on: date | None = field(default=None, metadata=NEUTRAL)
    panel_told_on: date | None = field(default=None, metadata=NEUTRAL)
    sos_told_on: date | None = field(
        default=None, metadata=NEUTRAL | labelled("DfE told on")
    )
    family_told_on: date | None = field(default=None, metadata=NEUTRAL)
    note: str = field(default="", metadata=FREE_TEXT | LONG)


@dataclass(frozen=True, slots=True)
class ProgressCheck(Entry):
    """One check of time taken and quality (SI 2018/789 reg. 14(1))."""

    on: date = field(metadata=NEUTRAL)
    by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    timely: bool = field(default=True, metadata=NEUTRAL)
    outcome: str = field(default="", metadata=FREE_TEXT | LONG)


class Signatory(Choice):
    """The bodies and roles that sign a report off."""

    SUBGROUP = "subgroup", "Case review group"
    LOCAL_AUTHORITY = "local_authority"
    ICB = "icb", "Integrated care board"
    POLICE = "police"
    LEGAL = "legal", "Legal advice"
    DPO = "dpo", "Data protection officer"
    FAMILY_FEEDBACK = "family_feedback", "Family feedback considered"


@dataclass(frozen=True, slots=True)
class SignOff(Entry):
    """One signature, by role."""

    by: Signatory = field(metadata=NEUTRAL)
    on: date = field(metadata=NEUTRAL)
    note: str = field(default="", metadata=FREE_TEXT | LONG)


@dataclass(frozen=True, slots=True)
class Reviewer(Entry):
    """A lead reviewer; statute has the published report name them."""

    name: str = field(metadata=IDENTIFYING)
    contact: str = field(default="", metadata=IDENTIFYING)
    appointed_on: date | None = field(default=None, metadata=NEUTRAL)
    independent: bool = field(default=True, metadata=NEUTRAL)
    conflict_check: str = field(default="", metadata=FREE_TEXT)
    contract: str = field(default="", metadata=FREE_TEXT)
    capacity: str = field(default="", metadata=FREE_TEXT)
    removed_on: date | None = field(default=None, metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class Flag(Entry):
    """A warning shown to everyone who opens the review."""

    message: str = field(metadata=FREE_TEXT)
    raised_on: date = field(metadata=NEUTRAL)
    by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    review_on: date | None = field(default=None, metadata=NEUTRAL)
    lifted_on: date | None = field(default=None, metadata=NEUTRAL)
    lifted_reason: str = field(default="", metadata=FREE_TEXT)


@dataclass(frozen=True, slots=True)
class BringBack(Entry):
    """A reminder: a day on which the review comes back to the board."""

    on: date = field(metadata=NEUTRAL)
    text: str = field(default="", metadata=FREE_TEXT | LONG)
    by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    done_on: date | None = field(default=None, metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class Note(Entry):
    """A note in the work log."""

    on: date = field(metadata=NEUTRAL)
    text: str = field(metadata=FREE_TEXT | LONG)
    time: str = field(default="", metadata=NEUTRAL)
    by: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
