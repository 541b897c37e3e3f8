"""The text of the board's rows: columns for a width, two lines for the current row."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from cspr_tui.domain.board.board_entry import BoardEntry, DayStatus
from cspr_tui.domain.record.stage import Stage
from cspr_tui.domain.text.formatting import day_words, full_day
from cspr_tui.plain.board_text import (
    board_head,
    due_on,
    left_words_on,
    next_deadline_words,
    state_word,
)
from cspr_tui.service import Board
from cspr_tui.widgets.lines.line import KeyedLines, Line, fits

WIDE = 100
# From this width on, what two lines below the list say has a column of its own.
WIDEST, SIDE = 160, 56
FLAG_WIDTH = 32
HEADINGS = ("State", "Ref", "Alias", "Stage", "Next deadline", "Due", "Left", "Own")


@dataclass(frozen=True, slots=True)
class Look:
    """What a row's text hangs on beside the row: the board, the width, the marks."""

    board: Board
    width: int
    marked: Collection[str] = ()


class BoardLines(KeyedLines):
    """The rows found as lines, each made when it is looked at."""

    def __init__(self, standings: Sequence[BoardEntry], look: Look) -> None:
        self.standings, self._look = standings, look

    def __len__(self) -> int:
        return len(self.standings)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        """Return one line or some."""
        if isinstance(place, slice):
            return [board_line(each, self._look) for each in self.standings[place]]
        return board_line(self.standings[place], self._look)

    def place_of(self, key: str) -> int | None:
        """Return where a review stands, None if it is not among them."""
        places = (n for n, each in enumerate(self.standings) if each.ref == key)
        return next(places, None)


def board_line(standing: BoardEntry, look: Look) -> Line:
    """Return one review as a line of the board."""
    board = look.board
    seen = standing.on(board.day)
    word = state_word(standing, seen)
    parts = (
        word,
        standing.ref,
        standing.alias,
        Stage(standing.stage).label,
        next_deadline_words(seen),
        day_words(due_on(seen), board.day),
        left_words_on(seen, board) or "-",
        board.facts.initials_of(standing.owner),
    )
    mark = "*" if standing.ref in look.marked else " "
    return Line(columns(parts, look.width, mark), word, standing.ref)


def columns(parts: tuple[str, ...], width: int, mark: str = " ") -> str:
    """Return the parts of a row in columns for a screen of that width.

    Below 80 columns the stage gives way, from 100 on the alias stands too.
    """
    word, ref, alias, stage, label, due, left, owner = parts
    wide = f"{fits(alias, 12)} " if width >= WIDE else ""
    step = f"{fits(stage, 15)} " if width >= 80 else ""
    fixed = 42 + len(wide) + len(step)
    return (
        f"{word:<8}{mark}{ref:<5} {wide}{step}{fits(label, max(12, width - fixed))} "
        f"{due:<11} {fits(left, 10)} {owner[:3]}"
    ).rstrip()


def head_line(board: Board, width: int) -> str:
    """Return the counts of the board, and its day where there is room for both."""
    left, day = board_head(board), full_day(board.day)
    room = width - len(day) - 2
    return f"{left:<{room}}  {day}" if len(left) <= room else left[:width]


def peek(ref: str, board: Board) -> tuple[str, str]:
    """Return two lines on the row under the cursor."""
    standing = board.standing(ref)
    seen, day = standing.on(board.day), board.day
    first = f"{ref} {standing.alias}: {state_word(standing, seen)}"
    if seen.label:
        due = day_words(due_on(seen), day)
        first += f", {seen.label}, {due}, {left_words_on(seen, board)}."
    elif seen.word == "NO CLOCK":
        first += ", no date is recorded that a deadline counts from."
    if standing.holds:
        first += f" Held by {', '.join(standing.holds.splitlines())}."
    absence = board.facts.absence_of(standing.owner, standing.cover)
    said = [f"{absence}."] if absence else []
    return first, " ".join([*said, *_second(standing, seen, day)])


def _second(standing: BoardEntry, seen: DayStatus, day: date) -> Iterator[str]:
    answered, asked = standing.answered_of
    if standing.bring_back:
        yield f"Bring back {day_of(standing.bring_back, day)}."
    if "legalhold" in standing.marks.split():
        yield "LEGAL HOLD."
    yield from _flags(standing.flags.splitlines())
    yield f"Agencies {answered}/{asked}."
    yield f"Open actions {standing.open_actions}."
    if standing.last_on:
        yield f"Last entry {day_of(standing.last_on, day)} ({standing.last_what})."
    if seen.then:
        yield f"Then {seen.then}, {day_of(seen.then_due, day)}."


def _flags(flags: Sequence[str]) -> Iterator[str]:
    """Yield the newest flag, cut short, and how many stand beside it."""
    if flags:
        newest = flags[-1].rstrip(".")
        said = fits(newest, FLAG_WIDTH).rstrip()
        end = "." if said == newest else ""
        more = f" (and {len(flags) - 1} more)" if flags[1:] else ""
        yield f"FLAG {said}{end}{more}"


def day_of(ordinal: int, day: date) -> str:
    """Return a standing's day in words, `-` for none."""
    return day_words(date.fromordinal(ordinal) if ordinal else None, day)
