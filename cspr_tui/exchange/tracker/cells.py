"""Reading one cell of a tracker: its value, or what is wrong with it."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from cspr_tui.domain.dates.date_parser import UnreadableDateError, read_full_date
from cspr_tui.domain.record.oversight import DelayReason
from cspr_tui.domain.record.partnership import Coordinator
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import first_line, full_day
from cspr_tui.domain.values.choice import Choice, UnknownChoiceError
from cspr_tui.domain.values.field_metadata import TextKind, text_kind_of
from cspr_tui.exchange.tracker.headings import Column, normalised, shipped_wordings

_NOTHING = frozenset({"", "na", "none", "nil", "tbc", "tba", "tbd", "unknown"})
# In a date cell these say that it has not happened.
_NOT_YET = frozenset(
    {"no", "notyet", "pending", "awaited", "awaiting", "outstanding", "notapplicable"}
)
_YES = frozenset({"y", "yes", "true", "t", "1", "x", "\u2713", "\u2714"})
_NO = frozenset({"n", "no", "false", "f", "0"})
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# A spreadsheet writes 03-Jan-26; people write 3rd of January 2026.
_JOINED = re.compile(
    r"(?<=\d)(?:st|nd|rd|th)?(?:[-/.]| of )\s*([a-z]{3,9})\.?[-/. ](?=\d)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:stage)?\s*(\d{1,2})\s*[.:)-]*\s*(.*)")
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell was read as: a value, or why there is none.

    `kept` is text for which there is no field.
    """

    value: Any = None
    wrong: str = ""
    warning: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class CellContext:
    """What the reading of cells depends on; `seen` caches cells read before."""

    today: date
    coordinators: Sequence[Coordinator] = ()
    seen: dict[tuple[str, str], Cell] = field(default_factory=dict)


def read_cell(column: Column, text: str, reading: CellContext) -> Cell:
    """Read one cell by its column's kind; an empty one has no value."""
    typed = text.strip()
    if not typed:
        return _EMPTY
    if not column.field:
        return Cell(kept=typed)
    key = (column.field, typed)
    if key not in reading.seen:
        reading.seen[key] = _read(column, typed, reading)
    return reading.seen[key]


_EMPTY = Cell()


def _read(column: Column, typed: str, reading: CellContext) -> Cell:
    word = normalised(typed)
    is_day = column.marks_a_tracker and column.kind != "text"
    if typed.casefold() in _YES | _NO and not is_day:
        return _READERS[column.kind](column, typed, reading)
    says_nothing = word in _NOTHING or (is_day and word in _NOT_YET)
    if says_nothing and not _are_initials(column, typed, reading):
        return Cell(kept=typed if word else "")
    return _READERS[column.kind](column, typed, reading)


def _are_initials(column: Column, typed: str, reading: CellContext) -> bool:
    """Whether a word such as `NA` is somebody's initials here."""
    known = {one.initials.casefold() for one in reading.coordinators}
    return _is_coordinator(column) and typed.casefold() in known


def _is_coordinator(column: Column) -> bool:
    """Whether the column names one coordinator, such as the owner of the review."""
    account = text_kind_of(Review, column.field) is TextKind.ACCOUNT
    return account and column.kind == "text"


def as_shown(typed: str) -> str:
    """Return a cell's text shortened to one line, to be quoted in a sentence."""
    return first_line(" ".join(typed.split()), _LONGEST_SHOWN)


def _day(column: Column, typed: str, reading: CellContext) -> Cell:
    del column
    text = as_shown(typed)
    plain = _JOINED.sub(r" \1 ", text)
    try:
        day = read_full_date(plain, reading.today)
    except UnreadableDateError as error:
        return Cell(wrong=str(error).replace(plain, text, 1))
    weekday = text[:3].casefold()
    if weekday in _WEEKDAYS and _WEEKDAYS.index(weekday) != day.weekday():
        return Cell(day, warning=f'"{text}" was taken for {full_day(day)}; check it.')
    return Cell(day)


def _choice(column: Column, typed: str, reading: CellContext) -> Cell:
    del reading
    try:
        return Cell(choice_of(column.field, typed))
    except UnknownChoiceError as error:
        return Cell(wrong=str(error))


def choice_of(name: str, typed: str) -> Choice:
    """Return the choice a field's cell means: slug, label or a word in use.

    A stage may be numbered; where a name follows the number, the name counts.

    Raises:
        UnknownChoiceError: none is so called.
    """
    text = as_shown(typed)
    if name == "stage":
        text = _without_number(text)
    slug = choice_wordings(name).get(normalised(text), text)
    return _choices()[name].read(slug)


@cache
def _choices() -> Mapping[str, type[Choice]]:
    """Return the review's fields that hold one word of a choice."""
    found = {}
    for name, hint in typing.get_type_hints(Review).items():
        for kind in (hint, *typing.get_args(hint)):
            if isinstance(kind, type) and issubclass(kind, Choice):
                found[name] = kind
    return found


def _without_number(text: str) -> str:
    numbered = _NUMBERED.fullmatch(text.casefold())
    return (numbered[2] or numbered[1]) if numbered else text


@cache
def choice_wordings(name: str) -> Mapping[str, str]:
    """Return the shipped wordings of a field's choices, each with the slug it means."""
    group = shipped_wordings("words").get(name, {})
    return {
        normalised(word): slug for slug, said in group.items() for word in (slug, *said)
    }


def _flag(column: Column, typed: str, reading: CellContext) -> Cell:
    del column, reading
    word = typed.casefold()
    if word in _YES | _NO:
        return Cell(word in _YES)
    return Cell(wrong=f'"{as_shown(typed)}" is neither yes nor no; write one of them.')


def _list(column: Column, typed: str, reading: CellContext) -> Cell:
    del column, reading
    parts = typed.replace("\n", ";").replace(",", ";").split(";")
    return Cell(tuple(part.strip() for part in parts if part.strip()))


def _text(column: Column, typed: str, reading: CellContext) -> Cell:
    if _is_coordinator(column):
        return _coordinator(typed, reading.coordinators)
    return Cell(typed)


def _coordinator(typed: str, coordinators: Sequence[Coordinator]) -> Cell:
    wanted = " ".join(typed.casefold().split())
    for said in ("id", "name", "initials"):
        found = [c for c in coordinators if getattr(c, said).casefold() == wanted]
        there = [c for c in found if c.left_on is None] or found
        if len(there) == 1:
            return Cell(there[0].id)
    if not coordinators:
        return Cell(typed)
    why = f'"{as_shown(typed)}" is not one coordinator in the directory; kept as typed.'
    return Cell(typed, warning=why)


def _entry(column: Column, typed: str, reading: CellContext) -> Cell:
    if column.field in {"lead_reviewer", "status"}:
        return Cell(typed)
    if column.field != "delay_reason":
        return _day(column, typed, reading)
    try:
        return Cell((DelayReason.read(typed), ""))
    except UnknownChoiceError:
        slug = choice_wordings("delay_reason").get(normalised(typed), DelayReason.OTHER)
        return Cell((DelayReason(slug), typed))


_READERS: dict[str, Callable[[Column, str, CellContext], Cell]] = {
    "date": _day,
    "choice": _choice,
    "flag": _flag,
    "list": _list,
    "text": _text,
    "entry": _entry,
}
