"""The read screens as text: state first, one record a line, no boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspr_tui.domain.deadlines.deadline import Deadline
from cspr_tui.domain.deadlines.deadline_words import state_words, time_left_of
from cspr_tui.domain.text.formatting import count, day_words, full_day
from cspr_tui.service.use_cases.text_search import Hit


def hits_page(hits: Iterable[Hit], read: int, unread: Iterable[str]) -> Iterator[str]:
    """Yield where a text stands in the timelines, and what could not be read."""
    number = 0
    for hit in hits:
        number += 1
        yield f"{hit.ref:<6} {hit.on.isoformat()}  {hit.source}  {hit.said}"
    for sentence in unread:
        yield f"NOT READ  {sentence}"
    yield f"{count(number, 'place')} in {count(read, 'review')}."


def deadline_line(deadline: Deadline) -> str:
    """Return one deadline: state, label, due, left or met, and what holds it."""
    clock = deadline.clock
    word = state_words(deadline.state)
    tail = time_left_of(deadline)
    if clock.met_on and not deadline.state.is_pending:
        tail = f"done {day_words(clock.met_on)}"
    held = f"  held by {clock.held_by}" if clock.held_by else ""
    return (
        f"{word:<14} {clock.label:<42} {full_day(clock.due):<16} {tail}{held}".rstrip()
    )


def deadlines_page(found: Iterable[Deadline]) -> Iterator[str]:
    """Yield deadlines as lines, those that do not apply left out."""
    shown = [d for d in found if d.state.value not in {"not_applicable", "not_started"}]
    for deadline in shown:
        ref = deadline.clock.ref or "-"
        yield f"{ref:<6} {deadline_line(deadline)}"
    yield f"{count(len(shown), 'deadline')} shown."
