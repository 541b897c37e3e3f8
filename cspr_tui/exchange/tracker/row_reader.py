"""Reading a tracker row by row: the review each describes, or its problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from cspr_tui.domain.record.documents import ImportedCell
from cspr_tui.domain.record.partnership import Coordinator, HeaderAlias
from cspr_tui.domain.text.formatting import listed
from cspr_tui.exchange.tracker.cells import CellContext, as_shown, read_cell
from cspr_tui.exchange.tracker.headings import Column, normalised
from cspr_tui.exchange.tracker.import_result import ImportedRow, Problem, Tracker
from cspr_tui.exchange.tracker.review_columns import facts_of, unstorable_columns
from cspr_tui.exchange.tracker.table import (
    TrackerTable,
    UnreadableTrackerError,
    table_of,
)
from cspr_tui.exchange.tracker.warnings import doubts

# Stands in a decoded text for bytes that no character was found for.
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the file: its number, and its cells under their columns."""

    number: int
    columns: tuple[Column, ...]
    cells: tuple[str, ...]

    def problem(
        self, field: str, reason: str, *, refused: bool, value: str = ""
    ) -> Problem:
        """Return a problem of this row under the heading of that field."""
        for column, cell in zip(self.columns, self.cells, strict=False):
            if column.field == field:
                return Problem(self.number, column.heading, cell, reason, refused)
        return Problem(self.number, "", value, reason, refused)


@dataclass(frozen=True, slots=True)
class _Read:
    """The result of reading a row: a draft unless refused, and its references."""

    row: _Row
    draft: ImportedRow | None
    problems: tuple[Problem, ...]
    claims: frozenset[str] = frozenset()


def read_tracker(
    content: bytes,
    aliases: Sequence[HeaderAlias],
    *,
    coordinators: Sequence[Coordinator] = (),
    today: date,
) -> Tracker:
    """Read a tracker file; every row becomes a draft or is refused with reasons.

    Raises:
        UnreadableTrackerError: no table can be made of the file, two columns
            stand for one field, or an alias names a field there is not.
    """
    table = table_of(content, aliases)
    _refuse_unknown(table)
    _refuse_twins(table)
    reading = CellContext(today, coordinators)
    read = [_read(row, reading) for row in _rows(table)]
    doubled = _doubled(read)
    refused = {problem.row for problem in doubled}
    drafts = (one.draft for one in read if one.row.number not in refused)
    problems = [*doubled, *(problem for one in read for problem in one.problems)]
    return Tracker(
        tuple(draft for draft in drafts if draft is not None),
        tuple(sorted(problems, key=lambda p: (p.row, not p.refused))),
        tuple((column.heading, column.field) for column in table.columns),
    )


def _refuse_unknown(table: TrackerTable) -> None:
    for column in table.columns:
        if column.field and not column.kind:
            sentence = (
                f'The settings take column "{column.heading}" for "{column.field}", '
                f"which is no field of a review; correct the alias in the settings."
            )
            raise UnreadableTrackerError(sentence)


def _refuse_twins(table: TrackerTable) -> None:
    named = Counter(column.field for column in table.columns if column.field)
    for field, times in named.items():
        if times > 1:
            twins = [f'"{c.heading}"' for c in table.columns if c.field == field]
            sentence = (
                f"Columns {listed(twins)} both stand for {field}; rename or delete "
                f"one of them."
            )
            raise UnreadableTrackerError(sentence)


def _rows(table: TrackerTable) -> Iterator[_Row]:
    width = len(table.columns)
    for number, cells in table.rows:
        yield _Row(number, table.columns, (*cells, *[""] * (width - len(cells))))


def _read(row: _Row, reading: CellContext) -> _Read:
    spare = [cell for cell in row.cells[len(row.columns) :] if cell.strip()]
    if spare:
        said = (
            f"This row has more cells than there are headings, the first of them "
            f'"{as_shown(spare[0])}"; put text with commas in quotation marks.'
        )
        problem = Problem(row.number, "", spare[0], said, refused=True)
        return _Read(row, None, (problem,))
    values: dict[str, Any] = {}
    kept, problems = [], list(_unreadable(row))
    for column, text in zip(row.columns, row.cells, strict=False):
        if not text:
            continue
        cell = read_cell(column, text, reading)
        if cell.value is not None:
            values[column.field] = cell.value
        if cell.kept:
            kept.append(ImportedCell(column.heading, cell.kept))
        if cell.wrong or cell.warning:
            said, wrong = cell.wrong or cell.warning, bool(cell.wrong)
            problems.append(Problem(row.number, column.heading, text, said, wrong))
    return _drafted(row, values, tuple(kept), problems, reading.today)


def _unreadable(row: _Row) -> Iterator[Problem]:
    for column, cell in zip(row.columns, row.cells, strict=False):
        if _LOST in cell:
            said = "Some characters could not be read; save the file as CSV UTF-8."
            yield Problem(row.number, column.heading, cell, said, refused=False)


def _drafted(
    row: _Row,
    values: dict[str, Any],
    kept: tuple[ImportedCell, ...],
    problems: list[Problem],
    today: date,
) -> _Read:
    claims = frozenset(_claims(values))
    if not claims:
        said = "This row has no reference; give it one so that it is known next time."
        problems.append(row.problem("ref", said, refused=True))
    if any(problem.refused for problem in problems):
        return _Read(row, None, tuple(problems), claims)
    spare = (
        ImportedCell(row.problem(field, "", refused=False).column, values[field])
        for field in unstorable_columns(values)
    )
    facts = facts_of(values, (*kept, *spare), _digest(row))
    for field, said in doubts(facts.review, values, today):
        problems.append(row.problem(field, said, refused=False))
    blank = frozenset(
        column.field
        for column, cell in zip(row.columns, row.cells, strict=False)
        if column.field and column.field not in values and not normalised(cell)
    )
    draft = ImportedRow(row.number, facts.review, facts.notes, facts.named, blank)
    return _Read(row, draft, tuple(problems), claims)


def _claims(values: dict[str, Any]) -> Iterator[str]:
    """Yield the references of a row, which no other row may have."""
    ref, local = values.get("ref", ""), values.get("local_ref", "")
    if ref:
        yield f"ref {key_of(ref)}"
    if local or ref:
        yield f"local_ref {key_of(local or ref)}"


def key_of(ref: str) -> str:
    """Return a reference for comparison, without regard to case and spaces."""
    return "".join(ref.casefold().split())


def _digest(row: _Row) -> str:
    """Return a digest of a row, equal if the row is unchanged since the last import."""
    said = [
        f"{column.field or column.heading}={cell.strip()}"
        for column, cell in zip(row.columns, row.cells, strict=False)
        if cell.strip()
    ]
    return sha256("\n".join(sorted(said)).encode()).hexdigest()


def _doubled(read: Iterable[_Read]) -> list[Problem]:
    places: dict[str, list[_Row]] = {}
    for one in read:
        for claim in one.claims:
            places.setdefault(claim, []).append(one.row)
    found: dict[int, Problem] = {}
    for claim, rows in places.items():
        for row in rows:
            others = [str(other.number) for other in rows if other is not row]
            if others and row.number not in found:
                found[row.number] = _double(row, claim.partition(" ")[0], others)
    return list(found.values())


def _double(row: _Row, field: str, others: list[str]) -> Problem:
    cells = zip(row.columns, row.cells, strict=False)
    filled = {column.field for column, cell in cells if cell.strip()}
    problem = row.problem(field if field in filled else "ref", "", refused=True)
    rows = "row" if len(others) == 1 else "rows"
    said = (
        f'"{as_shown(problem.value)}" stands in {rows} {listed(others)} too; give each '
        f"review its own reference, or delete the row that is not wanted."
    )
    return Problem(row.number, problem.column, problem.value, said, refused=True)
