"""Reads an agency's chronology from CSV or Excel into rows of cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from cspr_tui.exchange.chronology.workbook import (
    HEADING_ROWS,
    WORKBOOK,
    check_size,
    tables_in,
)
from cspr_tui.exchange.office.office_archive import check_archive, is_zip_file
from cspr_tui.exchange.office.office_process import parse_apart
from cspr_tui.exchange.tracker.headings import normalised
from cspr_tui.exchange.tracker.table import UnreadableTrackerError, records_of, text_of
from cspr_tui.exchange.unreadable_import import UnreadableImportError

_DELIMITERS = ",;\t|"
# The headings that agencies use, by the field they mean.
_HEADINGS = {
    "on": "date; date of event; event date; date of contact; date of entry; when",
    "time": "time; time of event; time of contact",
    "agency": "agency; organisation; service; agency name",
    "text": (
        "event; entry; what happened; details; description; event details; record; "
        "summary; significant event; contact; key event; detail of event; text"
    ),
    "persons": "who; persons; person; people; child; subject; family member; seen",
}
_FIELD_OF_HEADING = {
    normalised(w): f for f, words in _HEADINGS.items() for w in (f, *words.split(";"))
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headings of a table and its rows, each with its row number in the file.

    `fields` gives the field that each column means; empty if the heading is unknown.
    """

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    name: str = ""


def read_sheet(content: bytes, name: str) -> Sheet:
    """Return the first table in a file that has a date and an event column.

    Raises:
        UnreadableImportError: there is none, it is too long, a cell holds a
            formula, or the file cannot be read.
    """
    tables = _excel(content, name) if is_zip_file(content) else _csv(content, name)
    for title, records in tables:
        found = _find_headings(title, records)
        if found is not None:
            return found
    sentence = (
        f"{name} has no row of headings with a date and an event in its first "
        f"{HEADING_ROWS} rows; head the columns Date and Event."
    )
    raise UnreadableImportError(sentence)


def _find_headings(title: str, records: list[tuple[str, ...]]) -> Sheet | None:
    for at, record in enumerate(records[:HEADING_ROWS]):
        fields = _fields(record)
        if {"on", "text"} <= set(fields):
            numbered = enumerate(records[at + 1 :], start=at + 2)
            rows = tuple((n, row) for n, row in numbered if any(map(str.strip, row)))
            return Sheet(record, fields, rows, title)
    return None


def _fields(record: Sequence[str]) -> tuple[str, ...]:
    """Return what each heading is here; the first of two alike counts."""
    found = list[str]()
    for heading in record:
        field = _FIELD_OF_HEADING.get(normalised(heading), "")
        found.append("" if field in found else field)
    return tuple(found)


def _csv(content: bytes, name: str) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    text = text_of(content)
    delimiter = max(_DELIMITERS, key=lambda mark: _number_of_headings(text, mark))
    try:
        records = records_of(text, delimiter)
    except UnreadableTrackerError as error:
        raise UnreadableImportError(str(error)) from error
    check_size(len(records), max(map(len, records), default=0), name)
    yield "", [tuple(record) for record in records]


def _number_of_headings(text: str, delimiter: str) -> int:
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        first_rows = [row for row, _ in zip(rows, range(HEADING_ROWS), strict=False)]
    except csv.Error:
        return 0
    return max((sum(map(bool, _fields(row))) for row in first_rows), default=0)


def _excel(content: bytes, name: str) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    check_archive(content, name, WORKBOOK)
    for title, records, refused in parse_apart(tables_in, content, name):
        if refused:
            raise UnreadableImportError(refused)
        yield title, [tuple(record) for record in records]
