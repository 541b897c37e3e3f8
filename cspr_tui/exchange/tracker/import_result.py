"""The result of reading a tracker: imported rows, and problems by row and column."""

from __future__ import annotations

from dataclasses import dataclass

from cspr_tui.domain.record.review import Review


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cell; a warning lets the row in, a refusal does not.

    `row` counts the records of the file from 1, blank ones too, as the
    spreadsheet numbers them; a line break inside a cell starts no new one.
    `column` is the heading as it stands in the file, empty for a whole row.
    """

    row: int
    column: str
    value: str
    reason: str
    refused: bool

    @property
    def sentence(self) -> str:
        """The problem with its place: `Row 14, column "Date LA aware": ...`."""
        column = f', column "{self.column}"' if self.column else ""
        return f"Row {self.row}{column}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """The review that one row describes, with notes on what was assumed.

    `facts.ref` is empty where the row gives no usable code. `named` holds the
    fields and entry columns that the row says something of, `blank` those whose
    column is there and whose cell is empty.
    """

    row: int
    facts: Review
    notes: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tracker:
    """A whole file: its rows, problems, and the field each heading stands for.

    A heading that stands for no field has "" beside it; its cells are notes.
    """

    drafts: tuple[ImportedRow, ...]
    problems: tuple[Problem, ...]
    headings: tuple[tuple[str, str], ...]

    def heading_of(self, field: str) -> str:
        """Return the heading that stands for the field, or the field's own name."""
        return next((said for said, known in self.headings if known == field), field)
