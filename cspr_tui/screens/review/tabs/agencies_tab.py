"""The Agencies tab: requests without an answer first, then the answered ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.record.agencies import Request
from cspr_tui.domain.steps.entries.agency_requests import reminder_wording
from cspr_tui.domain.text.formatting import count, day_words, first_line, full_day
from cspr_tui.screens.core.page_screen import text_lines
from cspr_tui.screens.review.review_view import ReviewView, or_add, whom_to_ask
from cspr_tui.widgets.lines.line import BLANK, Line, columns, fits, head

HEADINGS = ("State", "Agency", "Asked for", "Due", "Left", "Chased")
# Cells of a row that neither the agency nor what it was asked for gets.
BESIDE = 43
WIDEST_AGENCY, WIDEST_TYPE = 44, 22


def agencies(view: ReviewView) -> Iterator[Line]:
    """Yield requests by urgency, then the agencies' involvement, then contacts."""
    review = view.review
    yield head(_columns(HEADINGS, view.width))
    due = {d.clock.subject: d for d in view.deadlines if d.rule.id == "AGY_DUE"}
    asked = sorted(review.requests, key=lambda r: _order(due.get(r.id)))
    rows = [_request_row(view, r, due.get(r.id)) for r in asked]
    yield from or_add(rows, "requests", "requests to agencies")
    yield BLANK
    yield head("Involvement")
    places = [
        Line(f"  {fits(p.agency, 34)} {p.status.label}", "", f"entry/{p.id}")
        for p in review.involvements
    ]
    yield from or_add(places, "involvements", "agencies in this review")
    yield BLANK
    yield head(f"Contacts ({len(review.agency_contacts)}), newest first")
    newest = sorted(review.agency_contacts, key=lambda c: (c.on, c.time), reverse=True)
    said = [
        Line(
            f"  {day_words(c.on, view.today):<11} {fits(c.agency, 22)} "
            f"{fits(c.channel.label, 8)} {first_line(c.note)}",
            "",
            f"entry/{c.id}",
        )
        for c in newest
    ]
    yield from or_add(said, "agency_contacts", "contacts with agencies")


def _order(deadline: Deadline | None) -> tuple[bool, str]:
    if deadline is None:
        return True, ""
    return not deadline.state.is_pending, str(deadline.due)


def _request_row(view: ReviewView, request: Request, deadline: Deadline | None) -> Line:
    word = state_words(deadline.state) if deadline else "-"
    left = time_left_of(deadline) if deadline else ""
    if request.answered_on:
        left = request.answer.label
    chased = f"{len(request.chasers)}x" if request.chasers else "-"
    due = day_words(deadline.due, view.today) if deadline else "-"
    parts = (word, request.agency, request.type.label, due, left, chased)
    return Line(_columns(parts, view.width), word, f"request/{request.id}")


def _columns(parts: Sequence[str], width: int) -> str:
    """Return the parts of a row in columns; agency and request share what is left."""
    room = width - BESIDE
    asked = min(room * 18 // 37, WIDEST_TYPE)
    agency = min(room - asked, WIDEST_AGENCY)
    return columns(parts, (10, agency, asked, 11, 11))


def request_page(view: ReviewView, request: Request) -> Iterator[Line]:
    """Yield everything about one request."""
    facts = (
        ("Agency", request.agency),
        ("Asked for", request.type.label),
        ("Sent", full_day(request.sent_on)),
        ("Answer", request.answer.label),
        ("Received", full_day(request.received_on)),
        ("Quality check", request.qa_status.label),
        ("Signed off by", request.signed_off_by_role),
        ("Escalated to", request.escalated_to),
    )
    for name, text in facts:
        if text:
            yield Line(f"{name:<15} {text}")
    for said in whom_to_ask(view.reviews.partnership, request.agency):
        yield Line(f"{'Whom to ask':<15} {said}")
    yield BLANK
    yield head(count(len(request.chasers), "chase"))
    initials = view.reviews.partnership.initials_of
    for chaser in request.chasers:
        said = f"{full_day(chaser.on)}  {chaser.channel.label}  {initials(chaser.by)}"
        yield Line(f"  {said}  {chaser.note}")
    yield from text_lines(request.note)
    if request.answered_on is None:
        due = {d.clock.subject: d.due for d in view.deadlines if d.rule.id == "AGY_DUE"}
        yield BLANK
        yield head("Words for a reminder; nothing is sent from here")
        yield Line(reminder_wording(view.review, request, due.get(request.id)))
