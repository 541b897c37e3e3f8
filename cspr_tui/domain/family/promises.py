"""The promises of the family leaflet to each person, and whether each was kept.

A promise is kept by what is recorded, such as a contact with the right purpose;
nobody ticks it off by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.record.documents import SectionKind
from cspr_tui.domain.record.people import Person, Purpose
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.sections import section_of
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.values.choice import Choice


class PromiseState(Choice):
    """Whether a promise is kept, owed, not owed yet, or not needed."""

    KEPT = "kept", "KEPT"
    OWED = "owed", "OWED"
    NOT_YET = "not_yet", "not yet"
    NOT_NEEDED = "not_needed", "not needed"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: its label, its state, when it was kept and when it is due."""

    label: str
    state: PromiseState
    kept_on: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class _LeafletPromise:
    """A line of the leaflet: from which stage it is owed, and what counts as kept.

    It is kept by a contact of that `purpose`, or by what `kept` finds in the review;
    `rule` is the deadline rule that gives its due date, `needed` whether it applies.
    """

    label: str
    owed_from: Stage
    purpose: Purpose | None = None
    rule: str = ""
    kept: Callable[[Review], date | bool | None] | None = None
    needed: Callable[[Review], bool] | None = None


def _reviewer_named(review: Review) -> date | bool | None:
    reviewer = review.lead_reviewer
    return (reviewer.appointed_on or True) if reviewer else None


def _told_of_delay(review: Review) -> date | None:
    told = [d.family_told_on for d in review.delays if d.family_told_on]
    return min(told, default=None)


def _has_family_section(review: Review) -> bool:
    section = section_of(review, SectionKind.FAMILY)
    return section is not None and bool(section.text.strip())


_LEAFLET: tuple[_LeafletPromise, ...] = (
    _LeafletPromise("Lead reviewer named", Stage.SET_UP, kept=_reviewer_named),
    _LeafletPromise("Leaflet given", Stage.SET_UP, Purpose.LEAFLET, "FAM_INFORM"),
    _LeafletPromise("Invited to meet the lead reviewer", Stage.SET_UP, Purpose.INVITE),
    _LeafletPromise("Met the lead reviewer", Stage.ENGAGEMENT, Purpose.MEETING),
    _LeafletPromise(
        "Experience in the report", Stage.FAMILY_SIGHT, kept=_has_family_section
    ),
    _LeafletPromise(
        "Told of the delay",
        Stage.REFERRAL,
        Purpose.DELAY_NOTICE,
        kept=_told_of_delay,
        needed=lambda review: bool(review.delays),
    ),
    _LeafletPromise("Key learning shared", Stage.SIGN_OFF, Purpose.LEARNING_SHARED),
    _LeafletPromise(
        "Copy of the report", Stage.SIGN_OFF, Purpose.REPORT_GIVEN, "FAM_PREPUB"
    ),
    _LeafletPromise(
        "Told before publication",
        Stage.PRE_PUBLICATION,
        Purpose.PRE_PUBLICATION,
        "FAM_PREPUB",
    ),
    _LeafletPromise(
        "Told what changed", Stage.LEARNING, Purpose.POST_PUBLICATION, "FAM_AFTER"
    ),
)


def promises(
    review: Review, person: Person, deadlines: tuple[Deadline, ...]
) -> tuple[Promise, ...]:
    """Return the leaflet's promises to a person, in the leaflet's order.

    Their state follows from contacts and other records. Promises to somebody who
    declined, or whom it is not appropriate to involve, are not needed; the reason is
    recorded with the person.
    """
    due = {
        d.rule.id: d.due for d in deadlines if d.clock.subject == person.id and d.due
    }
    return tuple(_promise(review, person, promised, due) for promised in _LEAFLET)


def _promise(
    review: Review, person: Person, promised: _LeafletPromise, due: dict[str, date]
) -> Promise:
    kept = _kept_on(review, person, promised)
    if kept:
        on = kept if isinstance(kept, date) else None
        return Promise(promised.label, PromiseState.KEPT, on)
    needed = promised.needed is None or promised.needed(review)
    if not person.is_engaged or not needed:
        return Promise(promised.label, PromiseState.NOT_NEEDED)
    owed = review.stage.number >= promised.owed_from.number
    state = PromiseState.OWED if owed else PromiseState.NOT_YET
    return Promise(promised.label, state, due=due.get(promised.rule))


def owed_without_date(
    review: Review, counted: Collection[tuple[str, str | None]]
) -> str:
    """Return the first promise owed that has no deadline, and how many more there are.

    `counted` are the open deadlines as pairs of rule and person. Empty if nothing is
    owed.
    """
    owed = [
        f"{person.id} {person.kinship}: {promised.label}"
        for person in review.people
        for promised in _LEAFLET
        if (promised.rule, person.id) not in counted
        and _promise(review, person, promised, {}).state is PromiseState.OWED
    ]
    more = f", {len(owed) - 1} more" if owed[1:] else ""
    return f"{owed[0]}{more}" if owed else ""


def _kept_on(
    review: Review, person: Person, promised: _LeafletPromise
) -> date | bool | None:
    days = [
        contact.on
        for contact in review.contacts
        if person.id in contact.persons
        and contact.purpose is promised.purpose
        and contact.was_made
    ]
    return min(days, default=None) or (promised.kept(review) if promised.kept else None)


def promise_counts(found: tuple[Promise, ...]) -> str:
    """Return how many promises are kept and owed: `5 kept, 2 owed`."""
    kept = sum(promise.state is PromiseState.KEPT for promise in found)
    owed = sum(promise.state is PromiseState.OWED for promise in found)
    return f"{kept} kept, {owed} owed"
