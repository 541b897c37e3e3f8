"""The row of a review on the board, valid for the days ahead as well.

A row is computed when a review is saved, and cached. So that a cached row does not
go out of date overnight, it holds no days left: it lists from which day on the review
has which status, until the review is saved again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cspr_tui.domain.board.activity import (
    RecentChange,
    agencies_asked,
    agencies_waited_for,
    bring_back_on,
    has_words,
    last_heard_on,
    recent_changes,
)
from cspr_tui.domain.board.no_clock import status_without_clock
from cspr_tui.domain.board.status_word import status_word
from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.deadlines.clocks import Clock
from cspr_tui.domain.deadlines.deadline import (
    State,
    deadline_on,
    first_soon_day,
    urgency_order,
)
from cspr_tui.domain.family.promises import owed_without_date
from cspr_tui.domain.process.holds import holding_gates
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import day_of
from cspr_tui.domain.values.base import Value


@dataclass(frozen=True, slots=True)
class Outlook(Value):
    """From `day` on the status is `word` and the most urgent clock is `lead`.

    `rank` and `due` order the board: overdue and not notified, no clock, then by date.
    `lead` and `then` (the next most urgent) are positions in the row's clocks, -1 for
    none.
    """

    day: date
    word: str
    rank: int
    due: date | None = None
    lead: int = -1
    then: int = -1


@dataclass(frozen=True, slots=True)
class StateChange(Value):
    """From `day` on a clock is in `state`."""

    day: date
    state: State


@dataclass(frozen=True, slots=True)
class RowClock(Value):
    """One clock of a row; `turns` are the days on which its state changes."""

    rule: str
    label: str
    due: date | None = None
    subject: str = ""
    held_by: str = ""
    turns: tuple[StateChange, ...] = ()

    def on(self, day: date) -> State:
        """Return the state of the clock on that day."""
        days = [turn.day for turn in self.turns]
        return self.turns[max(0, bisect_right(days, day) - 1)].state


@dataclass(frozen=True, slots=True)
class Row(Value):
    """One review on the board, with its status on each day from the day it was made."""

    ref: str
    alias: str = ""
    local_ref: str = ""
    stage: str = ""
    kind: str = ""
    owner: str = ""
    cover: str = ""
    active: bool = True
    status: str = ""
    version: int = 0
    agencies_asked: int = 0
    agencies_answered: int = 0
    open_actions: int = 0
    last_on: date | None = None
    last_what: str = ""
    changed_on: date | None = None
    heard_on: date | None = None
    bring_back_on: date | None = None
    asked: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    saved: tuple[RecentChange, ...] = ()
    holds: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    owed: str = ""
    clocks: tuple[RowClock, ...] = ()
    outlooks: tuple[Outlook, ...] = ()

    def on(self, day: date) -> Outlook:
        """Return the status of the review on that day."""
        days = [outlook.day for outlook in self.outlooks]
        return self.outlooks[max(0, bisect_right(days, day) - 1)]


def row_of(
    review: Review, clocks: Iterable[Clock], calendar: Calendar, today: date
) -> Row:
    """Return the row of a review, with its status from `today` on."""
    open_clocks = [c for c in clocks if _may_become_urgent(c, today)]
    last, saved, holds = (
        _last_entry(review),
        recent_changes(review),
        holding_gates(review),
    )
    return Row(
        ref=review.ref,
        alias=review.alias,
        local_ref=review.local_ref,
        stage=review.stage.value,
        kind=review.kind.value,
        owner=review.owner,
        cover=review.cover,
        active=review.is_active,
        status=review.status.value,
        version=review.version,
        agencies_asked=sum(r.withdrawn_on is None for r in review.requests),
        agencies_answered=_answered(review),
        open_actions=sum(a.is_open for a in review.actions),
        last_on=last[0] if last else None,
        last_what=last[1] if last else "",
        changed_on=day_of(saved[-1].at) if saved else None,
        heard_on=last_heard_on(review),
        bring_back_on=bring_back_on(review),
        asked=agencies_asked(review),
        waiting=agencies_waited_for(review),
        themes=review.themes,
        marks=has_words(review, holds),
        saved=saved,
        holds=holds,
        flags=tuple(f.message for f in review.flags if f.lifted_on is None),
        owed=owed_without_date(review, {(c.rule.id, c.subject) for c in open_clocks}),
        clocks=tuple(_row_clock(c, calendar, today) for c in open_clocks),
        outlooks=tuple(_outlooks(review, open_clocks, calendar, today)),
    )


def _answered(review: Review) -> int:
    asked = [r for r in review.requests if r.withdrawn_on is None]
    return sum(r.answered_on is not None for r in asked)


def _may_become_urgent(clock: Clock, today: date) -> bool:
    if clock.met_on is not None and clock.met_on <= today and clock.due is not None:
        return False
    return clock.binds(today) and (clock.due is not None or clock.expected)


def _row_clock(clock: Clock, calendar: Calendar, today: date) -> RowClock:
    return RowClock(
        rule=clock.rule.id,
        label=clock.label,
        due=clock.due,
        subject=clock.subject or "",
        held_by=clock.held_by,
        turns=tuple(_state_changes(clock, calendar, today)),
    )


def _state_changes(
    clock: Clock, calendar: Calendar, today: date
) -> Iterator[StateChange]:
    last: State | None = None
    for day in _days_of_change([clock], calendar, today):
        state = deadline_on(clock, calendar, day).state
        if state is not last:
            yield StateChange(day, state)
            last = state


def _outlooks(
    review: Review, clocks: list[Clock], calendar: Calendar, today: date
) -> Iterator[Outlook]:
    held = bool(holding_gates(review))
    without_clock = status_without_clock(review, held=held)
    last: Outlook | None = None
    for day in _days_of_change(clocks, calendar, today):
        outlook = _outlook(clocks, calendar, day, holds=held)
        if outlook.lead < 0:
            outlook = Outlook(day, *without_clock)
        if last is None or _content(outlook) != _content(last):
            yield outlook
            last = outlook


def _days_of_change(clocks: list[Clock], calendar: Calendar, today: date) -> list[date]:
    """Return the days on which any clock's state can change, `today` first."""
    days = {today}
    for clock in clocks:
        turns = (clock.starts_on, clock.ends_on, clock.met_on, clock.notified_on)
        days.update(day for day in turns if day)
        if clock.due:
            soon = first_soon_day(clock.due, clock.rule, calendar)
            days.update((soon, clock.due, clock.due + timedelta(days=1)))
    return sorted(day for day in days if day >= today)


def _outlook(
    clocks: list[Clock], calendar: Calendar, day: date, *, holds: bool
) -> Outlook:
    outlook = [
        (deadline_on(clock, calendar, day), index) for index, clock in enumerate(clocks)
    ]
    pending = sorted(
        (
            (urgency_order(deadline), index, deadline)
            for deadline, index in outlook
            if deadline.state.is_pending
        ),
        key=lambda found: found[0],
    )
    word = status_word([deadline for _, _, deadline in pending], holds=holds)
    if not pending:
        return Outlook(day, word, rank=3)
    (rank, due, *_), lead, most_urgent = pending[0]
    then = pending[1][1] if len(pending) > 1 else -1
    return Outlook(day, word, rank, most_urgent.due and due, lead, then)


def _content(outlook: Outlook) -> tuple[str, int, date | None, int, int]:
    return outlook.word, outlook.rank, outlook.due, outlook.lead, outlook.then


def _last_entry(review: Review) -> tuple[date, str] | None:
    logged = [
        *((c.on, f"family, {c.channel.label.lower()}") for c in review.contacts),
        *(
            (c.on, f"{c.agency}, {c.channel.label.lower()}")
            for c in review.agency_contacts
        ),
        *((n.on, "note") for n in review.notes),
    ]
    return max(logged, default=None)
