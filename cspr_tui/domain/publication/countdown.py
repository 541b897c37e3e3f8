"""The countdown to publication: who needs what by when, counted back from the day."""

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
    """What a person or body needs before publication, by when, and when they had it.

    `source` is the rule's source, or says that the date is our own default.
    """

    whom: str
    what: str
    by: date
    source: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """The needs in order of date, open gates, and sensitive dates near that day."""

    day: date
    needs: tuple[PublicationNeed, ...]
    held_by: tuple[str, ...]
    near: tuple[NearDate, ...]


_OWN_DEFAULT = "our own default"
# Working days before publication: by when each signs off, and others are notified.
_SIGN_OFF_DAYS = {
    Signatory.LEGAL: 20,
    Signatory.DPO: 20,
    Signatory.FAMILY_FEEDBACK: 18,
    Signatory.SUBGROUP: 15,
    Signatory.LOCAL_AUTHORITY: 12,
    Signatory.ICB: 12,
    Signatory.POLICE: 12,
}
_NOTICE_DAYS = {
    Recipient.AGENCIES: ("Copy of the report and the action plan", 5),
    Recipient.STAFF: ("Told what the report says of their work", 5),
    Recipient.PRESS_OFFICE: ("Lines for the press agreed", 5),
}
_RECIPIENT_BY_RULE = {
    "PREPUB_COPY": "National Panel, Secretary of State and Ofsted",
}


def publication_plan(
    review: Review, day: date, rules: Rules, calendar: Calendar
) -> PublicationPlan:
    """Return what publishing on that day requires, the earliest need first."""
    planned = replace(review, planned_publication_on=day, published_on=None)
    needs = [
        *_required_by_rules(planned, rules, calendar),
        *_signatures(planned, day, calendar),
        *_notices(planned, day, calendar),
    ]
    holds = [
        f"{gate.id} set by {gate.set_by or 'nobody named'}"
        for gate in review.gates
        if gate.is_open and gate.holds is Gated.PUBLICATION
    ]
    return PublicationPlan(
        day=day,
        needs=tuple(sorted(needs, key=lambda need: (need.by, need.whom))),
        held_by=tuple(holds),
        near=near_publication(review, day),
    )


def _required_by_rules(
    review: Review, rules: Rules, calendar: Calendar
) -> Iterator[PublicationNeed]:
    for clock in clocks_of(review, rules, calendar):
        if clock.trigger == PLANNED and clock.due and clock.applies:
            yield PublicationNeed(
                _recipient_of(review, clock),
                clock.rule.label,
                clock.due,
                clock.rule.source,
                clock.met_on,
            )


def _recipient_of(review: Review, clock: Clock) -> str:
    if clock.rule.id in _RECIPIENT_BY_RULE:
        return _RECIPIENT_BY_RULE[clock.rule.id]
    people = {person.id: person for person in review.people}
    person = people.get(clock.subject or "")
    return f"{person.id} {person.kinship}" if person else "The partnership"


def _signatures(
    review: Review, day: date, calendar: Calendar
) -> Iterator[PublicationNeed]:
    signed = {sign.by: sign.on for sign in review.sign_offs}
    for by, days in _SIGN_OFF_DAYS.items():
        due = calendar.add(day, -days)
        yield PublicationNeed(by.label, "Signs off", due, _OWN_DEFAULT, signed.get(by))


def _notices(
    review: Review, day: date, calendar: Calendar
) -> Iterator[PublicationNeed]:
    about = NoticeAbout.PRE_PUBLICATION
    notified = {n.to: n.sent_on for n in review.notices if n.about is about}
    for whom, (what, days) in _NOTICE_DAYS.items():
        due = calendar.add(day, -days)
        yield PublicationNeed(whom.label, what, due, _OWN_DEFAULT, notified.get(whom))
