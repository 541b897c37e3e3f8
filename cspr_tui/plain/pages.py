"""The read screens as text: state first, one record a line, no boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cspr_tui.domain.brief import BriefLine, brief
from cspr_tui.domain.deadlines import Deadline
from cspr_tui.domain.stage import Stage
from cspr_tui.domain.triage import WORDS, Row
from cspr_tui.domain.words import (
    count,
    day_words,
    full_day,
    left_of,
    left_words,
    state_words,
)
from cspr_tui.plain.forms import row_left
from cspr_tui.service import Board, Reviews


def board_head(board: Board) -> str:
    """Return the board's first line: how many are active, and how they stand."""
    active = [row for row in board.rows if row.active]
    words = [row.on(board.day).word for row in active]
    counts = [f"{words.count(word)} {word}" for word in WORDS if word in words]
    said = "  ".join(counts)
    return f"Reviews  {len(active)} active:  {said}".rstrip(": ")


def board_line(reviews: Reviews, row: Row, board: Board) -> str:
    """Return one row: state, reference, stage, deadline, due, left, owner."""
    seen = row.on(board.day)
    lead = row.clocks[seen.lead] if seen.lead >= 0 else None
    stage = Stage(row.stage).label
    label = _cut(lead.label, 40) if lead else "-"
    left = row_left(row, board.day, reviews.rules, reviews.calendar)
    due = day_words(lead.due) if lead else "-"
    owner = reviews.partnership.initials_of(row.owner)
    head = f"{seen.word:<8}  {row.ref:<6} {stage:<15} {label:<40}"
    return f"{head} {due:<11} {left:<13} {owner}"


def board_page(reviews: Reviews, board: Board) -> Iterator[str]:
    """Yield the list of reviews as lines, what could not be read first."""
    yield f"{board_head(board)}  {full_day(board.day)}"
    for sentence in board.unreadable:
        yield f"NOT READ  {sentence}"
    active = [row for row in board.rows if row.active]
    for row in active:
        yield board_line(reviews, row, board).rstrip()
    if not active and not board.unreadable:
        yield 'No active reviews. "cspr-tui new" or "cspr-tui import FILE" adds some.'


def brief_page(reviews: Reviews, board: Board, owner: str = "") -> Iterator[str]:
    """Yield the morning's brief as lines, of one owner or for the team."""
    whose = f"for {reviews.partnership.initials_of(owner)}" if owner else "for the team"
    yield f"Brief {whose}  {full_day(board.day)}"
    yield board_head(board)
    for sentence in board.unreadable:
        yield f"NOT READ  {sentence}"
    sections = brief(board.rows, board.day, owner)
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
    said = f"{word:<10} {line.row.ref:<6} {label:<{width}} {day_words(due):<11}"
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
