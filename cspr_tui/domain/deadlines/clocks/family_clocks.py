"""Clocks of the promises of the family leaflet, for each person of the family."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks.clock import (
    Clock,
    Cycle,
    cycles,
    first,
    latest_if_all_known,
)
from cspr_tui.domain.deadlines.clocks.review_clocks import expected
from cspr_tui.domain.deadlines.clocks.rule_conditions import (
    applies,
    ended_on,
    recorded_day,
    stopped_on,
)
from cspr_tui.domain.deadlines.due_date import add_units, due_date
from cspr_tui.domain.deadlines.rules import Rule, Rules
from cspr_tui.domain.record.agencies import Meeting, MeetingType
from cspr_tui.domain.record.people import ContactRestriction, Person, Purpose
from cspr_tui.domain.record.review import Review

# Purposes of contact that inform a family of the review, and those that count as an
# update after a panel meeting.
INFORMING = frozenset(
    {Purpose.INFORM, Purpose.LEAFLET, Purpose.INVITE, Purpose.MEETING}
)
UPDATING = frozenset({Purpose.UPDATE, Purpose.MEETING, Purpose.DELAY_NOTICE})


def family_clocks(review: Review, rules: Rules, calendar: Calendar) -> Iterator[Clock]:
    """Yield the clocks of every promise to every person, including promises kept."""
    for person in review.people:
        for rule in rules.values():
            if rule.subject == "person":
                yield _promise_clock(review, rule, person, calendar)
        if "FAM_SILENCE" in rules:
            yield from _silence_clocks(review, rules["FAM_SILENCE"], person, calendar)
        if "FAM_UPDATE" in rules:
            yield from _update_clocks(review, rules["FAM_UPDATE"], person, calendar)


def hold_on(review: Review, person: str) -> str:
    """Return the ids of what bars contact with a person: restrictions, then gates."""
    holds = [_bar_label(bar) for bar in review.restrictions if _bars(bar, person)]
    gates = [g.id for g in review.gates if g.is_open and g.holds == "family_contact"]
    return ", ".join([*holds, *gates])


def _bars(bar: ContactRestriction, person: str) -> bool:
    return bar.person == person and bar.lifted_on is None


def _bar_label(bar: ContactRestriction) -> str:
    return f"{bar.id} {bar.type.label}"


def _promise_clock(
    review: Review, rule: Rule, person: Person, calendar: Calendar
) -> Clock:
    start = recorded_day(review, rule.trigger)
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {person.kinship}",
        trigger=rule.trigger,
        subject=person.id,
        trigger_on=start,
        offset=rule.offset,
        due=due_date(rule, start, calendar),
        met_on=latest_if_all_known(
            _contact_made_on(review, person, purpose) for purpose in rule.met_by
        ),
        held_by=hold_on(review, person.id),
        ends_on=ended_on(review, rule),
        applies=person.is_engaged and applies(review, rule, start),
        expected=expected(review, rule),
    )


def _contact_made_on(review: Review, person: Person, purpose: str) -> date | None:
    purposes = INFORMING if purpose == Purpose.INFORM else frozenset({Purpose(purpose)})
    return first(
        contact.on
        for contact in review.contacts
        if person.id in contact.persons
        and contact.purpose in purposes
        and contact.was_made
    )


def _silence_clocks(
    review: Review, rule: Rule, person: Person, calendar: Calendar
) -> Iterator[Clock]:
    attempts = [(c.on, c.id) for c in review.contacts if person.id in c.persons]
    for cycle in cycles(None, attempts):
        yield _silence_clock(review, rule, person, cycle, calendar)


def _silence_clock(
    review: Review, rule: Rule, person: Person, cycle: Cycle, calendar: Calendar
) -> Clock:
    subject = f"{person.id}-{cycle.ended_by}" if cycle.ended_by else person.id
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {person.kinship}",
        trigger=rule.trigger,
        subject=subject,
        trigger_on=cycle.start,
        offset=rule.offset,
        due=add_units(cycle.start, rule.offset or 0, rule.unit, calendar),
        met_on=cycle.ended_on,
        held_by=hold_on(review, person.id),
        ends_on=stopped_on(review, rule),
        applies=person.is_engaged,
    )


def _update_clocks(
    review: Review, rule: Rule, person: Person, calendar: Calendar
) -> Iterator[Clock]:
    for meeting in review.meetings:
        if meeting.type is MeetingType.REVIEW_PANEL and not meeting.cancelled_on:
            yield _update_clock(review, rule, person, meeting, calendar)


def _update_clock(
    review: Review, rule: Rule, person: Person, meeting: Meeting, calendar: Calendar
) -> Clock:
    updated_on = first(
        contact.on
        for contact in review.contacts
        if person.id in contact.persons
        and contact.purpose in UPDATING
        and contact.was_made
        and contact.on >= meeting.on
    )
    return Clock(
        ref=review.ref,
        rule=rule,
        label=f"{rule.label}: {person.kinship}",
        trigger=rule.trigger,
        subject=f"{meeting.id}-{person.id}",
        trigger_on=meeting.on,
        offset=rule.offset,
        due=due_date(rule, meeting.on, calendar),
        met_on=updated_on,
        held_by=hold_on(review, person.id),
        starts_on=meeting.on,
        ends_on=stopped_on(review, rule),
        applies=person.is_engaged,
    )
