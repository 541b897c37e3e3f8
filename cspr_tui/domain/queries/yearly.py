"""The figures of one year, for the partnership's yearly report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from cspr_tui.domain.deadlines.deadline import Deadline, State
from cspr_tui.domain.record.learning import ActionStatus
from cspr_tui.domain.record.review import Review

_DAYS_A_MONTH = 365.25 / 12
# What is sent in time or not: the rule, the day it was done, and the words.
_TIMED = (
    ("SIN_PANEL", "sin_sent_on", "Serious incident notifications"),
    ("RR_SUBMIT", "rr_sent_on", "Rapid reviews sent"),
    ("LCSPR_PUBLISH", "published_on", "Local reviews published"),
)
Dated = tuple[Review, tuple[Deadline, ...]]


@dataclass(frozen=True, slots=True)
class YearFigure:
    """One line of the year's figures: what is counted, how many, of how many."""

    label: str
    value: float | None
    of: int | None = None

    @property
    def share(self) -> str:
        """The value as a share of `of`, if there is one."""
        if not self.of or self.value is None:
            return ""
        return f"{100 * self.value / self.of:.0f}%"


@dataclass(frozen=True, slots=True)
class _Year:
    """The days counted, first and last included."""

    first: date
    last: date

    def has(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


def year_figures(
    reviews: Iterable[Dated], first: date, last: date
) -> tuple[YearFigure, ...]:
    """Return the figures of the days from `first` to `last`, both included."""
    year, found = _Year(first, last), list(reviews)
    sin, rapid, report = _TIMED
    return (
        *_timed(found, year, sin),
        *_timed(found, year, rapid),
        _counted(found, year, "lcspr_decided_on", "Local reviews decided"),
        *_timed(found, year, report),
        YearFigure("Months from decision to publication, median", _months(found, year)),
        *_actions(found, year),
    )


def _counted(found: Sequence[Dated], year: _Year, field: str, label: str) -> YearFigure:
    return YearFigure(label, sum(year.has(getattr(r, field)) for r, _ in found))


def _timed(
    found: Sequence[Dated], year: _Year, what: tuple[str, str, str]
) -> tuple[YearFigure, YearFigure]:
    rule, field, label = what
    inside = [each for each in found if year.has(getattr(each[0], field))]
    timely = [
        deadline
        for _, deadlines in inside
        for deadline in deadlines
        if deadline.rule.id == rule and deadline.state is State.MET
    ]
    number = len(inside)
    return YearFigure(label, number), YearFigure(
        "  of them in time", len(timely), number
    )


def _months(found: Sequence[Dated], year: _Year) -> float | None:
    took = [
        (review.published_on - review.lcspr_decided_on).days / _DAYS_A_MONTH
        for review, _ in found
        if review.published_on
        and review.lcspr_decided_on
        and year.has(review.published_on)
    ]
    return round(median(took), 1) if took else None


def _actions(found: Sequence[Dated], year: _Year) -> tuple[YearFigure, YearFigure]:
    done = [
        action
        for review, _ in found
        for action in review.actions
        if year.has(action.completed_on) or year.has(action.closed_on)
    ]
    closed = [a for a in done if a.status is ActionStatus.CLOSED]
    return (
        YearFigure("Actions completed", len(done)),
        YearFigure("  of them with evidence of impact", len(closed), len(done)),
    )
