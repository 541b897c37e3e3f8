"""One review as text, with restrictions on contact before any contact detail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspr_tui.domain.audit.timeline import timeline
from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.process.journey import next_stage_of
from cspr_tui.domain.process.loose_ends import loose_ends_before
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.people import ContactRestriction, Person
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import count, day_words, full_day
from cspr_tui.plain.screen_text import deadline_line
from cspr_tui.service import Reviews


def record_page(reviews: Reviews, review: Review) -> Iterator[str]:
    """Yield the complete record of a review as lines."""
    deadlines = reviews.deadlines(review)
    yield from _head(reviews, review)
    yield from _section("DEADLINES", _deadlines(deadlines))
    yield from _section(
        loose_ends_title(review), loose_end_lines(review, reviews.today)
    )
    yield from _section("DATES", _dates(review))
    yield from _section("FAMILY", family_lines(review, reviews.today))
    yield from _section("AGENCIES", _agencies(review))
    yield from _section("ACTIONS", _actions(review))
    yield from _section("TIMELINE", _timeline(review))


def _head(reviews: Reviews, review: Review) -> Iterator[str]:
    owner = reviews.partnership.initials_of(review.owner)
    yield f"{review.ref} {review.alias}  {review.kind.label}, {review.status.label}"
    yield f"Stage {review.stage.number} of 18: {review.stage.label}. Owner {owner}."
    if review.restricted_to:
        yield f"RESTRICTED to the group {review.restricted_to}"
    for flag in review.flags:
        if flag.lifted_on is None:
            yield f"FLAG {flag.message}"


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    yield ""
    yield f"{title} ({len(found)})" if found else f"{title}: none recorded"
    for line in found:
        yield f"  {line}"


def _deadlines(deadlines: tuple[Deadline, ...]) -> Iterator[str]:
    for deadline in deadlines:
        if deadline.state.is_pending:
            yield deadline_line(deadline)


def loose_ends_title(review: Review) -> str:
    """Return the heading of what is still open before the next stage."""
    next_stage = next_stage_of(review)
    before_stage = (
        f" BEFORE {next_stage.label.upper()}" if next_stage is not review.stage else ""
    )
    return f"OPEN{before_stage}"


def loose_end_lines(review: Review, today: date) -> Iterator[str]:
    """Yield what is still open before the next stage."""
    if not review.is_active:
        return
    for loose_end in loose_ends_before(review, next_stage_of(review), today):
        yield f"{loose_end.what}  {loose_end.entry}".rstrip()


def _dates(review: Review) -> Iterator[str]:
    for field, label in RECORDED.items():
        day = getattr(review, field)
        if day:
            yield f"{full_day(day):<16} {label}"


def family_lines(review: Review, today: date) -> Iterator[str]:
    """Yield each person: restrictions on contact first, then contact details."""
    for person in review.people:
        restrictions = review.restrictions_on(person.id, today)
        for each in restrictions:
            yield f"DO NOT CONTACT FREELY  {person.id}: {restriction_words(each)}"
        yield person_line(person)
        contact_details = [*person.phones, *person.emails, *person.addresses]
        if contact_details:
            yield f"    reach: {'; '.join(contact_details)}"


def restriction_words(restriction: ContactRestriction) -> str:
    """Return a restriction in words: type, requester, review date."""
    requested = (
        f", asked by {restriction.requested_by}" if restriction.requested_by else ""
    )
    via = f", only via {restriction.via}" if restriction.via else ""
    review = (
        f", review {day_words(restriction.review_on)}" if restriction.review_on else ""
    )
    return f"{restriction.id} {restriction.type.label}{requested}{via}{review}"


def person_line(person: Person) -> str:
    """Return who a person is and the status of their engagement."""
    died = f", died {full_day(person.deceased_on)}" if person.deceased_on else ""
    status = person.engagement.label.lower()
    return f"{person.id}  {person.kinship}: {person.name}{died}. {status}."


def _agencies(review: Review) -> Iterator[str]:
    for place in review.involvements:
        yield f"{place.agency}: {place.status.label.lower()}"
    for request in review.requests:
        chased = count(len(request.chasers), "chase")
        due = day_words(request.due_on)
        yield f"{request.answer.label}  {request.title}, due {due}, {chased}"


def _actions(review: Review) -> Iterator[str]:
    for action in review.actions:
        due = full_day(action.due_on)
        owner = action.owner_agency or "nobody"
        yield f"{action.status.label}  {action.id} {action.text} ({owner}, due {due})"


def _timeline(review: Review) -> Iterator[str]:
    for line in timeline(review):
        when = f"{line.on.isoformat()} {line.time}".rstrip()
        yield f"{when}  {line.source}  {line.who}  {line.what}"
        for text in line.text.splitlines():
            yield f"    {text}"
