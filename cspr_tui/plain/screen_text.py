"""Search results and deadlines as text, one record a line, status first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.text.formatting import count, day_words, full_day
from cspr_tui.service.use_cases.text_search import SearchHit


def hits_page(
    hits: Iterable[SearchHit], read: int, unread: Iterable[str]
) -> Iterator[str]:
    """Yield where a text was found in the timelines, and unreadable files."""
    number = 0
    for hit in hits:
        number += 1
        yield f"{hit.ref:<6} {hit.on.isoformat()}  {hit.source}  {hit.said}"
    for sentence in unread:
        yield f"NOT READ  {sentence}"
    yield f"{count(number, 'place')} in {count(read, 'review')}."


def deadline_line(deadline: Deadline) -> str:
    """Return one deadline: status, label, due date, time left or met, and its gate."""
    clock = deadline.clock
    word = state_words(deadline.state)
    left = time_left_of(deadline)
    if clock.met_on and not deadline.state.is_pending:
        left = f"done {day_words(clock.met_on)}"
    held = f"  held by {clock.held_by}" if clock.held_by else ""
    return (
        f"{word:<14} {clock.label:<42} {full_day(clock.due):<16} {left}{held}".rstrip()
    )


def deadlines_page(found: Iterable[Deadline]) -> Iterator[str]:
    """Yield deadlines as lines, without those that do not apply."""
    shown = [d for d in found if d.state.value not in {"not_applicable", "not_started"}]
    for deadline in shown:
        ref = deadline.clock.ref or "-"
        yield f"{ref:<6} {deadline_line(deadline)}"
    yield f"{count(len(shown), 'deadline')} shown."
