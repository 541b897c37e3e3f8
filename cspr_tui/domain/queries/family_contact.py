"""Contact restrictions in force and promises still owed to families, in all reviews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.family.promises import Promise, PromiseState, promises
from cspr_tui.domain.record.review import Review


@dataclass(frozen=True, slots=True)
class ContactBar:
    """A person with a contact restriction, who asked for it, and its review day."""

    ref: str
    person: str
    kinship: str
    why: str
    asked_by: str
    since: date | None
    review_on: date | None
    bar: str
    via: str = ""


@dataclass(frozen=True, slots=True)
class OwedPromise:
    """A promise of the leaflet that is not kept yet."""

    ref: str
    person: str
    kinship: str
    promise: str
    due: date | None


def contact_bars(review: Review, day: date) -> tuple[ContactBar, ...]:
    """Return the restrictions in force in a review on that day."""
    people = {person.id: person for person in review.people}
    return tuple(
        ContactBar(
            ref=review.ref,
            person=bar.person,
            kinship=people[bar.person].kinship if bar.person in people else "unknown",
            why=bar.type.label,
            asked_by=bar.requested_by,
            since=bar.from_on,
            review_on=bar.review_on,
            bar=bar.id,
            via=bar.via,
        )
        for bar in review.restrictions
        if bar.is_in_force(day)
    )


def owed_promises(
    review: Review, deadlines: Iterable[Deadline]
) -> tuple[OwedPromise, ...]:
    """Return the promises that the review's stage makes owed and that are not kept.

    One for each person; the due date plays no part.
    """
    return tuple(_owed(review, tuple(deadlines)))


def _owed(review: Review, deadlines: tuple[Deadline, ...]) -> Iterator[OwedPromise]:
    for person in review.people:
        for promise in promises(review, person, deadlines):
            if promise.state is PromiseState.OWED:
                yield _owed_promise(review, person.id, person.kinship, promise)


def _owed_promise(
    review: Review, person: str, kinship: str, promise: Promise
) -> OwedPromise:
    return OwedPromise(review.ref, person, kinship, promise.label, promise.due)
