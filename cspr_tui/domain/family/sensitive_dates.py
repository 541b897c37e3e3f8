"""Sensitive dates: birthdays and anniversaries near a planned contact or publication.

SCIE guidance asks that families are told at a considerate time; how many days
count as near is our own default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.record.agencies import MeetingType
from cspr_tui.domain.record.people import Person, PersonRole, SensitiveDate
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import full_day

WITHIN = 7


@dataclass(frozen=True, slots=True)
class NearDate:
    """A sensitive date, whose it is, and what is planned near it."""

    person: str
    label: str
    on: date
    planned: str
    planned_on: date

    @property
    def sentence(self) -> str:
        """The warning as one sentence; it gives the person's id, never the name."""
        days_apart = (self.on - self.planned_on).days
        when = (
            "on"
            if not days_apart
            else f"{abs(days_apart)} days {_before_or_after(days_apart)}"
        )
        return (
            f"{self.planned} on {full_day(self.planned_on)} is {when} "
            f"{self.label} ({self.person}, {self.on:%d %b})."
        ).replace(" 1 days", " 1 day")


def _before_or_after(days_apart: int) -> str:
    return "before" if days_apart > 0 else "after"


def near_contact(
    review: Review, persons: tuple[str, ...], day: date, within: int = WITHIN
) -> tuple[NearDate, ...]:
    """Return sensitive dates near a contact: those of its people and of the child."""
    return tuple(_near(review, persons, "Contact", day, within))


def near_publication(
    review: Review, day: date, within: int = WITHIN
) -> tuple[NearDate, ...]:
    """Return the sensitive dates of everybody in the review near a publication."""
    everyone = tuple(person.id for person in review.people)
    return tuple(_near(review, everyone, "Publication", day, within))


def near_planned(
    review: Review, today: date, within: int = WITHIN
) -> tuple[NearDate, ...]:
    """Return the sensitive dates near anything planned from `today` on."""
    found = [
        near
        for persons, what, day in _planned(review)
        if day >= today
        for near in _near(review, persons, what, day, within)
    ]
    return tuple(sorted(set(found), key=lambda n: (n.planned_on, n.on, n.person)))


def _planned(review: Review) -> Iterator[tuple[tuple[str, ...], str, date]]:
    everyone = tuple(person.id for person in review.people)
    for contact in review.contacts:
        if contact.next_due_on:
            yield contact.persons, "Contact", contact.next_due_on
    for meeting in review.meetings:
        if meeting.type is MeetingType.FAMILY and meeting.cancelled_on is None:
            yield everyone, "Family meeting", meeting.on
    if review.planned_publication_on and review.published_on is None:
        yield everyone, "Publication", review.planned_publication_on


def _near(
    review: Review, persons: tuple[str, ...], what: str, day: date, within: int
) -> Iterator[NearDate]:
    for person in review.people:
        if person.id in persons or person.role is PersonRole.SUBJECT_CHILD:
            for sensitive in days_to_avoid(person):
                for on in _anniversaries(sensitive, day):
                    if abs((on - day).days) <= within:
                        yield NearDate(person.id, sensitive.label, on, what, day)


def days_to_avoid(person: Person) -> tuple[SensitiveDate, ...]:
    """Return a person's sensitive dates: those recorded, birthday and day of death.

    The birthday counts for the child of the review only.
    """
    sensitive = {(d.month, d.day): d for d in _birth_and_death(person)}
    sensitive.update({(d.month, d.day): d for d in person.sensitive_dates})
    return tuple(sensitive.values())


def _birth_and_death(person: Person) -> Iterator[SensitiveDate]:
    if person.role is PersonRole.SUBJECT_CHILD and person.dob:
        yield SensitiveDate("Birthday", person.dob.month, person.dob.day)
    if person.deceased_on:
        died = person.deceased_on
        yield SensitiveDate("Day of death", died.month, died.day)


def _anniversaries(sensitive: SensitiveDate, day: date) -> Iterator[date]:
    """Yield the date in last, this and next year; 29 February falls on the 28th."""
    for year in (day.year - 1, day.year, day.year + 1):
        for last in (sensitive.day, 28):
            try:
                found = date(year, sensitive.month, last)
            except ValueError:
                continue
            yield found
            break
