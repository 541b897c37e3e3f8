"""Documents of a review: file pointers, report sections, places, exports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from cspr_tui.domain.identity import Policy
from cspr_tui.domain.values.base import Entry, Value
from cspr_tui.domain.values.choice import Choice
from cspr_tui.domain.values.field_metadata import (
    ACCOUNT,
    AGENCY,
    FREE_TEXT,
    IDENTIFYING,
    INTERNAL,
    LONG,
    MARKDOWN,
    NEUTRAL,
    PERSON_CODE,
    POST,
)

# The levels of detail that most reports can have, the coarsest first.
LEVELS = (Policy.PUBLIC, Policy.PARTNER, Policy.INTERNAL)


class DocumentKind(Choice):
    """The kinds of document that a review points to."""

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
    """A pointer to a file that is kept elsewhere; the file itself is not stored."""

    kind: DocumentKind = field(metadata=NEUTRAL)
    title: str = field(default="", metadata=FREE_TEXT)
    version: str = field(default="", metadata=NEUTRAL)
    on: date | None = field(default=None, metadata=NEUTRAL)
    owner: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    location: str = field(default="", metadata=INTERNAL)


class SectionKind(Choice):
    """The sections of a publication report that people write.

    The report's template sets the order in which they are printed.
    """

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
    """One section of the report as drafted, in Markdown and with real names."""

    kind: SectionKind = field(metadata=NEUTRAL)
    text: str = field(default="", metadata=FREE_TEXT | MARKDOWN)
    source: str = field(default="", metadata=FREE_TEXT)
    received_on: date | None = field(default=None, metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class ChronologyEntry(Entry):
    """What an agency's chronology says happened to the child on a day."""

    on: date = field(metadata=NEUTRAL)
    text: str = field(metadata=FREE_TEXT | LONG)
    agency: str = field(default="", metadata=IDENTIFYING | AGENCY)
    time: str = field(default="", metadata=NEUTRAL)
    persons: tuple[str, ...] = field(default=(), metadata=INTERNAL | PERSON_CODE)
    source: str = field(default="", metadata=FREE_TEXT)
    received_on: date | None = field(default=None, metadata=NEUTRAL)


class PlaceKind(Choice):
    """The kinds of place, body or number that are recorded to be masked."""

    SCHOOL = "school"
    HOSPITAL = "hospital"
    SURGERY = "surgery"
    PLACE = "place", "Place"
    ADDRESS = "address"
    ORGANISATION = "organisation"
    REFERENCE = "reference", "Reference number"


@dataclass(frozen=True, slots=True)
class Place(Entry):
    """A place, body or reference number that would identify the child."""

    kind: PlaceKind = field(metadata=NEUTRAL)
    name: str = field(metadata=IDENTIFYING)
    aliases: tuple[str, ...] = field(default=(), metadata=IDENTIFYING)
    pseudonym: str = field(default="", metadata=NEUTRAL)
    may_be_named: bool = field(default=False, metadata=NEUTRAL)


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """A report to be made: its kind, level of detail and sections.

    Without a level the kind's own is used, without sections all are included.
    """

    kind: str = "publication"
    level: Policy | None = None
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportRecord(Entry):
    """One document that was exported: its kind, policy, file name, hash and checker.

    `version` is the review's that it was made from, `sections` the words of those
    chosen; none of them means all.
    """

    at: datetime = field(metadata=INTERNAL)
    by: str = field(metadata=IDENTIFYING | ACCOUNT)
    report: str = field(metadata=INTERNAL)
    policy: str = field(metadata=INTERNAL)
    name: str = field(metadata=INTERNAL)
    sha256: str = field(metadata=INTERNAL)
    replaced: int = field(default=0, metadata=INTERNAL)
    kept: int = field(default=0, metadata=INTERNAL)
    checker: str = field(default="", metadata=IDENTIFYING | ACCOUNT)
    version: int = field(default=0, metadata=INTERNAL)
    sections: tuple[str, ...] = field(default=(), metadata=INTERNAL)


@dataclass(frozen=True, slots=True)
class ImportedCell(Value):
    """A tracker cell for which the record has no field, kept as typed."""

    column: str = field(metadata=INTERNAL)
    text: str = field(metadata=IDENTIFYING | POST)
