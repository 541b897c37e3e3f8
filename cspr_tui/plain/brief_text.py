"""The brief as text: what today is about, for one owner or for the team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

from cspr_tui.domain.board.brief import FIRST, BriefLine, BriefSection, brief
from cspr_tui.domain.board.brief_remarks import (
    CHANGED,
    UNDATED,
    BriefReader,
    Remark,
    RemarkSection,
    remarks,
)
from cspr_tui.domain.deadlines.deadline import Deadline, State
from cspr_tui.domain.deadlines.deadline_words import (
    state_words,
    time_left_of,
    time_left_words,
)
from cspr_tui.domain.deadlines.rules import Unit
from cspr_tui.domain.text.formatting import cut, day_words, full_day
from cspr_tui.plain.board_text import board_head
from cspr_tui.service import Board, Reviews
from cspr_tui.service.board.moved_deadlines import Moved

Section = BriefSection | RemarkSection
# How wide the column of labels is; longer ones go on past it.
LABEL_WIDTH = 40


def reader_of(
    reviews: Reviews, board: Board, owner: str = "", since: datetime | None = None
) -> BriefReader:
    """Return whose brief it is; never read before, it looks back one working day."""
    if since is None:
        before = datetime.combine(reviews.calendar.add(board.day, -1), time(), UTC)
        since = reviews.kept_rows.briefed_at() or before
    initials = reviews.partnership.initials_of
    actor = reviews.session.actor
    return BriefReader(board.day, reviews.calendar, actor, owner, since, initials)


def board_of_owner(board: Board, owner: str) -> Board:
    """Return the board with the active reviews of one owner, or as it is for all."""
    owned = (each for each in board.active if owner in {"", each.owner, each.cover})
    return replace(board, active=tuple(owned))


def brief_sections(
    board: Board, reader: BriefReader, moved: Iterable[Moved] = ()
) -> Iterator[Section]:
    """Yield the brief's sections, what presses most first."""
    rows = {each.ref: board.row(each.ref) for each in board.active}
    due = brief(rows.values(), board.day, reader.calendar, reader.owner)
    said = remarks(rows.values(), reader)
    fresh = [section for section in said if section.title.startswith(CHANGED)]
    first = [section for section in due if section.title in FIRST]
    undated = [section for section in said if section.title == UNDATED]
    yield from first
    yield from undated
    yield from (section for section in due if section not in first)
    yield from (s for s in said if s not in fresh and s not in undated)
    yield from _moves([move for move in moved if move.ref in rows], board)
    yield from fresh


def _moves(moved: list[Moved], board: Board) -> Iterator[RemarkSection]:
    if moved:
        lines = tuple(Remark("MOVED", each.ref, _moved(each, board)) for each in moved)
        yield RemarkSection("MOVED WHEN THE CALENDAR CHANGED", lines)


def _moved(each: Moved, board: Board) -> str:
    old, new = (
        day_words(date.fromisoformat(day), board.day) for day in (each.old, each.new)
    )
    return f"{each.label}: {old} is now {new}"


def brief_page(reviews: Reviews, board: Board, owner: str = "") -> Iterator[str]:
    """Yield the morning's brief as lines, of one owner or for the team."""
    reader = reader_of(reviews, board, owner)
    board = board_of_owner(board, owner)
    yield f"Brief {reader_words(reader)}  {full_day(board.day)}"
    yield board_head(board)
    for sentence in board.unreadable:
        yield f"NOT READ  {sentence}"
    moved = reviews.kept_rows.moved_dates()
    sections = list(brief_sections(board, reader, moved))
    for section in sections:
        yield ""
        yield section_title(section)
        for line in section.lines:
            yield f"  {brief_line(line, reviews, board)}"
    yield from titled_lines("THE PARTNERSHIP'S OWN", partnership_lines(reviews))
    if not sections:
        yield ""
        yield "Nothing is late, missing a date or due soon."


def titled_lines(title: str, lines: list[str]) -> Iterator[str]:
    """Yield lines under their title and number; nothing when there are none."""
    if lines:
        yield ""
        yield f"{title} ({len(lines)})"
    for line in lines:
        yield f"  {line}"


def reader_words(reader: BriefReader) -> str:
    """Return for whom the brief is."""
    return f"for {reader.initials(reader.owner)}" if reader.owner else "for the team"


def section_title(section: Section) -> str:
    """Return a section's heading with how many lines it has."""
    return f"{section.title} ({len(section.lines)})"


def brief_line(
    line: BriefLine | Remark, reviews: Reviews, board: Board, width: int = 0
) -> str:
    """Return one line of the brief, state and reference first.

    The label is cut to a width, on a screen; without one it stands whole.
    """
    if isinstance(line, Remark):
        return f"{line.word:<10} {line.ref:<6} {line.text}"
    left = time_left_words(
        line.state, _days(line, reviews, board), _unit(line, reviews)
    )
    due = day_words(line.clock.due, board.day)
    held = f"  held by {line.clock.held_by}" if line.clock.held_by else ""
    owner = reviews.partnership.initials_of(line.row.owner)
    said = _columns(line.state, line.row.ref, line.clock.label, width)
    return f"{said} {due:<11} {left:<13} {owner}{held}".rstrip()


def _columns(state: State, ref: str, label: str, width: int) -> str:
    shown = f"{cut(label, width):<{width}}" if width else f"{label:<{LABEL_WIDTH}}"
    return f"{state_words(state):<10} {ref:<6} {shown}"


def _unit(line: BriefLine, reviews: Reviews) -> Unit:
    return reviews.rules[line.clock.rule].days_unit


def _days(line: BriefLine, reviews: Reviews, board: Board) -> int | None:
    due = line.clock.due
    if due is None:
        return None
    if _unit(line, reviews) is Unit.WORKING_DAYS:
        return reviews.calendar.between(board.day, due)
    return (due - board.day).days


def partnership_deadlines(reviews: Reviews) -> list[Deadline]:
    """Return the partnership's own deadlines that somebody still has to meet."""
    return [d for d in reviews.own_deadlines() if d.state.is_pending]


def partnership_lines(reviews: Reviews, width: int = 0) -> list[str]:
    """Return the partnership's own deadlines as lines, in the brief's columns."""
    return [_own(each, reviews.today, width) for each in partnership_deadlines(reviews)]


def _own(deadline: Deadline, today: date, width: int) -> str:
    said = _columns(deadline.state, "-", deadline.clock.label, width)
    due = day_words(deadline.due, today)
    return f"{said} {due:<11} {time_left_of(deadline)}".rstrip()
