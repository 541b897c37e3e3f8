"""What is looked at across reviews, as lines: state or day first, then the code."""

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
    """Yield the late returns by agency, the one that owes most first."""
    agencies = list(found)
    for owed in agencies:
        late, days = count(len(owed.late), "return"), owed.days_late
        yield f"{owed.agency}: {late}, {days} working days late together"
        for each in owed.late:
            chased = count(len(each.request.chasers), "chase")
            up = each.request.escalated_to
            escalated = f", escalated to {up}" if up else ""
            yield (
                f"  {each.days_late}wd late  {each.ref:<6} {each.request.id:<5} "
                f"{each.request.type.label}, due {full_day(each.due)}, "
                f"{chased}{escalated}"
            )
    total = sum(len(owed.late) for owed in agencies)
    yield f"{count(total, 'late return')} from {len(agencies)} agencies."


def unanswered_requests_page(review: Review, found: Iterable[Request]) -> Iterator[str]:
    """Yield the requests of one review that wait for an answer, and their chases."""
    waiting = list(found)
    for request in waiting:
        asked = full_day(request.sent_on) if request.sent_on else "not sent"
        last = max((chaser.on for chaser in request.chasers), default=None)
        chased = count(len(request.chasers), "chase")
        lately = f", the last on {full_day(last)}" if last else ""
        up = f", escalated to {request.escalated_to}" if request.escalated_to else ""
        yield (
            f"{request.answer.label:<13} {request.id:<5} {request.title}, asked "
            f"{asked}, {chased}{lately}{up}"
        )
    answered = sum(r.answered_on is not None for r in review.requests)
    yield f"{count(len(waiting), 'request')} unanswered, {answered} answered."


def week_page(found: Iterable[WeekItem], initials: dict[str, str]) -> Iterator[str]:
    """Yield a team's week, day by day."""
    items = list(found)
    for day, those in groupby(items, key=lambda item: item.on):
        yield full_day(day)
        for item in those:
            owner = initials.get(item.owner, item.owner)
            when = item.time or "-"
            entry = "" if item.entry in item.what else f"  {item.entry}"
            said = f"{item.what}{entry}"
            yield f"  {item.kind:<11}{when:<6} {item.ref:<6} {owner:<4} {said}"
    yield f"{count(len(items), 'thing')} this week."


def lessons_page(found: Iterable[PastLesson]) -> Iterator[str]:
    """Yield earlier lessons and recommendations, those of the theme first."""
    hits = list(found)
    for hit in hits:
        themes = ", ".join(hit.themes) or "no theme"
        yield f"{hit.ref:<6} {hit.entry:<5} {hit.kind} ({themes})"
        yield f"    {hit.text}"
        if hit.came:
            yield f"    {hit.came}"
    yield f"{count(len(hits), 'earlier entry').replace('entrys', 'entries')} found."


def chronology_page(review: Review) -> Iterator[str]:
    """Yield the merged chronology of all agencies, the gaps marked."""
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
    """Yield who needs what by when, if publication is on the plan's day.

    What should be done by now and is not is late, until it is published.
    """
    yield f"Plan for publication of {review.ref} on {full_day(plan.day)}"
    for held in plan.held_by:
        yield f"HELD  Gate {held} is open; publication is refused until it is cleared."
    for near in plan.near:
        yield f"NEAR  {near.sentence}"
    for need in plan.needs:
        presses = need.by < today and review.published_on is None
        yield _need(need, "LATE" if presses else "TO DO")


def _need(need: PublicationNeed, undone: str) -> str:
    word = "DONE" if need.done_on else undone
    done = f", done {day_words(need.done_on)}" if need.done_on else ""
    return (
        f"{word:<6} by {full_day(need.by):<16} {need.whom}: {need.what}{done}  "
        f"[{first_line(need.source, 60)}]"
    )


def restrictions_page(found: Iterable[ContactBar]) -> Iterator[str]:
    """Yield who must not be contacted freely, who asked and when it is reviewed."""
    bars = list(found)
    for bar in bars:
        via = f", only via {bar.via}" if bar.via else ""
        yield (
            f"{bar.ref:<6} {bar.person:<4} {bar.kinship}: {bar.why}{via}, asked by "
            f"{bar.asked_by or 'nobody named'}, review {full_day(bar.review_on)}"
        )
    yield f"{count(len(bars), 'restriction')} in force."


def owed_promises_page(found: Iterable[OwedPromise]) -> Iterator[str]:
    """Yield the promises that are owed to families."""
    promises = list(found)
    for each in promises:
        due = f", due {full_day(each.due)}" if each.due else ""
        whom = f"{each.person:<4} {each.kinship}"
        yield f"OWED  {each.ref:<6} {whom}: {each.promise}{due}"
    yield f"{count(len(promises), 'promise')} owed."


def sensitive_dates_page(found: Iterable[tuple[str, NearDate]]) -> Iterator[str]:
    """Yield the days to avoid near something planned."""
    near = list(found)
    for ref, each in near:
        yield f"NEAR  {ref:<6} {each.sentence}"
    yield f"{count(len(near), 'day')} to avoid near something planned."


def publication_gates_page(found: Iterable[HeldReport]) -> Iterator[str]:
    """Yield the reports that wait at a gate on publication."""
    held = list(found)
    for each in held:
        asked = full_day(each.asked_on) if each.asked_on else "never"
        by = each.set_by or "nobody named"
        yield (
            f"HELD  {each.ref:<6} {each.gate:<4} {each.proceeding}, set by {by} on "
            f"{full_day(each.set_on)}, last asked {asked}"
        )
    yield f"{count(len(held), 'gate')} on publication."


def actions_page(found: Iterable[PlanAction]) -> Iterator[str]:
    """Yield the actions that want somebody, by the agency that owns them."""
    wanting = list(found)
    for owner, those in groupby(wanting, key=lambda each: each.owner):
        yield f"{owner}:"
        for each in those:
            due = full_day(each.action.due_on)
            what = f"{each.action.id:<5} {first_line(each.action.text)}"
            yield f"  {each.word:<12}{each.ref:<6} {what}, due {due}"
    yield f"{count(len(wanting), 'action')} late, undated or without evidence."


def retention_page(found: Iterable[RetentionDay]) -> Iterator[str]:
    """Yield the days on which keeping a review comes up."""
    days = list(found)
    for each in days:
        yield f"{full_day(each.on):<16} {each.ref:<6} {each.what}"
    yield f"{count(len(days), 'day')}; nothing is deleted by a date."


def year_page(found: Iterable[YearFigure], span: str) -> Iterator[str]:
    """Yield the figures of a span of days."""
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
    """Yield what still stands before publication, each line with what to do next."""
    done = sum(item.mark is ChecklistState.DONE for item in items)
    yield f"{review.ref}: {done} of {len(items)} done before publication"
    for item in items:
        then = f": {item.then}" if item.then else ""
        yield f"{item.mark.label:<5} {item.what}{then}"
