"""The read screens as text: state first, one record a line, no boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspr_tui.domain.brief import BriefLine, brief
from cspr_tui.domain.deadlines import Deadline
from cspr_tui.domain.triage import Row
from cspr_tui.domain.words import (
    count,
    day_words,
    full_day,
    left_of,
    left_words,
    state_words,
)
from cspr_tui.plain.board import board_head
from cspr_tui.service import Board, Reviews
from cspr_tui.service.searching import Hit


def hits_page(hits: Iterable[Hit], read: int, unread: Iterable[str]) -> Iterator[str]:
    """Yield where a text stands in the timelines, and what could not be read."""
    number = 0
    for hit in hits:
        number += 1
        yield f"{hit.ref:<6} {hit.on.isoformat()}  {hit.source}  {hit.said}"
    for sentence in unread:
        yield f"NOT READ  {sentence}"
    yield f"{count(number, 'place')} in {count(read, 'review')}."


def active_rows(board: Board) -> Iterator[Row]:
    """Yield the rows of all active reviews."""
    return (board.row(standing.ref) for standing in board.active)


def brief_page(reviews: Reviews, board: Board, owner: str = "") -> Iterator[str]:
    """Yield the morning's brief as lines, of one owner or for the team."""
    whose = f"for {reviews.partnership.initials_of(owner)}" if owner else "for the team"
    yield f"Brief {whose}  {full_day(board.day)}"
    yield board_head(board)
    for sentence in board.unreadable:
        yield f"NOT READ  {sentence}"
    sections = brief(active_rows(board), board.day, owner)
    for section in sections:
        yield ""
        yield f"{section.title} ({len(section.lines)})"
        for line in section.lines:
            yield f"  {brief_line(reviews, board, line)}"
    yield from _own(reviews)
    if not sections:
        yield ""
        yield "Nothing is late, missing a date or due soon."


def brief_line(reviews: Reviews, board: Board, line: BriefLine, width: int = 40) -> str:
    """Return one line of the brief: state, reference, deadline, due, left, owner."""
    unit = reviews.rules[line.clock.rule].days_unit
    due = line.clock.due
    left = None
    if due:
        worked = unit.value == "WD"
        calendar = reviews.calendar
        left = calendar.between(board.day, due) if worked else (due - board.day).days
    words = left_words(line.state, left, unit)
    held = f"  held by {line.clock.held_by}" if line.clock.held_by else ""
    owner = reviews.partnership.initials_of(line.row.owner)
    word = state_words(line.state)
    label = _cut(line.clock.label, width)
    said = (
        f"{word:<10} {line.row.ref:<6} {label:<{width}} {day_words(due, board.day):<11}"
    )
    return f"{said} {words:<13} {owner}{held}".rstrip()


def _own(reviews: Reviews) -> Iterator[str]:
    pressing = [d for d in reviews.own_deadlines() if d.state.is_pending]
    if pressing:
        yield ""
        yield f"THE PARTNERSHIP'S OWN ({len(pressing)})"
    for deadline in pressing:
        yield f"  {deadline_line(deadline)}"


def deadline_line(deadline: Deadline) -> str:
    """Return one deadline: state, label, due, left or met, and what holds it."""
    clock = deadline.clock
    word = state_words(deadline.state)
    tail = left_of(deadline)
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


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 2]}.."
