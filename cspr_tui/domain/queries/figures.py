"""The partnership's figures: share in time, durations, and the reviews each counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.deadline import Deadline, State
from cspr_tui.domain.record.learning import ActionStatus
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.formatting import day_of, full_day

# A count below this can point to a child; it is marked before it leaves.
SMALL = 5
# What somebody promised the family; that nobody was in touch is no promise.
PROMISED = ("FAM_INFORM", "FAM_PREPUB", "FAM_AFTER", "FAM_UPDATE")
MEASURED = frozenset({State.MET, State.MET_LATE, State.OVERDUE, State.OVERDUE_NOTIFIED})


@dataclass(frozen=True, slots=True)
class ReviewBehindFigure:
    """A review that a figure counts: how many of its cases met the standard."""

    ref: str
    said: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` in `unit` (%, wd or d) over `whole` cases.

    `behind` are the reviews counted, those that fell short first.
    """

    group: str
    label: str
    value: int | None
    unit: str
    whole: int
    part: int | None = None
    behind: tuple[ReviewBehindFigure, ...] = ()

    @property
    def refs(self) -> tuple[str, ...]:
        """The references of the reviews counted."""
        return tuple(each.ref for each in self.behind)

    @property
    def is_small(self) -> bool:
        """Whether it counts so few cases that it may identify a child."""
        counts = (
            [self.whole] if self.part is None else [self.part, self.whole - self.part]
        )
        return any(0 < number < SMALL for number in (*counts, self.whole))


@dataclass
class ShareCounter:
    """Counts cases that met a standard and cases that fell short, by reference."""

    good: Counter[str] = field(default_factory=Counter)
    short: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, ref: str, deadline: Deadline, *, good: bool) -> None:
        """Count one case."""
        if good:
            self.good[ref] += 1
        else:
            clock = deadline.clock
            self.short[ref].append(f"{clock.label}, due {full_day(clock.due)}")

    def figure(self, group: str, label: str) -> Figure:
        """Return the share that met it, in whole per cent, rounded down.

        Only if every case met it is the value 100.
        """
        good = self.good.total()
        whole = good + sum(map(len, self.short.values()))
        value = 100 * good // whole if whole else None
        refs = dict.fromkeys((*self.short, *self.good))
        behind = tuple(ReviewBehindFigure(ref, self._said(ref)) for ref in refs)
        return Figure(group, label, value, "%", whole, good, behind)

    def _said(self, ref: str) -> str:
        good, short = self.good[ref], self.short.get(ref, [])
        held = f"{good} of {good + len(short)}"
        return f"{held}, short: {'; '.join(short)}" if short else held


@dataclass
class DurationCounter:
    """Collects durations by reference."""

    days: list[tuple[int, str]] = field(default_factory=list)

    def figure(self, group: str, label: str, unit: str) -> Figure:
        """Return the median; the references with the longest durations come first."""
        lengths = [days for days, _ in self.days]
        value = round(median(lengths)) if lengths else None
        each = defaultdict[str, list[str]](list)
        for days, ref in sorted(self.days, reverse=True):
            each[ref].append(f"{days}{unit}")
        behind = tuple(
            ReviewBehindFigure(ref, ", ".join(said)) for ref, said in each.items()
        )
        return Figure(group, label, value, unit, len(lengths), None, behind)


@dataclass
class FigureCounter:
    """Counts reviews one by one, so that they need not all be in memory.

    `since` leaves out what was due, sent or begun before that day.
    """

    calendar: Calendar
    since: date | None = None
    rapid: ShareCounter = field(default_factory=ShareCounter)
    published: ShareCounter = field(default_factory=ShareCounter)
    promises: ShareCounter = field(default_factory=ShareCounter)
    actions: ShareCounter = field(default_factory=ShareCounter)
    returns: dict[str, ShareCounter] = field(
        default_factory=lambda: defaultdict(ShareCounter)
    )
    answers: dict[str, DurationCounter] = field(
        default_factory=lambda: defaultdict(DurationCounter)
    )
    stages: dict[str, DurationCounter] = field(
        default_factory=lambda: defaultdict(DurationCounter)
    )

    def add(self, review: Review, deadlines: Iterable[Deadline]) -> None:
        """Count one review."""
        for deadline in deadlines:
            if deadline.state in MEASURED and self._counts(deadline.due):
                self._deadline(review, deadline)
        self._requests(review)
        for stage, days in stage_durations(review, self.since):
            self.stages[stage].days.append((days, review.ref))

    def _counts(self, day: date | None) -> bool:
        return self.since is None or (day is not None and day >= self.since)

    def _deadline(self, review: Review, deadline: Deadline) -> None:
        good = deadline.state is State.MET
        tallies: Mapping[str, ShareCounter] = {
            "RR_SUBMIT": self.rapid,
            "LCSPR_PUBLISH": self.published,
            **dict.fromkeys(PROMISED, self.promises),
        }
        rule = deadline.rule.id
        if rule in tallies:
            tallies[rule].count(review.ref, deadline, good=good)
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
            self.actions.count(review.ref, deadline, good=good)

    def _return(self, review: Review, deadline: Deadline) -> None:
        for request in review.requests:
            if request.id == deadline.clock.subject:
                good = deadline.state is State.MET
                tally = self.returns[request.agency]
                tally.count(review.ref, deadline, good=good)

    def all(self) -> Iterator[Figure]:
        """Yield every figure, group by group."""
        yield self.rapid.figure("In time", "Rapid reviews within 15 working days")
        yield self.published.figure("In time", "Reports published within six months")
        yield self.promises.figure("In time", "Promises to families kept in time")
        yield self.actions.figure("Shown by evidence", "Actions closed with evidence")
        for stage in Stage:
            if stage.value in self.stages:
                spans = self.stages[stage.value]
                yield spans.figure("Median days in a stage", stage.label, "d")
        group = "Median working days to answer"
        for agency in sorted(self.answers):
            yield self.answers[agency].figure(group, agency, "wd")
        for agency in sorted(self.returns):
            yield self.returns[agency].figure("Answered by the day set", agency)


def stage_durations(review: Review, since: date | None) -> Iterator[tuple[str, int]]:
    """Yield each stage that a review has left, and its calendar days there.

    They are read from the history; a stage left on the day it was set is omitted.
    """
    began: date | None = None
    for change in review.history:
        for edit in change.edits:
            if edit.path != "stage":
                continue
            left = day_of(change.at)
            counts = since is None or (began is not None and began >= since)
            if began is not None and left > began and counts:
                yield str(edit.old or Stage.REFERRAL.value), (left - began).days
            began = left
        if began is None:
            began = day_of(change.at)
