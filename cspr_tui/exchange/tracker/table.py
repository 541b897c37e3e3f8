"""Parsing a CSV file into a table of text, whatever its encoding and delimiter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import HeaderAlias
from cspr_tui.domain.text.csv_cells import undefended
from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.exchange.tracker.headings import Column, columns

# What a cell may hold, in characters: no note is longer.
LONGEST_CELL = 1_000_000
csv.field_size_limit(LONGEST_CELL)
LOOKED_THROUGH = 10
_DELIMITERS = ",;\t"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Follows the last line; where it ends up inside a cell, a quote was never closed.
_END = "\0end of file"
# Every heading in quotation marks, as in what `export-data` and `list` write.
_OUR_HEADINGS = re.compile(r'\ufeff?(?:"[^"\r\n]*+",)*+"[^"\r\n]*+"\r?$', re.MULTILINE)


class UnreadableTrackerError(CsprError):
    """The file cannot be read as a table of reviews."""


@dataclass(frozen=True, slots=True)
class TrackerTable:
    """The columns of a tracker and its rows, each with its number in the file."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def table_of(content: bytes, aliases: Sequence[HeaderAlias]) -> TrackerTable:
    """Read a CSV file: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab.

    The heading row is the first of the first ten that has a reference or a date
    of ours and at least two columns that are known; the delimiter is the one
    that finds the most of them. Blank rows are left out.

    Raises:
        UnreadableTrackerError: there is no such row, a quote is never closed, or
            it is no CSV at all.
    """
    text = text_of(content)
    delimiter = max(_DELIMITERS, key=lambda mark: _likeness(text, mark, aliases))
    records = records_of(text, delimiter)
    for at, record in enumerate(records[:LOOKED_THROUGH]):
        found = columns(record, aliases)
        if _known(found):
            return TrackerTable(tuple(found), _rows(records, at + 1))
    sentence = (
        "No heading row was found in the first ten rows; the columns need headings "
        'such as "ref", "LA aware", "SIN submitted" or "Stage".'
    )
    raise UnreadableTrackerError(sentence)


def _rows(
    records: list[list[str]], start: int
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    numbered = enumerate(records[start:], start=start + 1)
    return tuple((at, tuple(row)) for at, row in numbered if any(map(str.strip, row)))


def _known(found: Sequence[Column]) -> int:
    """Return how many columns are known, 0 if this is not a heading row."""
    known = sum(bool(column.kind) for column in found)
    is_heading = known >= 2 and any(column.marks_a_tracker for column in found)
    return known if is_heading else 0


def _likeness(text: str, delimiter: str, aliases: Sequence[HeaderAlias]) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return max(
            (_known(columns(row, aliases)) for row in islice(reader, LOOKED_THROUGH)),
            default=0,
        )
    except csv.Error:
        return 0


def text_of(content: bytes) -> str:
    """Return a file's text: UTF-8, UTF-16 or Windows-1252.

    Raises:
        UnreadableTrackerError: it is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\0" in content[:4096]:
        sentence = "This is no CSV file; save the spreadsheet as CSV and import that."
        raise UnreadableTrackerError(sentence)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def records_of(text: str, delimiter: str) -> list[list[str]]:
    """Return the records of a CSV text, blank ones too.

    Raises:
        UnreadableTrackerError: it is no CSV, or a quote is never closed.
    """
    lines = chain(io.StringIO(text, newline=""), [_END])
    records = list[list[str]]()
    try:
        records.extend(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        sentence = (
            f"Row {len(records) + 1} cannot be read as CSV ({error}); shorten a cell "
            f"of over {LONGEST_CELL:,} characters, or save the file as CSV again."
        )
        raise UnreadableTrackerError(sentence) from error
    if records.pop() != [_END]:
        sentence = (
            f"A quotation mark opened in row {len(records) + 1} is never closed; "
            f"close it, or save the spreadsheet as CSV again."
        )
        raise UnreadableTrackerError(sentence)
    ours = _OUR_HEADINGS.match(text) is not None
    return [[_said(cell, ours=ours) for cell in record] for record in records]


def _said(cell: str, *, ours: bool) -> str:
    if "'" in cell:
        cell = undefended(cell, ours=ours)
    if cell.isascii() and cell.isprintable():
        return cell
    return without_control_characters(cell.replace("\r\n", "\n").replace("\r", "\n"))
