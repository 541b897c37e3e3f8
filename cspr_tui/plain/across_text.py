"""Lists across all reviews as text: status or day first, then the reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from cspr_tui.domain.family.sensitive_dates import NearDate
from cspr_tui.domain.publication.checklist import ChecklistItem, ChecklistState
from cspr_tui.domain.publication.countdown import PublicationNeed, PublicationPlan
from cspr_tui.domain.queries.changes_since import ReviewChange
from cspr_tui.domain.queries.chronology import Gap, agencies_in, merge_chronology
from cspr_tui.domain.queries.family_contact import ContactBar, OwedPromise
from cspr_tui.domain.queries.late_returns import AgencyReturns
from cspr_tui.domain.queries.open_actions import HeldReport, PlanAction
from cspr_tui.domain.queries.past_lessons import PastLesson
from cspr_tui.domain.queries.retention_due import RetentionDay
from cspr_tui.domain.queries.week import WeekItem
from cspr_tui.domain.queries.yearly import YearFigure
from cspr_tui.domain.record.agencies import Request
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import (
    count,
    day_words,
    first_line,
    full_day,
    moment_words,
)


def late_returns_page(found: Iterable[AgencyReturns]) -> Iterator[str]:
    """Yield the late returns by agency, the agency with most first."""
    agencies = list(found)
    for agency_returns in agencies:
        late, days = count(len(agency_returns.late), "return"), agency_returns.days_late
        yield f"{agency_returns.agency}: {late}, {days} working days late together"
        for each in agency_returns.late:
            chased = count(len(each.request.chasers), "chase")
            recipient = each.request.escalated_to
            escalated = f", escalated to {recipient}" if recipient else ""
            yield (
                f"  {each.days_late}wd late  {each.ref:<6} {each.request.id:<5} "
                f"{each.request.type.label}, due {full_day(each.due)}, "
                f"{chased}{escalated}"
            )
    total = sum(len(agency_returns.late) for agency_returns in agencies)
    yield f"{count(total, 'late return')} from {len(agencies)} agencies."


def unanswered_requests_page(review: Review, found: Iterable[Request]) -> Iterator[str]:
    """Yield the unanswered requests of one review, with their reminders."""
    waiting = list(found)
    for request in waiting:
        asked = full_day(request.sent_on) if request.sent_on else "not sent"
        last = max((chaser.on for chaser in request.chasers), default=None)
        chased = count(len(request.chasers), "chase")
        last_words = f", the last on {full_day(last)}" if last else ""
        recipient = (
            f", escalated to {request.escalated_to}" if request.escalated_to else ""
        )
        yield (
            f"{request.answer.label:<13} {request.id:<5} {request.title}, asked "
            f"{asked}, {chased}{last_words}{recipient}"
        )
    answered = sum(r.answered_on is not None for r in review.requests)
    yield f"{count(len(waiting), 'request')} unanswered, {answered} answered."


def week_page(found: Iterable[WeekItem], initials: dict[str, str]) -> Iterator[str]:
    """Yield the team's week, day by day."""
    items = list(found)
    for day, day_items in groupby(items, key=lambda item: item.on):
        yield full_day(day)
        for item in day_items:
            owner = initials.get(item.owner, item.owner)
            when = item.time or "-"
            entry = "" if item.entry in item.what else f"  {item.entry}"
            text = f"{item.what}{entry}"
            yield f"  {item.kind:<11}{when:<6} {item.ref:<6} {owner:<4} {text}"
    yield f"{count(len(items), 'thing')} this week."


def lessons_page(found: Iterable[PastLesson]) -> Iterator[str]:
    """Yield lessons and recommendations of earlier reviews, best matches first."""
    lessons = list(found)
    for lesson in lessons:
        themes = ", ".join(lesson.themes) or "no theme"
        yield f"{lesson.ref:<6} {lesson.entry:<5} {lesson.kind} ({themes})"
        yield f"    {lesson.text}"
        if lesson.came:
            yield f"    {lesson.came}"
    yield f"{count(len(lessons), 'earlier entry').replace('entrys', 'entries')} found."


def chronology_page(review: Review) -> Iterator[str]:
    """Yield the merged chronology of all agencies, with gaps marked."""
    found = merge_chronology(review)
    yield f"Chronology  {review.ref}  from {len(agencies_in(review))} agencies"
    for entry in found:
        if isinstance(entry, Gap):
            yield (
                f"{entry.on.isoformat()}  -      GAP  no agency recorded anything for "
                f"{entry.days} days"
            )
            continue
        who = " ".join(entry.persons) or "-"
        time, agency = entry.time or "-", entry.agency or "no agency"
        yield f"{entry.on.isoformat()}  {time:<5}  {agency}  {who}  {entry.id}"
        yield f"    {entry.text}"
    gaps = sum(isinstance(entry, Gap) for entry in found)
    yield f"{count(len(found) - gaps, 'record')}, {count(gaps, 'gap')}."


def plan_page(review: Review, plan: PublicationPlan, today: date) -> Iterator[str]:
    """Yield who needs what by when if the report is published on the planned day.

    A step that is overdue is marked LATE until the report is published.
    """
    yield f"Plan for publication of {review.ref} on {full_day(plan.day)}"
    for gate in plan.held_by:
        yield f"HELD  Gate {gate} is open; publication is refused until it is cleared."
    for near in plan.near:
        yield f"NEAR  {near.sentence}"
    for need in plan.needs:
        is_late = need.by < today and review.published_on is None
        yield _need(need, "LATE" if is_late else "TO DO")


def _need(need: PublicationNeed, open_word: str) -> str:
    word = "DONE" if need.done_on else open_word
    done_words = f", done {day_words(need.done_on)}" if need.done_on else ""
    return (
        f"{word:<6} by {full_day(need.by):<16} {need.whom}: {need.what}{done_words}  "
        f"[{first_line(need.source, 60)}]"
    )


def restrictions_page(found: Iterable[ContactBar]) -> Iterator[str]:
    """Yield restrictions on contact: with whom, requested by whom, reviewed when."""
    restrictions = list(found)
    for each in restrictions:
        via = f", only via {each.via}" if each.via else ""
        yield (
            f"{each.ref:<6} {each.person:<4} {each.kinship}: {each.why}{via}, asked by "
            f"{each.asked_by or 'nobody named'}, review {full_day(each.review_on)}"
        )
    yield f"{count(len(restrictions), 'restriction')} in force."


def owed_promises_page(found: Iterable[OwedPromise]) -> Iterator[str]:
    """Yield the promises to families that are not kept yet."""
    promises = list(found)
    for each in promises:
        due = f", due {full_day(each.due)}" if each.due else ""
        person = f"{each.person:<4} {each.kinship}"
        yield f"OWED  {each.ref:<6} {person}: {each.promise}{due}"
    yield f"{count(len(promises), 'promise')} owed."


def sensitive_dates_page(found: Iterable[tuple[str, NearDate]]) -> Iterator[str]:
    """Yield sensitive dates, such as birthdays, that are close to something planned."""
    near = list(found)
    for ref, each in near:
        yield f"NEAR  {ref:<6} {each.sentence}"
    yield f"{count(len(near), 'day')} to avoid near something planned."


def publication_gates_page(found: Iterable[HeldReport]) -> Iterator[str]:
    """Yield the reports whose publication is held by an open gate."""
    gates = list(found)
    for each in gates:
        asked = full_day(each.asked_on) if each.asked_on else "never"
        by = each.set_by or "nobody named"
        yield (
            f"HELD  {each.ref:<6} {each.gate:<4} {each.proceeding}, set by {by} on "
            f"{full_day(each.set_on)}, last asked {asked}"
        )
    yield f"{count(len(gates), 'gate')} on publication."


def actions_page(found: Iterable[PlanAction]) -> Iterator[str]:
    """Yield the actions that are late, undated or without evidence, by agency."""
    actions = list(found)
    for owner, owner_actions in groupby(actions, key=lambda each: each.owner):
        yield f"{owner}:"
        for each in owner_actions:
            due = full_day(each.action.due_on)
            what = f"{each.action.id:<5} {first_line(each.action.text)}"
            yield f"  {each.word:<12}{each.ref:<6} {what}, due {due}"
    yield f"{count(len(actions), 'action')} late, undated or without evidence."


def retention_page(found: Iterable[RetentionDay]) -> Iterator[str]:
    """Yield the days on which somebody decides how long to keep a review."""
    days = list(found)
    for each in days:
        yield f"{full_day(each.on):<16} {each.ref:<6} {each.what}"
    yield f"{count(len(days), 'day')}; nothing is deleted by a date."


def year_page(found: Iterable[YearFigure], span: str) -> Iterator[str]:
    """Yield the figures for a period."""
    yield f"Figures  {span}"
    for each in found:
        value = "none" if each.value is None else f"{each.value:g}"
        of = f" of {each.of}" if each.of is not None else ""
        share = f"  {each.share}" if each.share else ""
        yield f"  {each.label:<44} {value}{of}{share}"


def changes_page(
    found: Iterable[ReviewChange], initials: dict[str, str]
) -> Iterator[str]:
    """Yield who changed what, newest first."""
    changes = list(found)
    for each in changes:
        who = initials.get(each.by, each.by)
        why = f" ({each.why})" if each.why else ""
        at = moment_words(each.at)
        yield f"{at}  {each.ref:<6} {who:<4} {each.what}{why}"
    yield f"{count(len(changes), 'change')}."


def checklist_page(review: Review, items: Sequence[ChecklistItem]) -> Iterator[str]:
    """Yield the checklist before publication, each item with what to do next."""
    number_done = sum(item.mark is ChecklistState.DONE for item in items)
    yield f"{review.ref}: {number_done} of {len(items)} done before publication"
    for item in items:
        next_step = f": {item.then}" if item.then else ""
        yield f"{item.mark.label:<5} {item.what}{next_step}"
