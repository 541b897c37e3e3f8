"""The requests of a generated review to agencies, and their answers."""

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
from cspr_tui.sample.generated.dates import ReviewFields
from cspr_tui.sample.generated.vocabulary import Draw


def agencies_of(draw: Draw) -> list[Agency]:
    """Return the agencies that one review asks, in the order of the directory.

    The more entries a review has, the more agencies knew the family.
    """
    known = draw.partnership.agencies
    most = 5 + draw.entries // 8
    wanted = min(draw.random.randint(most - 1, most + 1), len(known))
    chosen = set(draw.random.sample(range(len(known)), wanted))
    return [agency for at, agency in enumerate(known) if at in chosen]


def requests_to(
    draw: Draw, agencies: Sequence[Agency], fields: ReviewFields
) -> Iterator[Request]:
    """Yield scoping requests, and agency reports once the review gathers them."""
    sent = fields.get("sin_sent_on")
    if sent is None:
        return
    is_over = draw.has_reached(Stage.RAPID_REVIEW)
    for agency in agencies:
        yield _scoping(draw, agency, sent, is_over=is_over)
    decided = fields.get("lcspr_decided_on")
    if decided is None or not draw.has_reached(Stage.GATHERING):
        return
    is_over = draw.has_reached(Stage.ENGAGEMENT)
    for agency in agencies[:4]:
        yield _report(
            draw, agency, draw.working_days_after(decided, 12, 15), is_over=is_over
        )


def _scoping(draw: Draw, agency: Agency, sent: date, *, is_over: bool) -> Request:
    received_on = (
        draw.working_days_after(sent, 2, 5) if is_over or draw.chance(0.5) else None
    )
    is_nil = draw.chance(0.15)
    return Request(
        id=draw.entry_id("R"),
        agency=agency.name,
        type=RequestType.SCOPING,
        sent_on=sent,
        answer=_answer(received_on, is_nil=is_nil),
        received_on=received_on,
    )


def _answer(received_on: date | None, *, is_nil: bool) -> Answer:
    if received_on is None:
        return Answer.NONE
    return Answer.NIL_RETURN if is_nil else Answer.RECEIVED


def _report(draw: Draw, agency: Agency, sent: date, *, is_over: bool) -> Request:
    late = is_over and draw.chance(0.1)
    due = draw.calendar.add(sent, 30)
    received_on = (
        draw.working_days_after(sent, 33, 36)
        if late
        else draw.working_days_after(sent, 22, 30)
    )
    return Request(
        id=draw.entry_id("R"),
        agency=agency.name,
        type=RequestType.AGENCY_REPORT,
        sent_on=sent,
        due_on=due,
        answer=Answer.RECEIVED if is_over else Answer.NONE,
        received_on=received_on if is_over else None,
        qa_status=QaStatus.FINAL if is_over else QaStatus.NOT_CHECKED,
        signed_off_by_role="Director" if is_over else "",
        chasers=(_chaser(draw, due, received_on),) if late else (),
    )


def _chaser(draw: Draw, due: date, received_on: date) -> Chaser:
    day = min(draw.calendar.add(due, 1), received_on)
    return Chaser(id=draw.entry_id("H"), on=day, note="Reminder with the template.")


def involvements_of(
    draw: Draw, agencies: Sequence[Agency], requests: Sequence[Request]
) -> Iterator[AgencyInvolvement]:
    """Yield how each agency is involved, by the answer to the first request to it."""
    answers = {r.agency: r.answer for r in reversed(requests)}
    status = {
        Answer.RECEIVED: InvolvementStatus.INVOLVED,
        Answer.NIL_RETURN: InvolvementStatus.NIL_RETURN,
    }
    for agency in agencies:
        answer = answers.get(agency.name)
        if answer is not None:
            yield AgencyInvolvement(
                id=draw.entry_id("V"),
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
            id=draw.entry_id("I"),
            agency=draw.random.choice(agencies).name,
            on=day,
            by=by,
            note=draw.phrase("agency"),
        )


def meetings_of(
    draw: Draw,
    agencies: Sequence[Agency],
    contacts: Sequence[FamilyContact],
    fields: ReviewFields,
) -> Iterator[Meeting]:
    """Yield the rapid review meeting and a review panel before each family update."""
    attendance = tuple(_attendance_of(agency) for agency in agencies[:6])
    met_on = fields.get("rr_met_on")
    if met_on is not None:
        yield Meeting(
            id=draw.entry_id("M"),
            type=MeetingType.RAPID_REVIEW,
            on=met_on,
            time="10:00",
            attendance=attendance,
        )
    decided = fields.get("lcspr_decided_on")
    for contact in contacts if decided else ():
        day = contact.on - timedelta(days=draw.random.randint(0, 2))
        if contact.purpose is Purpose.UPDATE and decided is not None and day > decided:
            yield Meeting(
                id=draw.entry_id("M"),
                type=MeetingType.REVIEW_PANEL,
                on=day,
                time="13:30",
                attendance=attendance,
            )


def _attendance_of(agency: Agency) -> Attendance:
    role = agency.officers[0].role if agency.officers else ""
    return Attendance(agency.name, role, AttendanceStatus.ATTENDED)
