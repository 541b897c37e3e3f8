"""The bytes of a spreadsheet file as a table of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.partnership import HeaderAlias
from cspr_tui.exchange.headings import Column, columns

LOOKED_THROUGH = 10
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class UnreadableTrackerError(CsprError):
    """No table of reviews can be made of the file."""


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a tracker and its rows, each with its number in the file."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def table_of(content: bytes, aliases: Sequence[HeaderAlias]) -> Table:
    """Read a CSV file: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab.

    The heading row is the first of the first ten that has a reference or a date
    of ours and at least two columns that are known.

    Raises:
        UnreadableTrackerError: there is no such row, or it is no CSV at all.
    """
    records = _records(_text(content))
    for at, record in enumerate(records[:LOOKED_THROUGH]):
        found = columns(record, aliases)
        if sum(bool(column.field) for column in found) >= 2:
            rows = enumerate(records[at + 1 :], start=at + 2)
            filled = (
                (number, tuple(row)) for number, row in rows if any(map(str.strip, row))
            )
            return Table(tuple(found), tuple(filled))
    sentence = (
        "No heading row was found in the first ten rows; the columns need headings "
        'such as "ref", "LA aware", "SIN submitted" or "Stage".'
    )
    raise UnreadableTrackerError(sentence)


def _text(content: bytes) -> str:
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        sentence = "This is no CSV file; save the spreadsheet as CSV and import that."
        raise UnreadableTrackerError(sentence)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _records(text: str) -> list[list[str]]:
    head = text[:4096]
    delimiter = max(",;\t", key=head.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return list(reader)
    except csv.Error as error:
        sentence = f"The file cannot be read as CSV ({error}); save it as CSV again."
        raise UnreadableTrackerError(sentence) from error
