"""The rows of an agency's chronology as entries, and what is wrong in which cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from cspr_tui.domain.dates.date_parser import UnreadableDateError, read_full_date
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.documents import ChronologyEntry
from cspr_tui.domain.text.formatting import first_line
from cspr_tui.exchange.chronology.sheet import Sheet
from cspr_tui.exchange.tracker.import_result import Problem

_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(am|pm)?", re.IGNORECASE)
# A spreadsheet's date may have its time beside it.
_MOMENT = re.compile(r"(\S*\d\S*)[ T](\d{1,2}:\d{2})(?::\d{2})?(?:\.0+)?")
_LONGEST = 100_000
# A letter that could not be decoded stands as this.
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class ChronologyContext:
    """What reading a chronology needs beside its cells.

    `agency` is whose it is where the file does not say; `named` gives the
    directory's name for one and raises a CsprError where there is none. `codes`
    are the people of the review, by their codes in capitals.
    """

    today: date
    source: str
    agency: str
    named: Callable[[str], str]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ChronologyResult:
    """The entries of a file, and every problem; one refused refuses them all."""

    entries: tuple[ChronologyEntry, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The problems that keep the file out."""
        return tuple(problem for problem in self.problems if problem.refused)


class _CellError(CsprError):
    """A cell cannot be read; raised with the column it stands in."""

    def __init__(self, column: int, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def read_entries(sheet: Sheet, by: ChronologyContext) -> ChronologyResult:
    """Read every row; a row that cannot be read is a problem with row and column."""
    entries, problems = list[ChronologyEntry](), list[Problem]()
    for number, row in sheet.rows:
        cells = (*row, *[""] * (len(sheet.headings) - len(row)))
        try:
            entries.append(_entry(sheet, cells, by))
        except _CellError as error:
            heading = sheet.headings[error.column]
            value = first_line(cells[error.column], 60)
            problems.append(Problem(number, heading, value, str(error), refused=True))
    return ChronologyResult(tuple(entries), tuple(problems))


def _entry(
    sheet: Sheet, cells: tuple[str, ...], by: ChronologyContext
) -> ChronologyEntry:
    for column, text in enumerate(cells):
        _check_text(column, text)
    at = {field: n for n, field in enumerate(sheet.fields) if field}
    said = {field: cells[n].strip() for field, n in at.items()}
    moment = _MOMENT.fullmatch(said["on"])
    if moment:
        said = {"time": moment[2]} | said | {"on": moment[1]}
    persons = _codes(said.get("persons", ""), by)
    return ChronologyEntry(
        id="",
        on=_day(at["on"], said["on"], by),
        text=_text(sheet, cells, at["text"], skip="persons" if persons else ""),
        agency=_agency(at.get("agency", at["on"]), said.get("agency", ""), by),
        time=_time(at.get("time", 0), said.get("time", "")),
        persons=persons,
        source=by.source,
        received_on=by.today,
    )


def _check_text(column: int, text: str) -> None:
    if _LOST in text:
        sentence = "letters of it cannot be read; save the file as CSV UTF-8."
        raise _CellError(column, sentence)
    if len(text) > _LONGEST:
        sentence = f"it is longer than {_LONGEST:,} characters; shorten it."
        raise _CellError(column, sentence)


def _day(column: int, typed: str, by: ChronologyContext) -> date:
    try:
        day = read_full_date(typed, by.today)
    except UnreadableDateError as error:
        raise _CellError(column, str(error)) from error
    if day > by.today:
        sentence = f'"{typed}" is still to come; a chronology says what happened.'
        raise _CellError(column, sentence)
    return day


def _time(column: int, typed: str) -> str:
    found = _TIME.fullmatch(typed)
    if not typed:
        return ""
    if found is None:
        sentence = f'"{first_line(typed, 40)}" is no time of day; write 14:30.'
        raise _CellError(column, sentence)
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % 12 + (12 if found[3].casefold() == "pm" else 0)
    if hour > 23 or minute > 59:
        raise _CellError(column, f'"{typed}" is no time of day; write 14:30.')
    return f"{hour:02}:{minute:02}"


def _agency(column: int, typed: str, by: ChronologyContext) -> str:
    try:
        return by.named(typed or by.agency)
    except CsprError as error:
        raise _CellError(column, str(error)) from error


def _codes(typed: str, by: ChronologyContext) -> tuple[str, ...]:
    """Return the people meant, empty where not every word is a code."""
    words = re.split(r"[\s,;/&]+", typed.upper().strip())
    return tuple(words) if set(words) <= by.codes else ()


def _text(sheet: Sheet, cells: tuple[str, ...], column: int, skip: str) -> str:
    if not cells[column].strip():
        raise _CellError(column, "it is empty; say what happened, or delete the row.")
    return "\n".join([cells[column].strip(), *_beside(sheet, cells, skip)])


def _beside(sheet: Sheet, cells: tuple[str, ...], skip: str) -> Iterator[str]:
    """Yield what has no field here, so that nothing an agency wrote is lost."""
    kept = {"persons", ""} - {skip or None}
    for heading, field, text in zip(sheet.headings, sheet.fields, cells, strict=False):
        if field in kept and text.strip():
            yield f"{heading.strip() or 'Also'}: {text.strip()}"
