"""Read all reviews; one that cannot be read is named and the others still answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from cspr_tui.domain.deadlines.deadline import Deadline, urgency_order
from cspr_tui.domain.family.sensitive_dates import NearDate, near_planned
from cspr_tui.domain.queries.changes_since import (
    ReviewChange,
    changes_since,
    newest_first,
)
from cspr_tui.domain.queries.family_contact import (
    ContactBar,
    OwedPromise,
    contact_bars,
    owed_promises,
)
from cspr_tui.domain.queries.late_returns import AgencyReturns, by_agency, late_returns
from cspr_tui.domain.queries.open_actions import (
    HeldReport,
    PlanAction,
    actions_needing_attention,
    held_reports,
)
from cspr_tui.domain.queries.past_lessons import PastLesson, past_lessons
from cspr_tui.domain.queries.retention_due import RetentionDay, retention_days
from cspr_tui.domain.queries.week import WeekItem, week_items
from cspr_tui.domain.queries.yearly import YearFigure, year_figures
from cspr_tui.domain.record.duplicates import PossibleDuplicate, possible_duplicates
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import day_of
from cspr_tui.service.reviews import Reviews
from cspr_tui.store.protocol import DamagedRecordError


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass
class AllReviews:
    """Every readable review of a store, read for a question about all of them.

    `unreadable` collects a sentence for each review that could not be read.
    """

    reviews: Reviews
    unreadable: list[str] = field(default_factory=list)

    def every(self) -> Iterator[Review]:
        """Yield every review that can be read, closed ones too."""
        for ref in self.reviews.store.refs():
            try:
                yield self.reviews.store.load(ref)
            except DamagedRecordError as damage:
                self.unreadable.append(str(damage))

    def active(self) -> Iterator[Review]:
        """Yield the reviews that are not closed or withdrawn."""
        return (review for review in self.every() if review.is_active)

    def _dated(self) -> Iterator[tuple[Review, tuple[Deadline, ...]]]:
        for review in self.active():
            yield review, self.reviews.deadlines(review)

    def pending(self, rule: str) -> list[Deadline]:
        """Return the deadlines of one rule that still need action."""
        found = [d for _, due in self._dated() for d in due if d.rule.id == rule]
        return sorted((d for d in found if d.state.is_pending), key=urgency_order)

    def late(self) -> tuple[AgencyReturns, ...]:
        """Return the late agency returns of all reviews, the most days late first."""
        return by_agency(
            late for review, due in self._dated() for late in late_returns(review, due)
        )

    def week(self) -> tuple[WeekItem, ...]:
        """Return the team's week, day by day."""
        today = self.reviews.today
        found = [i for r, due in self._dated() for i in week_items(r, due, today)]
        return tuple(sorted(found, key=lambda i: (i.on, i.time or "99", i.ref)))

    def lessons(self, words: list[str]) -> tuple[PastLesson, ...]:
        """Return the earlier lessons and recommendations that contain the words."""
        return past_lessons(self.every(), words)

    def barred(self) -> tuple[ContactBar, ...]:
        """Return everyone whom contact is restricted with today."""
        today = self.reviews.today
        return tuple(
            bar for review in self.active() for bar in contact_bars(review, today)
        )

    def owed(self) -> tuple[OwedPromise, ...]:
        """Return the promises to families that are not kept yet."""
        return tuple(each for r, due in self._dated() for each in owed_promises(r, due))

    def near(self) -> tuple[tuple[str, NearDate], ...]:
        """Return the sensitive dates near a planned event, with the reference."""
        today = self.reviews.today
        return tuple((r.ref, n) for r in self.active() for n in near_planned(r, today))

    def held(self) -> tuple[HeldReport, ...]:
        """Return the reports that an open gate keeps from publication."""
        return tuple(held for review in self.active() for held in held_reports(review))

    def actions(self) -> tuple[PlanAction, ...]:
        """Return the actions that are late, undated or without evidence."""
        return actions_needing_attention(self.active(), self.reviews.today)

    def keeping(self, days: int) -> tuple[RetentionDay, ...]:
        """Return the retention decisions due within that many days."""
        today = self.reviews.today
        return retention_days(self.every(), today, today + timedelta(days=days))

    def figures(self, span: DayRange) -> tuple[YearFigure, ...]:
        """Return the figures of a range of days."""
        dated = ((r, self.reviews.deadlines(r)) for r in self.every())
        return year_figures(dated, span.first, span.last)

    def since(
        self, span: DayRange, but: str = "", ref: str = ""
    ) -> tuple[ReviewChange, ...]:
        """Return who changed what in a range of days, except one person's own changes.

        Changes of the settings are included, unless one review is asked for.
        """
        first, last = span.first, span.last
        if ref:
            return changes_since([self.reviews.read(ref)], first, last, but)
        found = [(r.ref, change) for r in self.every() for change in r.history]
        settings = self.reviews.store.partnership().history
        return newest_first([*found, *(("-", c) for c in settings)], first, last, but)

    def away_since(self) -> date:
        """Return the day of the user's last brief, else the last working day."""
        read = self.reviews.row_cache.briefed_at()
        if read is not None:
            return min(day_of(read), self.reviews.today)
        return self.reviews.calendar.add(self.reviews.today, -1)

    def like(self, facts: Review) -> tuple[PossibleDuplicate, ...]:
        """Return possible duplicates of a review, which need not be saved yet."""
        return possible_duplicates(facts, self.every())
