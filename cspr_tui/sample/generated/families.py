"""A generated family: its people, restrictions on contact, and contacts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cspr_tui.domain.record.incident import IncidentType
from cspr_tui.domain.record.people import (
    Channel,
    ContactOutcome,
    ContactPreferences,
    ContactRestriction,
    EngagementStatus,
    FamilyContact,
    Person,
    PersonRole,
    Purpose,
    RestrictionType,
    SensitiveDate,
)
from cspr_tui.domain.record.stage import Stage
from cspr_tui.sample.generated.dates import ReviewFields
from cspr_tui.sample.generated.fictional_numbers import mobile, nhs
from cspr_tui.sample.generated.vocabulary import Draw

_RESTRICTION_TYPES = tuple(RestrictionType)
_CHANNELS = (Channel.PHONE, Channel.PHONE, Channel.VISIT, Channel.VIDEO)


@dataclass(frozen=True, slots=True)
class Family:
    """The family in a review; the mother takes part in it."""

    child: Person
    mother: Person
    father: Person

    @property
    def people(self) -> tuple[Person, ...]:
        """All members of the family, the child first."""
        return self.child, self.mother, self.father


def family_of(draw: Draw, fields: ReviewFields) -> Family:
    """Return a child with parents; the child died if the incident was a death."""
    surname = draw.phrase("surnames")
    died = fields["incident_type"] is IncidentType.DEATH
    return Family(
        child=_child(draw, surname, fields["incident_on"], died=died),
        mother=_mother(draw, surname),
        father=_father(draw),
    )


def _child(draw: Draw, surname: str, incident: date, *, died: bool) -> Person:
    born = incident - timedelta(days=draw.random.randint(30, 6000))
    return Person(
        id=draw.entry_id("P"),
        role=PersonRole.SUBJECT_CHILD,
        forename=draw.phrase("forenames"),
        surname=surname,
        sex=draw.random.choice(("male", "female")),
        dob=born,
        deceased_on=incident if died else None,
        nhs=nhs(draw.number),
        sensitive_dates=(SensitiveDate("Birthday", born.month, born.day),),
        engagement=EngagementStatus.NOT_APPROPRIATE,
        engagement_reason="" if died else "Wishes come through the social worker.",
    )


def _mother(draw: Draw, surname: str) -> Person:
    has_met = draw.has_reached(Stage.ENGAGEMENT)
    is_approached = draw.has_reached(Stage.RAPID_REVIEW)
    status = (
        EngagementStatus.ACCEPTED
        if is_approached
        else EngagementStatus.NOT_YET_APPROACHED
    )
    house = draw.random.randint(1, 99)
    return Person(
        id=draw.entry_id("P"),
        role=PersonRole.MOTHER,
        forename=draw.phrase("forenames"),
        surname=surname,
        phones=(mobile(draw.number),),
        addresses=(f"{house} {draw.phrase('streets')}, {draw.phrase('towns')}",),
        parental_responsibility=True,
        preferences=ContactPreferences(channel="Call", safe_times="Mornings"),
        engagement=EngagementStatus.MET if has_met else status,
    )


def _father(draw: Draw) -> Person:
    return Person(
        id=draw.entry_id("P"),
        role=PersonRole.FATHER,
        forename=draw.phrase("forenames"),
        surname=draw.phrase("surnames"),
        phones=(mobile(draw.number + 500),),
        engagement=EngagementStatus.DECLINED,
        engagement_reason="Said that he does not wish to take part.",
    )


def restrictions_on(
    draw: Draw, family: Family, fields: ReviewFields
) -> Iterator[ContactRestriction]:
    """Yield a restriction on contact with the father, in one review of three."""
    start = fields.get("sin_sent_on")
    if start is None or not draw.chance(0.33):
        return
    requested_on = draw.as_at - timedelta(days=draw.random.randint(1, 25))
    yield ContactRestriction(
        id=draw.entry_id("B"),
        person=family.father.id,
        type=draw.random.choice(_RESTRICTION_TYPES),
        requested_by="Officer in the case",
        from_on=start,
        asked_on=(requested_on,) if requested_on > start else (),
        review_on=draw.as_at + timedelta(days=draw.random.randint(4, 40)),
    )


def contact_days(draw: Draw, number: int, fields: ReviewFields) -> list[date]:
    """Return the days of `number` contacts: most before publication, one recent."""
    start = fields["referred_on"] + timedelta(days=1)
    published, closed = fields.get("published_on"), fields.get("closed_on")
    if published is not None:
        before = max(1, round(number * 0.75)) if number else 0
        after = draw.spread(published, closed or draw.as_at, number - before)
        return [*draw.spread(start, published, before), *after]
    if closed is not None or number == 0:
        return draw.spread(start, closed or draw.as_at, number)
    lately = max(start, draw.as_at - timedelta(days=draw.random.randint(0, 18)))
    return [*draw.spread(start, lately, number - 1), min(lately, draw.as_at)]


def contacts_with(
    draw: Draw, family: Family, days: list[date], by: str, fields: ReviewFields
) -> Iterator[FamilyContact]:
    """Yield one contact with the mother for each of the days."""
    for at, day in enumerate(days):
        purpose = Purpose.INFORM if at == 0 else _purpose(days, at, fields)
        is_missed = purpose is Purpose.OTHER and draw.chance(0.3)
        yield FamilyContact(
            id=draw.entry_id("C"),
            persons=(family.mother.id,),
            on=day,
            channel=draw.random.choice(_CHANNELS),
            by=by,
            purpose=purpose,
            outcome=ContactOutcome.NO_ANSWER if is_missed else ContactOutcome.REACHED,
            note=draw.phrase("family"),
        )


def _purpose(days: list[date], at: int, fields: ReviewFields) -> Purpose:
    """Return what a contact was for, so that promises due by then are kept."""
    published = fields.get("published_on")
    if published is None:
        return (Purpose.UPDATE, Purpose.OTHER, Purpose.MEETING)[at % 3]
    contacts_left = sum(day < published for day in days) - at
    if contacts_left <= 0:
        return Purpose.POST_PUBLICATION
    purposes_by_contacts_left = {1: Purpose.PRE_PUBLICATION, 2: Purpose.REPORT_GIVEN}
    return purposes_by_contacts_left.get(contacts_left, Purpose.UPDATE)
