"""The board as text: state first, one review a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cspr_tui.domain.board.board_entry import WORDS, BoardEntry, DayStatus
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.formatting import day_words, full_day, left_text
from cspr_tui.service import Board


def board_head(board: Board) -> str:
    """Return the board's first line: how many, how they stand, and what is wrong."""
    words = [standing.on(board.day).word for standing in board.active]
    counts = [f"{words.count(word)} {word}" for word in WORDS if word in words]
    said = "  ".join(counts)
    head = f"Reviews  {len(words)} active:  {said}".rstrip(": ")
    return f"{head}  {board.warning}".rstrip()


def next_deadline_words(seen: DayStatus) -> str:
    """Return what is next: a deadline, or that no date is there to count from."""
    return seen.label or ("No date recorded" if seen.word == "NO CLOCK" else "-")


def left_words_on(seen: DayStatus, board: Board) -> str:
    """Return what is left of a review's next deadline, in words."""
    if not seen.due:
        return "no date" if seen.rule or seen.word == "NO CLOCK" else ""
    day, due = board.day, date.fromordinal(seen.due)
    if due == day:
        return "today"
    unit = board.facts.units.get(seen.rule, "")
    worked = unit == "WD"
    left = board.facts.calendar.between(day, due) if worked else (due - day).days
    return left_text(left, unit, late=due < day)


def due_on(seen: DayStatus) -> date | None:
    """Return the day of a review's next deadline."""
    return date.fromordinal(seen.due) if seen.due else None


def state_word(standing: BoardEntry, seen: DayStatus) -> str:
    """Return the word a review's line begins with."""
    return seen.word if standing.active else "CLOSED"


def board_line(standing: BoardEntry, board: Board) -> str:
    """Return one review: state, reference, stage, deadline, due, left, owner.

    Nothing is cut: a longer label goes on past its column.
    """
    seen = standing.on(board.day)
    stage = Stage(standing.stage).label
    owner = board.facts.initials_of(standing.owner)
    label, due = next_deadline_words(seen), day_words(due_on(seen), board.day)
    head = f"{state_word(standing, seen):<8}  {standing.ref:<6} {stage:<15} {label:<40}"
    return f"{head} {due:<11} {left_words_on(seen, board):<13} {owner}".rstrip()


def board_page(
    board: Board, found: Sequence[BoardEntry] | None = None
) -> Iterator[str]:
    """Yield the reviews found, all active ones unless told, and what is unread."""
    yield f"{board_head(board)}  {full_day(board.day)}"
    for sentence in board.unreadable:
        yield f"NOT READ  {sentence}"
    yield from restricted_lines(board)
    shown = board.active if found is None else found
    for standing in shown:
        yield board_line(standing, board)
    if found is not None:
        yield f"{number_found(shown, board, ' active')} reviews found."
    elif not shown and not board.unreadable:
        yield 'No active reviews. "cspr-tui new" or "cspr-tui import FILE" adds some.'


def number_found(found: Sequence[BoardEntry], board: Board, active: str = "") -> str:
    """Return how many were found of the active ones, then the closed ones."""
    closed = sum(not each.active for each in found)
    more = f" and {closed} closed" if closed else ""
    return f"{len(found) - closed} of {len(board.active)}{active}{more}"


def restricted_lines(board: Board) -> Iterator[str]:
    """Yield what is told of the reviews that this reader may not open."""
    for ref, group in board.facts.stubs.items():
        yield f"RESTRICTED  {ref:<6} open to the group {group or 'of others'} only"
