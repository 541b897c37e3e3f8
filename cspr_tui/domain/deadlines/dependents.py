"""What hangs on a deadline's trigger, and what delays and notices stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspr_tui.domain.deadlines.clocks import Clock
from cspr_tui.domain.deadlines.deadline import Deadline, State
from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.deadlines.triggers import entry_of
from cspr_tui.domain.record.date_fields import RECORDED
from cspr_tui.domain.record.oversight import NoticeAbout
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import full_day

Pair = tuple[str, str]
_HIDDEN = frozenset({State.NOT_APPLICABLE, State.NOT_STARTED})


def related_to(
    deadline: Deadline, review: Review, others: Iterable[Deadline]
) -> list[Pair]:
    """Return delays, notices, what it hangs on and what hangs there too."""
    delayed = deadline.rule.notified_by or deadline.rule.id == "DELAY_NOTICE"
    told = list(_delays(review)) if delayed else []
    return [*told, *_dependents(deadline, others)]


def _delays(review: Review) -> Iterator[Pair]:
    for delay in review.delays:
        target = f", new target {full_day(delay.new_target_on)}"
        said = target if delay.new_target_on else ""
        yield "Delay", f"{delay.reason.label}{said}"
    for notice in review.notices:
        if notice.about is NoticeAbout.DELAY:
            yield "Notice", f"{notice.to.label} told {full_day(notice.sent_on)}"


def _dependents(deadline: Deadline, others: Iterable[Deadline]) -> Iterator[Pair]:
    for other in others:
        if other.due is None or other.state in _HIDDEN:
            continue
        said = f"{other.clock.label}, {full_day(other.due)} {time_left_of(other)}"
        said = f"{state_words(other.state)}  {said}".rstrip()
        if _counts_from(deadline.clock, other):
            yield "Hangs on", said
        elif _counts_from(other.clock, deadline) or _share_trigger(other, deadline):
            yield "Also hangs", said


def _counts_from(clock: Clock, other: Deadline) -> bool:
    """Whether a clock counts from when that very deadline is due."""
    named = {entry_of(clock), entry_of(other.clock)} - {""}
    return clock.trigger == other.rule.id and len(named) < 2


def _share_trigger(other: Deadline, deadline: Deadline) -> bool:
    """Whether both count from the same day recorded in the same place."""
    one, two = other.clock, deadline.clock
    if one == two or (one.trigger, one.trigger_on) != (two.trigger, two.trigger_on):
        return False
    return one.trigger in RECORDED or entry_of(one) == entry_of(two)
