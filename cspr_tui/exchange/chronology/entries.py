"""Turns the rows of an agency's chronology into entries, with problems by cell."""

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
_DATE_AND_TIME = re.compile(r"(\S*\d\S*)[ T](\d{1,2}:\d{2})(?::\d{2})?(?:\.0+)?")
_MOST_CHARACTERS = 100_000
# A letter that could not be decoded stands as this.
_REPLACEMENT_CHARACTER = "\ufffd"


@dataclass(frozen=True, slots=True)
class ChronologyContext:
    """What reading a chronology needs besides its cells.

    `agency` is used where the file names none. `named` returns the directory's name
    for an agency and raises a CsprError if it has none. `codes` are the codes of the
    people in the review, in capitals.
    """

    today: date
    source: str
    agency: str
    named: Callable[[str], str]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ChronologyResult:
    """The entries of a file and all problems; one refused problem refuses the file."""

    entries: tuple[ChronologyEntry, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The problems that keep the file from being imported."""
        return tuple(problem for problem in self.problems if problem.refused)


class _CellError(CsprError):
    """A cell cannot be read; carries the number of its column."""

    def __init__(self, column: int, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def read_entries(sheet: Sheet, context: ChronologyContext) -> ChronologyResult:
    """Read every row; one that cannot be read becomes a problem with row and column."""
    entries, problems = list[ChronologyEntry](), list[Problem]()
    for number, row in sheet.rows:
        cells = (*row, *[""] * (len(sheet.headings) - len(row)))
        try:
            entries.append(_entry(sheet, cells, context))
        except _CellError as error:
            heading = sheet.headings[error.column]
            value = first_line(cells[error.column], 60)
            problems.append(Problem(number, heading, value, str(error), refused=True))
    return ChronologyResult(tuple(entries), tuple(problems))


def _entry(
    sheet: Sheet, cells: tuple[str, ...], context: ChronologyContext
) -> ChronologyEntry:
    for column, text in enumerate(cells):
        _check_text(column, text)
    columns = {field: n for n, field in enumerate(sheet.fields) if field}
    values = {field: cells[n].strip() for field, n in columns.items()}
    date_and_time = _DATE_AND_TIME.fullmatch(values["on"])
    if date_and_time:
        values = {"time": date_and_time[2]} | values | {"on": date_and_time[1]}
    persons = _codes(values.get("persons", ""), context)
    return ChronologyEntry(
        id="",
        on=_day(columns["on"], values["on"], context),
        text=_text(sheet, cells, columns["text"], skip="persons" if persons else ""),
        agency=_agency(
            columns.get("agency", columns["on"]), values.get("agency", ""), context
        ),
        time=_time(columns.get("time", 0), values.get("time", "")),
        persons=persons,
        source=context.source,
        received_on=context.today,
    )


def _check_text(column: int, text: str) -> None:
    if _REPLACEMENT_CHARACTER in text:
        sentence = "letters of it cannot be read; save the file as CSV UTF-8."
        raise _CellError(column, sentence)
    if len(text) > _MOST_CHARACTERS:
        sentence = f"it is longer than {_MOST_CHARACTERS:,} characters; shorten it."
        raise _CellError(column, sentence)


def _day(column: int, typed: str, context: ChronologyContext) -> date:
    try:
        day = read_full_date(typed, context.today)
    except UnreadableDateError as error:
        raise _CellError(column, str(error)) from error
    if day > context.today:
        sentence = f'"{typed}" is still to come; a chronology says what happened.'
        raise _CellError(column, sentence)
    return day


def _time(column: int, typed: str) -> str:
    match = _TIME.fullmatch(typed)
    if not typed:
        return ""
    if match is None:
        sentence = f'"{first_line(typed, 40)}" is no time of day; write 14:30.'
        raise _CellError(column, sentence)
    hour, minute = int(match[1]), int(match[2])
    if match[3]:
        hour = hour % 12 + (12 if match[3].casefold() == "pm" else 0)
    if hour > 23 or minute > 59:
        raise _CellError(column, f'"{typed}" is no time of day; write 14:30.')
    return f"{hour:02}:{minute:02}"


def _agency(column: int, typed: str, context: ChronologyContext) -> str:
    try:
        return context.named(typed or context.agency)
    except CsprError as error:
        raise _CellError(column, str(error)) from error


def _codes(typed: str, context: ChronologyContext) -> tuple[str, ...]:
    """Return the people meant, empty where not every word is a code."""
    words = re.split(r"[\s,;/&]+", typed.upper().strip())
    return tuple(words) if set(words) <= context.codes else ()


def _text(sheet: Sheet, cells: tuple[str, ...], column: int, skip: str) -> str:
    if not cells[column].strip():
        raise _CellError(column, "it is empty; say what happened, or delete the row.")
    return "\n".join([cells[column].strip(), *_unmapped_cells(sheet, cells, skip)])


def _unmapped_cells(sheet: Sheet, cells: tuple[str, ...], skip: str) -> Iterator[str]:
    """Yield what has no field here, so that nothing an agency wrote is lost."""
    extra_fields = {"persons", ""} - {skip or None}
    for heading, field, text in zip(sheet.headings, sheet.fields, cells, strict=False):
        if field in extra_fields and text.strip():
            yield f"{heading.strip() or 'Also'}: {text.strip()}"
