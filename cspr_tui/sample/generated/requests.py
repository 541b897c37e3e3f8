"""What an invented review asked of agencies, and what they answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cspr_tui.domain.record.agencies import (
    Agency,
    AgencyContact,
    AgencyInvolvement,
    Answer,
    Attendance,
    AttendanceStatus,
    Chaser,
    InvolvementStatus,
    Meeting,
    MeetingType,
    QaStatus,
    Request,
    RequestType,
)
from cspr_tui.domain.record.people import FamilyContact, Purpose
from cspr_tui.domain.record.stage import Stage
from cspr_tui.sample.generated.dates import Facts
from cspr_tui.sample.generated.vocabulary import Draw


def agencies_of(draw: Draw) -> list[Agency]:
    """Return the agencies of the directory that one review asks, in its order.

    The more is logged on a review, the more agencies knew the family.
    """
    known = draw.partnership.agencies
    most = 5 + draw.entries // 8
    wanted = min(draw.random.randint(most - 1, most + 1), len(known))
    chosen = set(draw.random.sample(range(len(known)), wanted))
    return [agency for at, agency in enumerate(known) if at in chosen]


def requests_to(
    draw: Draw, agencies: Sequence[Agency], facts: Facts
) -> Iterator[Request]:
    """Yield scoping requests, and agency reports once the review gathers them."""
    sent = facts.get("sin_sent_on")
    if sent is None:
        return
    over = draw.has_reached(Stage.RAPID_REVIEW)
    for agency in agencies:
        yield _scoping(draw, agency, sent, over=over)
    decided = facts.get("lcspr_decided_on")
    if decided is None or not draw.has_reached(Stage.GATHERING):
        return
    over = draw.has_reached(Stage.ENGAGEMENT)
    for agency in agencies[:4]:
        yield _report(draw, agency, draw.worked(decided, 12, 15), over=over)


def _scoping(draw: Draw, agency: Agency, sent: date, *, over: bool) -> Request:
    came = draw.worked(sent, 2, 5) if over or draw.chance(0.5) else None
    nil = draw.chance(0.15)
    return Request(
        id=draw.name("R"),
        agency=agency.name,
        type=RequestType.SCOPING,
        sent_on=sent,
        answer=_answer(came, nil=nil),
        received_on=came,
    )


def _answer(came: date | None, *, nil: bool) -> Answer:
    if came is None:
        return Answer.NONE
    return Answer.NIL_RETURN if nil else Answer.RECEIVED


def _report(draw: Draw, agency: Agency, sent: date, *, over: bool) -> Request:
    late = over and draw.chance(0.1)
    due = draw.calendar.add(sent, 30)
    came = draw.worked(sent, 33, 36) if late else draw.worked(sent, 22, 30)
    return Request(
        id=draw.name("R"),
        agency=agency.name,
        type=RequestType.AGENCY_REPORT,
        sent_on=sent,
        due_on=due,
        answer=Answer.RECEIVED if over else Answer.NONE,
        received_on=came if over else None,
        qa_status=QaStatus.FINAL if over else QaStatus.NOT_CHECKED,
        signed_off_by_role="Director" if over else "",
        chasers=(_chaser(draw, due, came),) if late else (),
    )


def _chaser(draw: Draw, due: date, came: date) -> Chaser:
    day = min(draw.calendar.add(due, 1), came)
    return Chaser(id=draw.name("H"), on=day, note="Reminder with the template.")


def involvements_of(
    draw: Draw, agencies: Sequence[Agency], requests: Sequence[Request]
) -> Iterator[AgencyInvolvement]:
    """Yield the place of each agency asked, as its first answer shows it."""
    answers = {r.agency: r.answer for r in reversed(requests)}
    status = {
        Answer.RECEIVED: InvolvementStatus.INVOLVED,
        Answer.NIL_RETURN: InvolvementStatus.NIL_RETURN,
    }
    for agency in agencies:
        answer = answers.get(agency.name)
        if answer is not None:
            yield AgencyInvolvement(
                id=draw.name("V"),
                agency=agency.name,
                status=status.get(answer, InvolvementStatus.UNKNOWN),
                contact_role=agency.officers[0].role if agency.officers else "",
            )


def agency_contacts_on(
    draw: Draw, agencies: Sequence[Agency], days: list[date], by: str
) -> Iterator[AgencyContact]:
    """Yield one call or message for each of the days."""
    for day in days:
        yield AgencyContact(
            id=draw.name("I"),
            agency=draw.random.choice(agencies).name,
            on=day,
            by=by,
            note=draw.one("agency"),
        )


def meetings_of(
    draw: Draw,
    agencies: Sequence[Agency],
    contacts: Sequence[FamilyContact],
    facts: Facts,
) -> Iterator[Meeting]:
    """Yield the rapid review meeting and a review panel before each family update."""
    came = tuple(_there(agency) for agency in agencies[:6])
    held = facts.get("rr_met_on")
    if held is not None:
        yield Meeting(
            id=draw.name("M"),
            type=MeetingType.RAPID_REVIEW,
            on=held,
            time="10:00",
            attendance=came,
        )
    decided = facts.get("lcspr_decided_on")
    for contact in contacts if decided else ():
        day = contact.on - timedelta(days=draw.random.randint(0, 2))
        if contact.purpose is Purpose.UPDATE and decided is not None and day > decided:
            yield Meeting(
                id=draw.name("M"),
                type=MeetingType.REVIEW_PANEL,
                on=day,
                time="13:30",
                attendance=came,
            )


def _there(agency: Agency) -> Attendance:
    role = agency.officers[0].role if agency.officers else ""
    return Attendance(agency.name, role, AttendanceStatus.ATTENDED)
