"""The brief as text: what today is about, for one owner or for the team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from cspr_tui.domain.brief import FIRST, BriefLine, BriefSection, brief
from cspr_tui.domain.deadlines import Deadline
from cspr_tui.domain.remarks import UNDATED, Reader, Remark, Remarks, remarks
from cspr_tui.domain.rules import Unit
from cspr_tui.domain.triage import Row
from cspr_tui.domain.words import (
    day_words,
    full_day,
    left_words,
    state_words,
)
from cspr_tui.plain.board import board_head
from cspr_tui.plain.pages import deadline_line
from cspr_tui.service import Board, Reviews
from cspr_tui.service.rows import Moved

Section = BriefSection | Remarks


def reader_of(
    reviews: Reviews, board: Board, owner: str = "", since: datetime | None = None
) -> Reader:
    """Return whose brief it is; never read before, it looks back one working day."""
    if since is None:
        before = datetime.combine(reviews.calendar.add(board.day, -1), time(), UTC)
        since = reviews.kept_rows.briefed_at() or before
    initials = reviews.partnership.initials_of
    actor = reviews.session.actor
    return Reader(board.day, reviews.calendar, actor, owner, since, initials)


def sections_of(board: Board, reader: Reader) -> Iterator[Section]:
    """Yield the brief's sections, what presses most first."""
    rows: list[Row] = [board.row(standing.ref) for standing in board.active]
    due = brief(rows, board.day, reader.owner)
    said = remarks(rows, reader)
    yield from (section for section in due if section.title in FIRST)
    yield from (section for section in said if section.title == UNDATED)
    yield from (section for section in due if section.title not in FIRST)
    yield from (section for section in said if section.title != UNDATED)


def brief_page(reviews: Reviews, board: Board, owner: str = "") -> Iterator[str]:
    """Yield the morning's brief as lines, of one owner or for the team."""
    reader = reader_of(reviews, board, owner)
    yield f"Brief {whose(reader)}  {full_day(board.day)}"
    yield board_head(board)
    for sentence in board.unreadable:
        yield f"NOT READ  {sentence}"
    sections = list(sections_of(board, reader))
    for section in sections:
        yield ""
        yield title_of(section)
        for line in section.lines:
            yield f"  {line_of(line, reviews, board)}"
    yield from headed("THE PARTNERSHIP'S OWN", own_lines(reviews))
    yield from headed("MOVED WHEN THE CALENDAR CHANGED", moved_lines(reviews))
    if not sections:
        yield ""
        yield "Nothing is late, missing a date or due soon."


def headed(title: str, lines: list[str]) -> Iterator[str]:
    """Yield lines under their title and number; nothing when there are none."""
    if lines:
        yield ""
        yield f"{title} ({len(lines)})"
    for line in lines:
        yield f"  {line}"


def whose(reader: Reader) -> str:
    """Return for whom the brief is."""
    return f"for {reader.initials(reader.owner)}" if reader.owner else "for the team"


def title_of(section: Section) -> str:
    """Return a section's heading with how many lines it has."""
    return f"{section.title} ({len(section.lines)})"


def line_of(
    line: BriefLine | Remark, reviews: Reviews, board: Board, width: int = 40
) -> str:
    """Return one line of the brief, state and reference first."""
    if isinstance(line, Remark):
        return f"{line.word:<10} {line.ref:<6} {line.text}"
    left = left_words(line.state, _days(line, reviews, board), _unit(line, reviews))
    due = day_words(line.clock.due, board.day)
    held = f"  held by {line.clock.held_by}" if line.clock.held_by else ""
    owner = reviews.partnership.initials_of(line.row.owner)
    word, label = state_words(line.state), _cut(line.clock.label, width)
    said = f"{word:<10} {line.row.ref:<6} {label:<{width}} {due:<11}"
    return f"{said} {left:<13} {owner}{held}".rstrip()


def _unit(line: BriefLine, reviews: Reviews) -> Unit:
    return reviews.rules[line.clock.rule].days_unit


def _days(line: BriefLine, reviews: Reviews, board: Board) -> int | None:
    due = line.clock.due
    if due is None:
        return None
    if _unit(line, reviews) is Unit.WORKING_DAYS:
        return reviews.calendar.between(board.day, due)
    return (due - board.day).days


def own_deadlines(reviews: Reviews) -> list[Deadline]:
    """Return the partnership's own deadlines that somebody still has to meet."""
    return [d for d in reviews.own_deadlines() if d.state.is_pending]


def own_lines(reviews: Reviews) -> list[str]:
    """Return the partnership's own deadlines as lines."""
    return [deadline_line(deadline) for deadline in own_deadlines(reviews)]


def moved_lines(reviews: Reviews) -> list[str]:
    """Return which deadlines moved when the calendar was last changed."""
    return [_moved(each) for each in reviews.kept_rows.moved_dates()]


def _moved(moved: Moved) -> str:
    label = _cut(moved.label, 30)
    return f"MOVED      {moved.ref:<6} {label:<30} {moved.old} is now {moved.new}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 2]}.."
