"""The kinds of entry in a review: field, id letter and label of each."""

from __future__ import annotations

from cspr_tui.domain.record.agencies import (
    AgencyContact,
    AgencyInvolvement,
    Meeting,
    Request,
)
from cspr_tui.domain.record.documents import ChronologyEntry, Document, Place
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
from cspr_tui.domain.record.proceedings import ParallelProceeding
from cspr_tui.domain.values.base import Entry

# The letter that an entry's name begins with, by the field it stands in.
PREFIX: dict[str, str] = {
    "people": "P",
    "places": "O",
    "restrictions": "B",
    "contacts": "C",
    "involvements": "V",
    "requests": "R",
    "agency_contacts": "I",
    "meetings": "M",
    "reviewers": "W",
    "documents": "D",
    "proceedings": "L",
    "delays": "Y",
    "notices": "T",
    "progress_checks": "K",
    "sign_offs": "S",
    "lessons": "E",
    "recommendations": "Q",
    "actions": "A",
    "sections": "Z",
    "chronology": "J",
    "notes": "N",
    "flags": "F",
    "bring_backs": "U",
    "exports": "X",
    "decisions": "KW",
}
# Entries inside entries: the field, and the letter.
INNER = {"requests": ("chasers", "H"), "proceedings": ("gates", "G")}

# What a coordinator fills in field by field, in the order it is offered.
FILLED_IN: dict[str, tuple[type[Entry], str]] = {
    "people": (Person, "Person"),
    "restrictions": (ContactRestriction, "Restriction on contact"),
    "reviewers": (Reviewer, "Lead reviewer"),
    "involvements": (AgencyInvolvement, "Agency's involvement"),
    "requests": (Request, "Request to an agency"),
    "meetings": (Meeting, "Meeting"),
    "proceedings": (ParallelProceeding, "Parallel proceeding"),
    "delays": (DelayRecord, "Delay"),
    "notices": (Notice, "Notice"),
    "progress_checks": (ProgressCheck, "Time and quality check"),
    "lessons": (Lesson, "Lesson"),
    "recommendations": (Recommendation, "Recommendation"),
    "actions": (Action, "Action"),
    "sign_offs": (SignOff, "Sign-off"),
    "documents": (Document, "Document"),
    "chronology": (ChronologyEntry, "Chronology entry"),
    "places": (Place, "Place or reference number"),
    "flags": (Flag, "Flag"),
    "bring_backs": (BringBack, "Bring-back date"),
    "contacts": (FamilyContact, "Contact with family"),
    "agency_contacts": (AgencyContact, "Contact with an agency"),
    "notes": (Note, "Note"),
}
