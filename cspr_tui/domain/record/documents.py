"""Papers of a review: pointers to files, report sections, what was exported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice

# The levels of detail that most reports can have, the coarsest first.
LEVELS = (Policy.PUBLIC, Policy.PARTNER, Policy.INTERNAL)


class DocumentKind(Choice):
    """What a paper is."""

    SIN_COPY = "sin_copy", "Notification copy"
    RR_REPORT = "rr_report", "Rapid review report"
    TERMS_OF_REFERENCE = "tor", "Terms of reference"
    CHRONOLOGY = "chronology"
    COMBINED_CHRONOLOGY = "combined_chronology"
    AGENCY_REPORT = "agency_report"
    DRAFT = "draft"
    FINAL = "final", "Final report"
    RESPONSE = "partnership_response"
    BRIEFING = "briefing", "7-minute briefing"
    PANEL_LETTER = "panel_letter", "National Panel letter"


@dataclass(frozen=True, slots=True)
class Document(Entry):
    """Where a paper is kept; the file itself stays there."""

    kind: DocumentKind
    title: str = ""
    version: str = ""
    on: date | None = None
    owner: str = ""
    location: str = ""


class SectionKind(Choice):
    """The parts of a publication report, in the order they are printed."""

    PURPOSE = "purpose", "Why this review was held"
    METHOD = "method", "How the review was done"
    FAMILY = "family", "What the family told us"
    NARRATIVE = "narrative", "What happened"
    ANALYSIS = "analysis"
    PRACTICE = "practice", "What worked well"
    CONCLUSION = "conclusion"
    CHANGED = "changed", "What has changed"


@dataclass(frozen=True, slots=True)
class ReportSection(Entry):
    """One part of the report as drafted, in Markdown, with real names in it."""

    kind: SectionKind
    text: str = ""
    source: str = ""
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChronologyEntry(Entry):
    """What an agency says happened to the child on a day."""

    on: date
    text: str
    agency: str = ""
    time: str = ""
    persons: tuple[str, ...] = ()
    source: str = ""
    received_on: date | None = None


class PlaceKind(Choice):
    """What a recorded place or number is."""

    SCHOOL = "school"
    HOSPITAL = "hospital"
    SURGERY = "surgery"
    PLACE = "place", "Place"
    ADDRESS = "address"
    ORGANISATION = "organisation"
    REFERENCE = "reference", "Reference number"


@dataclass(frozen=True, slots=True)
class Place(Entry):
    """A place, body or number that would identify the child."""

    kind: PlaceKind
    name: str
    aliases: tuple[str, ...] = ()
    pseudonym: str = ""
    may_be_named: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """A report somebody asks for; no level is the report's own, no sections are all."""

    kind: str = "publication"
    level: Policy | None = None
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportRecord(Entry):
    """One document that left: its kind, policy, name, hash and checker.

    `version` is the review's that it was made from, `sections` the words of those
    chosen; none of them means all.
    """

    at: datetime
    by: str
    report: str
    policy: str
    name: str
    sha256: str
    replaced: int = 0
    kept: int = 0
    checker: str = ""
    version: int = 0
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedCell(Value):
    """A cell of the tracker that has no field here, kept as it stood."""

    column: str
    text: str
