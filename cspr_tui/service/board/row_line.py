"""A row as one cached line, and back where the line is as it was written."""

from __future__ import annotations

import json
from typing import Any

from cspr_tui.domain.board.board_row import Row
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.values.codec import decode, encode

# What reading a line raises that some other program wrote, whatever is in it.
DOUBTS: tuple[type[Exception], ...] = (
    CsprError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    RecursionError,
    OverflowError,
)


def json_line(plain: Any) -> bytes:  # noqa: ANN401 - whatever JSON can hold
    """Return JSON data as one line."""
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()


def row_line(row: Row) -> bytes:
    """Return a row as one line."""
    return json_line(encode(row))


def row_in(line: bytes, ref: str) -> Row | None:
    """Return the row of that review in a line; None where the line is no such row."""
    try:
        row = decode(Row, json.loads(line))
    except DOUBTS:
        return None
    return row if row.ref == ref else None
