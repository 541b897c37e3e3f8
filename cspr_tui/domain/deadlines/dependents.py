"""Deadlines and notices that depend on a deadline or share its trigger date."""

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
    """Return what is tied to a deadline, as pairs of label and text for its page.

    Deadlines that count from it, that it counts from, or that count from the same
    date. Where the rule concerns delay, the review's delays and notices come first.
    """
    concerns_delay = deadline.rule.notified_by or deadline.rule.id == "DELAY_NOTICE"
    delay_lines = list(_delays(review)) if concerns_delay else []
    return [*delay_lines, *_dependents(deadline, others)]


def _delays(review: Review) -> Iterator[Pair]:
    for delay in review.delays:
        target = f", new target {full_day(delay.new_target_on)}"
        text = target if delay.new_target_on else ""
        yield "Delay", f"{delay.reason.label}{text}"
    for notice in review.notices:
        if notice.about is NoticeAbout.DELAY:
            yield "Notice", f"{notice.to.label} told {full_day(notice.sent_on)}"


def _dependents(deadline: Deadline, others: Iterable[Deadline]) -> Iterator[Pair]:
    for other in others:
        if other.due is None or other.state in _HIDDEN:
            continue
        text = f"{other.clock.label}, {full_day(other.due)} {time_left_of(other)}"
        text = f"{state_words(other.state)}  {text}".rstrip()
        if _counts_from(deadline.clock, other):
            yield "Hangs on", text
        elif _counts_from(other.clock, deadline) or _share_trigger(other, deadline):
            yield "Also hangs", text


def _counts_from(clock: Clock, other: Deadline) -> bool:
    """Whether a clock counts from the due date of that deadline."""
    entry_ids = {entry_of(clock), entry_of(other.clock)} - {""}
    return clock.trigger == other.rule.id and len(entry_ids) < 2


def _share_trigger(other: Deadline, deadline: Deadline) -> bool:
    """Whether both count from the same recorded date."""
    one, two = other.clock, deadline.clock
    if one == two or (one.trigger, one.trigger_on) != (two.trigger, two.trigger_on):
        return False
    return one.trigger in RECORDED or entry_of(one) == entry_of(two)
