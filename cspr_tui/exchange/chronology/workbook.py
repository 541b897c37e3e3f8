"""The tables of an Excel file, as the child process reads them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.exchange.office.office_archive import check_markup
from cspr_tui.exchange.unreadable_import import UnreadableImportError

WORKBOOK = "xl/workbook.xml"
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 60, 100
# Of all sheets together.
MOST_CELLS, MOST_CHARACTERS = 600_000, 20_000_000
HEADING_ROWS = 15


def tables_in(content: bytes, name: str) -> list[tuple[str, list[list[str]], str]]:
    """Return title and records of every sheet, or in their place why not.

    Raises:
        UnreadableImportError: the file as a whole passes a limit.
    """
    check_markup(content, name)
    import openpyxl  # noqa: PLC0415 - loaded only where a spreadsheet is read

    with warnings.catch_warnings():
        # Excel's own extensions are of no matter here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(
            BytesIO(content), read_only=True, keep_links=False
        )
    sheets: list[Any] = list(book.worksheets)
    _check_sheets(sheets, name)
    room = _Room(name)
    return [_table(sheet, name, room) for sheet in sheets]


def _check_sheets(sheets: list[Any], name: str) -> None:
    paths = [getattr(sheet, "_worksheet_path", "") for sheet in sheets]
    what = ""
    if len(sheets) > MOST_SHEETS:
        what = f"over {MOST_SHEETS} sheets"
    elif len(set(paths)) < len(paths):
        what = "one sheet that is listed twice"
    if what:
        sentence = f"{name} holds {what}; save the sheet that is needed on its own."
        raise UnreadableImportError(sentence)


class _Room:
    """How many cells and characters may still be read."""

    def __init__(self, name: str) -> None:
        self._name, self._cells, self._characters = name, MOST_CELLS, MOST_CHARACTERS

    def take(self, record: list[str]) -> None:
        """Count the cells of one row.

        Raises:
            UnreadableImportError: with them there are too many.
        """
        self._cells -= len(record)
        self._characters -= sum(map(len, record))
        if self._cells < 0 or self._characters < 0:
            sentence = (
                f"{self._name} holds over {MOST_CELLS:,} cells or {MOST_CHARACTERS:,} "
                f"characters; save the sheet that is needed on its own."
            )
            raise UnreadableImportError(sentence)


def _table(
    sheet: Any,  # noqa: ANN401 - openpyxl's own
    name: str,
    room: _Room,
) -> tuple[str, list[list[str]], str]:
    title = without_control_characters(sheet.title)
    try:
        return title, list(_records(sheet, name, room)), ""
    except UnreadableImportError as error:
        return title, [], str(error)


def _records(sheet: Any, name: str, room: _Room) -> Iterator[list[str]]:  # noqa: ANN401 - openpyxl's own
    # What a file says of its own extent can be wrong, and rows would be lost.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        check_size(number, len(row), name)
        record = [_cell(cell, number, name) for cell in row]
        room.take(record)
        yield record


def check_size(rows: int, columns: int, name: str) -> None:
    """Refuse a table with more rows or columns than a chronology has.

    Raises:
        UnreadableImportError: it has; the text names the limit.
    """
    if rows > MOST_ROWS + HEADING_ROWS or columns > MOST_COLUMNS:
        sentence = (
            f"{name} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns; "
            f"delete the empty ones, or divide it."
        )
        raise UnreadableImportError(sentence)


def _cell(cell: Any, row: int, name: str) -> str:  # noqa: ANN401 - openpyxl's own
    value = cell.value
    if getattr(cell, "data_type", "") == "f":
        sentence = (
            f"{name}, row {row}, column {cell.column_letter}: it holds a formula; "
            f"copy the sheet and paste it as values, then take that in."
        )
        raise UnreadableImportError(sentence)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else f"{value}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else without_control_characters(str(value)).strip()
