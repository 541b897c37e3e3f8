"""The brief as text: what needs attention today, for one owner or the team."""

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
from cspr_tui.service.board.moved_deadlines import MovedDeadline

Section = BriefSection | RemarkSection
# How wide the column of labels is; longer ones go on past it.
LABEL_WIDTH = 40


def reader_of(
    reviews: Reviews, board: Board, owner: str = "", since: datetime | None = None
) -> BriefReader:
    """Return for whom the brief is and since when; at first, one working day."""
    if since is None:
        before = datetime.combine(reviews.calendar.add(board.day, -1), time(), UTC)
        since = reviews.row_cache.briefed_at() or before
    initials = reviews.partnership.initials_of
    actor = reviews.session.actor
    return BriefReader(board.day, reviews.calendar, actor, owner, since, initials)


def board_of_owner(board: Board, owner: str) -> Board:
    """Return the board with only one owner's active reviews; all without an owner."""
    own_reviews = (
        each for each in board.active if owner in {"", each.owner, each.cover}
    )
    return replace(board, active=tuple(own_reviews))


def brief_sections(
    board: Board, reader: BriefReader, moved_deadlines: Iterable[MovedDeadline] = ()
) -> Iterator[Section]:
    """Yield the sections of the brief, the most urgent first."""
    rows = {each.ref: board.row(each.ref) for each in board.active}
    due = brief(rows.values(), board.day, reader.calendar, reader.owner)
    remark_sections = remarks(rows.values(), reader)
    changed_sections = [
        section for section in remark_sections if section.title.startswith(CHANGED)
    ]
    first_sections = [section for section in due if section.title in FIRST]
    undated = [section for section in remark_sections if section.title == UNDATED]
    yield from first_sections
    yield from undated
    yield from (section for section in due if section not in first_sections)
    yield from (
        s for s in remark_sections if s not in changed_sections and s not in undated
    )
    yield from _moved_section(
        [move for move in moved_deadlines if move.ref in rows], board
    )
    yield from changed_sections


def _moved_section(
    moved_deadlines: list[MovedDeadline], board: Board
) -> Iterator[RemarkSection]:
    if moved_deadlines:
        lines = tuple(
            Remark("MOVED", each.ref, _moved_words(each, board))
            for each in moved_deadlines
        )
        yield RemarkSection("MOVED WHEN THE CALENDAR CHANGED", lines)


def _moved_words(each: MovedDeadline, board: Board) -> str:
    old, new = (
        day_words(date.fromisoformat(day), board.day) for day in (each.old, each.new)
    )
    return f"{each.label}: {old} is now {new}"


def brief_page(reviews: Reviews, board: Board, owner: str = "") -> Iterator[str]:
    """Yield the brief as lines, for one owner or the team."""
    reader = reader_of(reviews, board, owner)
    board = board_of_owner(board, owner)
    yield f"Brief {reader_words(reader)}  {full_day(board.day)}"
    yield board_head(board)
    for sentence in board.unreadable:
        yield f"NOT READ  {sentence}"
    moved_deadlines = reviews.row_cache.moved_dates()
    sections = list(brief_sections(board, reader, moved_deadlines))
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
    """Yield lines under a title with their number; nothing if there are no lines."""
    if lines:
        yield ""
        yield f"{title} ({len(lines)})"
    for line in lines:
        yield f"  {line}"


def reader_words(reader: BriefReader) -> str:
    """Return for whom the brief is: "for JB" or "for the team"."""
    return f"for {reader.initials(reader.owner)}" if reader.owner else "for the team"


def section_title(section: Section) -> str:
    """Return a section's heading with the number of its lines."""
    return f"{section.title} ({len(section.lines)})"


def brief_line(
    line: BriefLine | Remark, reviews: Reviews, board: Board, width: int = 0
) -> str:
    """Return one line of the brief, status and reference first.

    With a `width` (on a screen) the label is cut to it; without, it is complete.
    """
    if isinstance(line, Remark):
        return f"{line.word:<10} {line.ref:<6} {line.text}"
    left = time_left_words(
        line.state, _days(line, reviews, board), _unit(line, reviews)
    )
    due = day_words(line.clock.due, board.day)
    held_words = f"  held by {line.clock.held_by}" if line.clock.held_by else ""
    owner = reviews.partnership.initials_of(line.row.owner)
    columns = _columns(line.state, line.row.ref, line.clock.label, width)
    return f"{columns} {due:<11} {left:<13} {owner}{held_words}".rstrip()


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
    """Return the partnership's own deadlines that are not met yet."""
    return [d for d in reviews.own_deadlines() if d.state.is_pending]


def partnership_lines(reviews: Reviews, width: int = 0) -> list[str]:
    """Return the partnership's own deadlines as lines of the brief."""
    return [
        _partnership_line(each, reviews.today, width)
        for each in partnership_deadlines(reviews)
    ]


def _partnership_line(deadline: Deadline, today: date, width: int) -> str:
    columns = _columns(deadline.state, "-", deadline.clock.label, width)
    due = day_words(deadline.due, today)
    return f"{columns} {due:<11} {time_left_of(deadline)}".rstrip()
