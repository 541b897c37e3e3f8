"""The plan back from publication: who needs what by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks import Clock, clocks_of
from cspr_tui.domain.deadlines.rules import Rules
from cspr_tui.domain.family.sensitive_dates import NearDate, near_publication
from cspr_tui.domain.record.oversight import NoticeAbout, Recipient, Signatory
from cspr_tui.domain.record.proceedings import Gated
from cspr_tui.domain.record.review import Review

PLANNED = "planned_publication_on"


@dataclass(frozen=True, slots=True)
class PublicationNeed:
    """What somebody needs before publication, by when, and whether they have it."""

    whom: str
    what: str
    by: date
    source: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """The needs by day, what holds publication, and the days it comes close to."""

    day: date
    needs: tuple[PublicationNeed, ...]
    held_by: tuple[str, ...]
    near: tuple[NearDate, ...]


_OURS = "our own default"
# Working days before publication by which each signs, and others are told.
_SIGNED = {
    Signatory.LEGAL: 20,
    Signatory.DPO: 20,
    Signatory.FAMILY_FEEDBACK: 18,
    Signatory.SUBGROUP: 15,
    Signatory.LOCAL_AUTHORITY: 12,
    Signatory.ICB: 12,
    Signatory.POLICE: 12,
}
_TOLD = {
    Recipient.AGENCIES: ("Copy of the report and the action plan", 5),
    Recipient.STAFF: ("Told what the report says of their work", 5),
    Recipient.PRESS_OFFICE: ("Lines for the press agreed", 5),
}
_WHOM = {
    "PREPUB_COPY": "National Panel, Secretary of State and Ofsted",
}


def publication_plan(
    review: Review, day: date, rules: Rules, calendar: Calendar
) -> PublicationPlan:
    """Return what publishing on that day asks, the first need first."""
    there = replace(review, planned_publication_on=day, published_on=None)
    needs = [
        *_by_rules(there, rules, calendar),
        *_signatures(there, day, calendar),
        *_notices(there, day, calendar),
    ]
    held = [
        f"{gate.id} set by {gate.set_by or 'nobody named'}"
        for gate in review.gates
        if gate.is_open and gate.holds is Gated.PUBLICATION
    ]
    return PublicationPlan(
        day=day,
        needs=tuple(sorted(needs, key=lambda need: (need.by, need.whom))),
        held_by=tuple(held),
        near=near_publication(review, day),
    )


def _by_rules(
    review: Review, rules: Rules, calendar: Calendar
) -> Iterator[PublicationNeed]:
    for clock in clocks_of(review, rules, calendar):
        if clock.trigger == PLANNED and clock.due and clock.applies:
            yield PublicationNeed(
                _whom(review, clock),
                clock.rule.label,
                clock.due,
                clock.rule.source,
                clock.met_on,
            )


def _whom(review: Review, clock: Clock) -> str:
    if clock.rule.id in _WHOM:
        return _WHOM[clock.rule.id]
    people = {person.id: person for person in review.people}
    person = people.get(clock.subject or "")
    return f"{person.id} {person.kinship}" if person else "The partnership"


def _signatures(
    review: Review, day: date, calendar: Calendar
) -> Iterator[PublicationNeed]:
    signed = {sign.by: sign.on for sign in review.sign_offs}
    for by, days in _SIGNED.items():
        due = calendar.add(day, -days)
        yield PublicationNeed(by.label, "Signs off", due, _OURS, signed.get(by))


def _notices(
    review: Review, day: date, calendar: Calendar
) -> Iterator[PublicationNeed]:
    about = NoticeAbout.PRE_PUBLICATION
    told = {n.to: n.sent_on for n in review.notices if n.about is about}
    for whom, (what, days) in _TOLD.items():
        due = calendar.add(day, -days)
        yield PublicationNeed(whom.label, what, due, _OURS, told.get(whom))
