"""The preview beside the board on a wide screen, of the review under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from cspr_tui.domain.board.board_entry import BoardEntry, DayStatus
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.formatting import day_words
from cspr_tui.plain.board_text import due_on, left_words_on, state_word
from cspr_tui.screens.board.row_text import day_of
from cspr_tui.service import Board

_LABEL = 15
Said = Iterator[tuple[str, str]]


def side(ref: str, board: Board, width: int, found: str = "") -> str:
    """Return lines of at most `width` cells; `found` is where a search found it."""
    standing = board.standing(ref)
    seen = standing.on(board.day)
    facts = board.facts
    parts = (
        [("", f"{ref}  {standing.alias}")],
        _clock(standing, seen, board),
        _work(standing, board),
        [("Bring back", _day(standing.bring_back, board.day))],
        [("Flag", flag) for flag in standing.flags.splitlines()],
        [("", facts.absence_of(standing.owner, standing.cover))],
        [("Found in", found)],
    )
    lines = [line for part in parts for line in _block(part, width)]
    return "\n".join([*lines, "Enter opens the review."])


def _clock(standing: BoardEntry, seen: DayStatus, board: Board) -> Said:
    day = board.day
    yield "", f"{state_word(standing, seen)}  {left_words_on(seen, board)}".rstrip()
    yield "Stage", Stage(standing.stage).label
    yield "Next deadline", seen.label
    yield "Due", day_words(due_on(seen), day) if seen.label else ""
    yield "Then", f"{seen.then}, {day_of(seen.then_due, day)}" if seen.then else ""
    yield "Held by", ", ".join(standing.holds.splitlines())
    yield "Legal hold", "yes" if "legalhold" in standing.marks.split() else ""
    yield "Owner", board.facts.initials_of(standing.owner)


def _work(standing: BoardEntry, board: Board) -> Said:
    answered, asked = standing.answered_of
    yield "Agencies", f"{answered} of {asked} requests answered"
    yield "Waiting for", ", ".join(standing.waiting.splitlines())
    yield "Open actions", str(standing.open_actions)
    last = _day(standing.last_on, board.day)
    yield "Last entry", f"{last} ({standing.last_what})" if last else ""
    yield "Themes", ", ".join(standing.themes.splitlines())


def _day(ordinal: int, day: date) -> str:
    return day_of(ordinal, day) if ordinal else ""


def _block(part: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield what there is to say, one below the other, and an empty line."""
    said = [(label, text) for label, text in part if text]
    for label, text in said:
        head = f"{label:<{_LABEL}}" if label else ""
        rest = " " * len(head)
        yield from wrap(text, width, initial_indent=head, subsequent_indent=rest)
    if said:
        yield ""
