"""An invented review whose names are traps, and the partnership that holds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from cspr_tui.domain.record.agencies import (
    Agency,
    AgencyKind,
    AgencyOfficer,
    Request,
    RequestType,
)
from cspr_tui.domain.record.documents import (
    Place,
    PlaceKind,
    ReportSection,
    SectionKind,
)
from cspr_tui.domain.record.learning import (
    Action,
    ActionStatus,
    Lesson,
    Recommendation,
    Scope,
)
from cspr_tui.domain.record.oversight import Note, Reviewer
from cspr_tui.domain.record.partnership import Coordinator, Partnership
from cspr_tui.domain.record.people import ContactPreferences, Person, PersonRole
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.wording_decisions import Treatment, WordingDecision
from cspr_tui.reports.build.report_request import ReportInput
from tests import factories

TODAY = date(2026, 11, 23)
NARRATIVE = """\
### Before the winter

Hope Ashby-Vane was born on 4 March 2019 at Quillmere Infirmary. Her mother, Grace
Ashby-Vane, rang 07700 900318 from **14 Tansel Row**, and wrote from
grace.vane@example.org. "Hope is all I have," Grace said. There was still hope in it.

Second part
-----------

Ms Ashby-Vane, known as Gracie, took Hope to St Osyth Primary. PC Wren Tolley wrote
CSP-2026-0091 on the form. Hope's NHS number, 999 000 4412, was on it too.
"""


def partnership() -> Partnership:
    """Return a partnership with a large agency, a small one and two coordinators."""
    police = Agency(
        "police",
        "Quillshire Police",
        AgencyKind.POLICE,
        aliases=("the police",),
        officers=(
            AgencyOfficer(
                "Detective Chief Inspector",
                "Orla Fennimore",
                "01632 960801",
                "o.fennimore@example.org",
            ),
        ),
    )
    nursery = Agency(
        "moss", "Mossbank Nursery", AgencyKind.EARLY_YEARS, may_be_named=False
    )
    return Partnership(
        name="Quillshire Safeguarding Children Partnership",
        coordinators=(
            Coordinator("tpell", "Tamsin Pellow", "TP"),
            Coordinator("iobrand", "Ivor Obrand", "IO"),
        ),
        agencies=(police, nursery),
    )


def people() -> tuple[Person, ...]:
    """Return a family whose names are words, parts of one another, and marked."""
    hope = Person(
        "P1",
        PersonRole.SUBJECT_CHILD,
        forename="Hope",
        surname="Ashby-Vane",
        dob=date(2019, 3, 4),
        nhs="999 000 4412",
        upn="T999000004410",
        addresses=("14 Tansel Row, Quillmere, ZZ9 9ZZ",),
    )
    grace = Person(
        "P2",
        PersonRole.MOTHER,
        forename="Grace",
        surname="Ashby-Vane",
        aliases=("Gracie",),
        phones=("07700 900318",),
        emails=("grace.vane@example.org",),
        handles=("@gracievane",),
        vehicles=("ZZ19 QPT",),
        preferences=ContactPreferences(
            advocate="Nerys Oakhanger, 01632 960818",
            interpreter="Polish, female",
            name_to_use="Hopey",
        ),
    )
    mark = Person("P10", PersonRole.SIBLING, forename="Mark", surname="Vane")
    josie = Person("P9", PersonRole.SIBLING, forename="Josie", surname="Vane")
    return hope, grace, mark, josie


def review(**facts: object) -> Review:
    """Return the review with those facts."""
    known = replace(
        factories.local_review(),
        alias="Tumbler",
        local_ref="CSP-2026-0091",
        sin_ref="SIN-7741-22",
        owner="tpell",
        other_areas=("Fenwold Borough",),
        period_from=date(2024, 1, 9),
        period_to=date(2026, 3, 17),
        methodology="the *Welsh* model | <b>adapted</b>",
        people=people(),
        places=(
            Place("O1", PlaceKind.SCHOOL, "St Osyth Primary", ("St Osyth",)),
            Place("O2", PlaceKind.HOSPITAL, "Quillmere Infirmary"),
            Place("O3", PlaceKind.PLACE, "Quillmere"),
        ),
        reviewers=(
            Reviewer(
                "W1", "Dr Mabel Thistleby", "m.thistleby@example.org 01632 960877"
            ),
        ),
        requests=(
            Request("R1", "Brindle Lane Surgery", RequestType.SCOPING),
            Request("R2", "the police", RequestType.SCOPING),
        ),
        sections=(
            ReportSection("S1", SectionKind.NARRATIVE, NARRATIVE),
            ReportSection("S2", SectionKind.CONCLUSION, "Hope is missed."),
        ),
        lessons=(
            Lesson("L1", "Ask [Grace](x) | <i>first</i>", ("GPs", "St Osyth Primary")),
        ),
        recommendations=(
            Recommendation(
                "N1", "1", "Quillshire Police to ring Orla Fennimore.", Scope.LOCAL
            ),
        ),
        actions=(
            Action(
                "A1",
                "1. Ring families back",
                owner_agency="police",
                lead_role="DCI Orla Fennimore",
                status=ActionStatus.CLOSED,
                completed_on=date(2026, 9, 4),
            ),
            Action("A2", "Not done, by Wren Tolley", owner_agency="police"),
        ),
        notes=(Note("T1", date(2026, 5, 4), "Rang her", by="Wren Tolley"),),
    )
    return factories.with_facts(known, facts)


def matter(record: Review | None = None) -> ReportInput:
    """Return what a report on the review, or another, is made from."""
    return ReportInput(record or review(), partnership(), TODAY)


def section(text: str) -> tuple[ReportSection, ...]:
    """Return a narrative of that text, and nothing else."""
    return (ReportSection("S1", SectionKind.NARRATIVE, text),)


def kept(text: str) -> tuple[WordingDecision, ...]:
    """Return the decision that a wording may stay."""
    at = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    return (
        WordingDecision("KW1", text, Treatment.KEEP, "tpell", at, "it is the word"),
    )


def identifiers() -> tuple[str, ...]:
    """Return what must be in nothing that leaves, in any case or spacing."""
    return (
        "Ashby",
        "Grace",
        "Gracie",
        "Hopey",
        "14 Tansel Row",
        "07700 900318",
        "grace.vane@example.org",
        "999 000 4412",
        "T999000004410",
        "4 March 2019",
        "Quillmere",
        "St Osyth",
        "Fennimore",
        "Orla",
        "Tolley",
        "Oakhanger",
        "CSP-2026-0091",
        "SIN-7741-22",
        factories.REF,
        "Tumbler",
        "tpell",
        "Pellow",
        "Mossbank",
        "Fenwold",
        "Brindle",
        "m.thistleby",
        "960877",
        "17 March",
    )
