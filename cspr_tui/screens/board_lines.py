"""The board's rows as text: columns for a width, and two lines on the one looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from cspr_tui.domain.stage import Stage
from cspr_tui.domain.standing import Standing
from cspr_tui.domain.triage import Row
from cspr_tui.domain.words import day_words
from cspr_tui.plain.forms import left_on, next_words
from cspr_tui.service import Board, Reviews
from cspr_tui.widgets.line import KeyedLines, Line
from cspr_tui.widgets.line_list import fits

WIDE = 120
HEADINGS = ("State", "Ref", "Alias", "Stage", "Next deadline", "Due", "Left", "Own")


@dataclass(frozen=True, slots=True)
class Look:
    """What a row's text hangs on beside the row: the day, the width, the marks."""

    reviews: Reviews
    day: date
    width: int
    marked: Collection[str] = ()


class BoardLines(KeyedLines):
    """The rows found as lines, each made when it is looked at."""

    def __init__(self, standings: Sequence[Standing], look: Look) -> None:
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


def board_line(standing: Standing, look: Look) -> Line:
    """Return one review as a line of the board."""
    seen, reviews = standing.on(look.day), look.reviews
    due = date.fromordinal(seen.due) if seen.due else None
    word = seen.word if standing.active else "CLOSED"
    parts = (
        word,
        standing.ref,
        standing.alias,
        Stage(standing.stage).label,
        next_words(seen),
        day_words(due, look.day),
        left_on(seen, look.day, reviews.rules, reviews.calendar) or "-",
        reviews.partnership.initials_of(standing.owner),
    )
    mark = "*" if standing.ref in look.marked else " "
    return Line(columns(parts, look.width, mark), word, standing.ref)


def columns(parts: tuple[str, ...], width: int, mark: str = " ") -> str:
    """Return the parts of a row in columns for a screen of that width.

    Below 80 columns the stage gives way, from 120 on the alias stands too.
    """
    word, ref, alias, stage, label, due, left, owner = parts
    wide = f"{fits(alias, 12)} " if width >= WIDE else ""
    step = f"{fits(stage, 15)} " if width >= 80 else ""
    fixed = 42 + len(wide) + len(step)
    return (
        f"{word:<8}{mark}{ref:<5} {wide}{step}{fits(label, max(12, width - fixed))} "
        f"{due:<11} {fits(left, 10)} {owner[:3]}"
    ).rstrip()


def peek(ref: str, board: Board, reviews: Reviews) -> tuple[str, str]:
    """Return two lines on the row under the cursor."""
    row, day = board.row(ref), board.day
    seen = row.on(day)
    standing = next(each for each in board.standings if each.ref == ref)
    first = f"{row.ref} {row.alias}: {seen.word}"
    reading = standing.on(day)
    if reading.label:
        lead = row.clocks[seen.lead]
        left = left_on(reading, day, reviews.rules, reviews.calendar)
        first += f", {lead.label}, {day_words(lead.due, day)}, {left}."
    elif seen.word == "NO CLOCK":
        first += ", no date is recorded that a deadline counts from."
    if row.holds:
        first += f" Held by {', '.join(row.holds)}."
    return first, " ".join(_second(row, day))


def _second(row: Row, day: date) -> Iterator[str]:
    if row.bring_back_on:
        yield f"Bring back {day_words(row.bring_back_on, day)}."
    yield f"Agencies {row.agencies_answered}/{row.agencies_asked}."
    yield f"Open actions {row.open_actions}."
    if row.last_on:
        yield f"Last entry {day_words(row.last_on, day)} ({row.last_what})."
    then = row.on(day).then
    if then >= 0:
        clock = row.clocks[then]
        yield f"Then {clock.label}, {day_words(clock.due, day)}."
