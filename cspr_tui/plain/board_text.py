"""The board as text, one review a line, its status word first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cspr_tui.domain.board.board_entry import WORDS, BoardEntry, DayStatus
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.formatting import day_words, full_day, left_text
from cspr_tui.service import Board


def board_head(board: Board) -> str:
    """Return the first line of the board: reviews by status, and a warning."""
    words = [standing.on(board.day).word for standing in board.active]
    counts = [f"{words.count(word)} {word}" for word in WORDS if word in words]
    summary = "  ".join(counts)
    head = f"Reviews  {len(words)} active:  {summary}".rstrip(": ")
    return f"{head}  {board.warning}".rstrip()


def next_deadline_words(state: DayStatus) -> str:
    """Return the next deadline, or that no date is recorded to count from."""
    return state.label or ("No date recorded" if state.word == "NO CLOCK" else "-")


def left_words_on(state: DayStatus, board: Board) -> str:
    """Return the time left to a review's next deadline, in words."""
    if not state.due:
        return "no date" if state.rule or state.word == "NO CLOCK" else ""
    day, due = board.day, date.fromordinal(state.due)
    if due == day:
        return "today"
    unit = board.facts.units.get(state.rule, "")
    worked = unit == "WD"
    left = board.facts.calendar.between(day, due) if worked else (due - day).days
    return left_text(left, unit, late=due < day)


def due_on(state: DayStatus) -> date | None:
    """Return the day of a review's next deadline."""
    return date.fromordinal(state.due) if state.due else None


def state_word(standing: BoardEntry, state: DayStatus) -> str:
    """Return the status word that begins a review's line."""
    return state.word if standing.active else "CLOSED"


def board_line(standing: BoardEntry, board: Board) -> str:
    """Return one review: status, reference, stage, deadline, due, left, owner.

    Nothing is cut: a long label runs past its column.
    """
    state = standing.on(board.day)
    stage = Stage(standing.stage).label
    owner = board.facts.initials_of(standing.owner)
    label, due = next_deadline_words(state), day_words(due_on(state), board.day)
    head = (
        f"{state_word(standing, state):<8}  {standing.ref:<6} {stage:<15} {label:<40}"
    )
    return f"{head} {due:<11} {left_words_on(state, board):<13} {owner}".rstrip()


def board_page(
    board: Board, found: Sequence[BoardEntry] | None = None
) -> Iterator[str]:
    """Yield the board: the given reviews or all active ones, and unreadable files."""
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
    """Return how many active reviews were found of all, and how many closed ones."""
    closed = sum(not each.active for each in found)
    more = f" and {closed} closed" if closed else ""
    return f"{len(found) - closed} of {len(board.active)}{active}{more}"


def restricted_lines(board: Board) -> Iterator[str]:
    """Yield the restricted reviews that this user may not open, without details."""
    for ref, group in board.facts.stubs.items():
        yield f"RESTRICTED  {ref:<6} open to the group {group or 'of others'} only"
