"""Late agency returns in all reviews, with whoever must chase them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.deadlines.deadline import Deadline, State
from cspr_tui.domain.record.agencies import Request
from cspr_tui.domain.record.review import Review

LATE = frozenset({State.OVERDUE, State.OVERDUE_NOTIFIED})


@dataclass(frozen=True, slots=True)
class LateReturn:
    """One request past its due date; `days_late` are working days."""

    ref: str
    request: Request
    due: date
    days_late: int

    @property
    def agency(self) -> str:
        """The agency that the request was sent to."""
        return self.request.agency


@dataclass(frozen=True, slots=True)
class AgencyReturns:
    """An agency's late returns across all reviews, the latest first."""

    agency: str
    late: tuple[LateReturn, ...]

    @property
    def days_late(self) -> int:
        """The sum of the working days that its returns are late."""
        return sum(each.days_late for each in self.late)


def late_returns(
    review: Review, deadlines: Iterable[Deadline]
) -> tuple[LateReturn, ...]:
    """Return a review's requests past their due date; a nil return is an answer."""
    asked = {request.id: request for request in review.requests}
    found = [
        LateReturn(review.ref, asked[d.clock.subject], d.due, -(d.days_left or 0))
        for d in deadlines
        if d.rule.id == "AGY_DUE" and d.state in LATE and d.due and d.clock.subject
    ]
    return tuple(sorted(found, key=lambda late: late.due))


def unanswered(review: Review) -> tuple[Request, ...]:
    """Return a review's requests without an answer, by agency."""
    open_ = [r for r in review.requests if r.answered_on is None]
    live = [r for r in open_ if r.withdrawn_on is None]
    return tuple(sorted(live, key=lambda r: (r.agency, r.sent_on or date.max)))


def by_agency(found: Iterable[LateReturn]) -> tuple[AgencyReturns, ...]:
    """Return late returns grouped by agency, the most days late first."""
    agencies: dict[str, list[LateReturn]] = {}
    for late in found:
        agencies.setdefault(late.agency, []).append(late)
    owed = [
        AgencyReturns(agency, tuple(sorted(late, key=lambda each: each.due)))
        for agency, late in agencies.items()
    ]
    return tuple(sorted(owed, key=lambda a: (-a.days_late, -len(a.late), a.agency)))
