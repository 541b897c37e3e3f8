"""What hangs on a deadline's trigger, and what delays and notices stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspr_tui.domain.deadlines import Deadline, State
from cspr_tui.domain.oversight import NoticeAbout
from cspr_tui.domain.review import Review
from cspr_tui.domain.words import full_day, left_of, state_words

Pair = tuple[str, str]
_HIDDEN = frozenset({State.NOT_APPLICABLE, State.NOT_STARTED})


def beside(
    deadline: Deadline, review: Review, others: Iterable[Deadline]
) -> list[Pair]:
    """Return delays, notices and the other deadlines of the same trigger."""
    delayed = deadline.rule.notified_by or deadline.rule.id == "DELAY_NOTICE"
    told = list(_delays(review)) if delayed else []
    return [*told, *_hanging(deadline, others)]


def _delays(review: Review) -> Iterator[Pair]:
    for delay in review.delays:
        target = f", new target {full_day(delay.new_target_on)}"
        said = target if delay.new_target_on else ""
        yield "Delay", f"{delay.reason.label}{said}"
    for notice in review.notices:
        if notice.about is NoticeAbout.DELAY:
            yield "Notice", f"{notice.to.label} told {full_day(notice.sent_on)}"


def _hanging(deadline: Deadline, others: Iterable[Deadline]) -> Iterator[Pair]:
    clock = deadline.clock
    on = {clock.trigger, deadline.rule.id}
    for other in others:
        if other.due is None or other.state in _HIDDEN or other.clock == clock:
            continue
        said = f"{other.clock.label}, {full_day(other.due)} {left_of(other)}"
        if other.rule.id == clock.trigger:
            yield "Hangs on", f"{state_words(other.state)}  {said}".rstrip()
        elif other.clock.trigger in on:
            yield "Also hangs", f"{state_words(other.state)}  {said}".rstrip()
