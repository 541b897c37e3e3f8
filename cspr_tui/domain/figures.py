"""The partnership's figures: how many in time, how long, and which are behind each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from cspr_tui.domain.deadlines import Deadline, State
from cspr_tui.domain.learning import ActionStatus
from cspr_tui.domain.plain_words import day_of
from cspr_tui.domain.review import Review
from cspr_tui.domain.stage import Stage
from cspr_tui.domain.working_days import Calendar

# A count below this can point to a child; it is marked before it leaves.
SMALL = 5
MEASURED = frozenset({State.MET, State.MET_LATE, State.OVERDUE, State.OVERDUE_NOTIFIED})


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: `value` of `unit` (%, wd or d) over `whole` cases.

    `refs` are the reviews counted, those that fell short first.
    """

    group: str
    label: str
    value: int | None
    unit: str
    whole: int
    part: int | None = None
    refs: tuple[str, ...] = ()

    @property
    def is_small(self) -> bool:
        """Whether so few stand behind it that it may identify a child."""
        counts = (
            [self.whole] if self.part is None else [self.part, self.whole - self.part]
        )
        return any(0 < number < SMALL for number in (*counts, self.whole))


@dataclass
class Tally:
    """Cases in favour and against, by reference."""

    good: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    def count(self, ref: str, *, good: bool) -> None:
        """Count one case."""
        (self.good if good else self.bad).append(ref)

    def figure(self, group: str, label: str) -> Figure:
        """Return the share in favour, in whole per cent."""
        whole = len(self.good) + len(self.bad)
        value = round(100 * len(self.good) / whole) if whole else None
        refs = tuple(dict.fromkeys((*self.bad, *self.good)))
        return Figure(group, label, value, "%", whole, len(self.good), refs)


@dataclass
class Spans:
    """How long things took, by reference."""

    days: list[tuple[int, str]] = field(default_factory=list)

    def figure(self, group: str, label: str, unit: str) -> Figure:
        """Return the median, the longest first among the references."""
        lengths = [days for days, _ in self.days]
        value = round(median(lengths)) if lengths else None
        longest = sorted(self.days, reverse=True)
        refs = tuple(dict.fromkeys(ref for _, ref in longest))
        return Figure(group, label, value, unit, len(lengths), None, refs)


@dataclass
class Figures:
    """Counts reviews one by one, so that thousands need not be held at once.

    `since` leaves out what was due, sent or begun before that day.
    """

    calendar: Calendar
    since: date | None = None
    rapid: Tally = field(default_factory=Tally)
    published: Tally = field(default_factory=Tally)
    promises: Tally = field(default_factory=Tally)
    actions: Tally = field(default_factory=Tally)
    returns: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    answers: dict[str, Spans] = field(default_factory=lambda: defaultdict(Spans))
    stages: dict[str, Spans] = field(default_factory=lambda: defaultdict(Spans))

    def add(self, review: Review, deadlines: Iterable[Deadline]) -> None:
        """Count one review."""
        for deadline in deadlines:
            if deadline.state in MEASURED and self._counts(deadline.due):
                self._deadline(review, deadline)
        self._requests(review)
        for stage, days in stays(review, self.since):
            self.stages[stage].days.append((days, review.ref))

    def _counts(self, day: date | None) -> bool:
        return self.since is None or (day is not None and day >= self.since)

    def _deadline(self, review: Review, deadline: Deadline) -> None:
        good = deadline.state is State.MET
        tallies: Mapping[str, Tally] = {
            "RR_SUBMIT": self.rapid,
            "LCSPR_PUBLISH": self.published,
        }
        rule = deadline.rule.id
        if rule in tallies:
            tallies[rule].count(review.ref, good=good)
        elif rule.startswith("FAM_"):
            self.promises.count(review.ref, good=good)
        elif rule == "ACT_DUE":
            self._action(review, deadline)
        elif rule == "AGY_DUE":
            self._return(review, deadline)

    def _requests(self, review: Review) -> None:
        for request in review.requests:
            sent, answered = request.sent_on, request.answered_on
            if sent and answered and not request.withdrawn_on and self._counts(sent):
                days = self.calendar.between(sent, answered)
                self.answers[request.agency].days.append((days, review.ref))

    def _action(self, review: Review, deadline: Deadline) -> None:
        found = [a for a in review.actions if a.id == deadline.clock.subject]
        for action in found:
            closed = action.status is ActionStatus.CLOSED
            good = closed and bool(action.impact_evidence)
            self.actions.count(review.ref, good=good)

    def _return(self, review: Review, deadline: Deadline) -> None:
        for request in review.requests:
            if request.id == deadline.clock.subject:
                good = deadline.state is State.MET
                self.returns[request.agency].count(review.ref, good=good)

    def all(self) -> Iterator[Figure]:
        """Yield every figure, group by group."""
        yield self.rapid.figure("In time", "Rapid reviews within 15 working days")
        yield self.published.figure("In time", "Reports published within six months")
        yield self.promises.figure("In time", "Promises to families kept in time")
        yield self.actions.figure("In time", "Actions closed with evidence")
        for stage in Stage:
            if stage.value in self.stages:
                spans = self.stages[stage.value]
                yield spans.figure("Median days in a stage", stage.label, "d")
        group = "Median working days to answer"
        for agency in sorted(self.answers):
            yield self.answers[agency].figure(group, agency, "wd")
        for agency in sorted(self.returns):
            yield self.returns[agency].figure("Answered by the day set", agency)


def stays(review: Review, since: date | None) -> Iterator[tuple[str, int]]:
    """Yield each stage a review has left, and its calendar days there.

    Read from the history: a stage set twice on one day counts no days.
    """
    began: date | None = None
    for change in review.history:
        for edit in change.edits:
            if edit.path != "stage":
                continue
            left = day_of(change.at)
            if began is not None and (since is None or began >= since):
                yield str(edit.old or Stage.REFERRAL.value), (left - began).days
            began = left
        if began is None:
            began = day_of(change.at)
