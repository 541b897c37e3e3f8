"""A tracker read row by row: the facts of a review, or what is wrong where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from cspr_tui.domain.documents import ImportedCell
from cspr_tui.domain.partnership import Coordinator, HeaderAlias
from cspr_tui.domain.review import Kind, RapidReviewOutcome, Review
from cspr_tui.domain.stage import Stage
from cspr_tui.domain.steps.dates import RECORDED, day_warnings, order_warnings
from cspr_tui.domain.words import listed
from cspr_tui.exchange.cells import Reading, read_cell
from cspr_tui.exchange.entries import with_entries
from cspr_tui.exchange.headings import Column
from cspr_tui.exchange.table import Table, UnreadableTrackerError, table_of

_OUR_CODE = re.compile(r"[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a cell; a warning lets the row in, a refusal does not."""

    row: int
    column: str
    value: str
    reason: str
    refused: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """The facts of one row; `named` are the fields the row says something of."""

    row: int
    facts: Review
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tracker:
    """A whole file: drafts, problems, and what each heading was taken for."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    headings: tuple[tuple[str, str], ...]


def read_tracker(
    content: bytes,
    aliases: Sequence[HeaderAlias],
    *,
    coordinators: Sequence[Coordinator] = (),
    today: date,
) -> Tracker:
    """Read a tracker file; every row becomes a draft or is refused with reasons.

    Raises:
        UnreadableTrackerError: no table can be made of the file, or two columns
            stand for one field.
    """
    table = table_of(content, aliases)
    _refuse_twins(table)
    reading = Reading(today, coordinators)
    read = [_row(number, cells, table.columns, reading) for number, cells in table.rows]
    drafts = [draft for draft, _ in read if draft is not None]
    problems = [problem for _, found in read for problem in found]
    problems += _doubled(drafts)
    headings = tuple((column.heading, column.field) for column in table.columns)
    return Tracker(tuple(drafts), tuple(sorted(problems, key=_place)), headings)


def _place(problem: Problem) -> tuple[int, bool]:
    return problem.row, not problem.refused


def _refuse_twins(table: Table) -> None:
    named = Counter(column.field for column in table.columns if column.field)
    for field, times in named.items():
        if times > 1:
            twins = [c.heading for c in table.columns if c.field == field]
            sentence = (
                f"Columns {' and '.join(repr(t) for t in twins)} both stand for "
                f"{field}; rename or delete one of them."
            )
            raise UnreadableTrackerError(sentence)


def _row(
    number: int, cells: tuple[str, ...], columns: tuple[Column, ...], reading: Reading
) -> tuple[Draft | None, list[Problem]]:
    spare = [cell for cell in cells[len(columns) :] if cell.strip()]
    if spare:
        said = "This row has more cells than there are headings; mend the quotes."
        return None, [Problem(number, "", spare[0], said, refused=True)]
    values: dict[str, Any] = {}
    kept, problems = [], []
    padded = (*cells, *[""] * (len(columns) - len(cells)))
    for column, text in zip(columns, padded, strict=False):
        cell = read_cell(column, text, reading)
        said = cell.wrong or cell.warning
        if said:
            wrong = bool(cell.wrong)
            problems.append(Problem(number, column.heading, text, said, refused=wrong))
        if cell.value is not None:
            values[column.field] = cell.value
        if cell.kept:
            kept.append(ImportedCell(column.heading, cell.kept))
    values["imported_row"] = _digest(columns, padded)
    return _drafted(number, values, tuple(kept), problems, reading)


def _digest(columns: tuple[Column, ...], cells: tuple[str, ...]) -> str:
    """Return what tells whether a row says the same as the last time."""
    said = [
        f"{column.field or column.heading}={cell.strip()}"
        for column, cell in zip(columns, cells, strict=False)
        if cell.strip()
    ]
    return sha256("\n".join(sorted(said)).encode()).hexdigest()


def _drafted(
    number: int,
    values: dict[str, Any],
    kept: tuple[ImportedCell, ...],
    problems: list[Problem],
    reading: Reading,
) -> tuple[Draft | None, list[Problem]]:
    if "ref" not in values and "local_ref" not in values:
        said = "This row has no reference; give it one so that it is known next time."
        problems.append(Problem(number, "ref", "", said, refused=True))
    if any(problem.refused for problem in problems):
        return None, problems
    facts, named = _facts(values, kept)
    problems.extend(_doubts(number, facts, values, reading.today))
    return Draft(number, facts, named), problems


def _facts(
    values: dict[str, Any], kept: tuple[ImportedCell, ...]
) -> tuple[Review, frozenset[str]]:
    fields = {name: value for name, value in values.items() if name in _OWN_FIELDS}
    ref = fields.pop("ref", "")
    fields.setdefault("local_ref", ref)
    code = ref.upper() if _OUR_CODE.fullmatch(ref) else ""
    made = Review(ref=code, imported_cells=kept, **fields)
    known = replace(made, kind=fields.get("kind") or _kind(made))
    staged = replace(known, stage=fields.get("stage") or _stage(known, values))
    whole = with_entries(staged, values)
    named = {*fields, *({"imported_cells"} if kept else ())}
    return whole, frozenset(named - {"ref"})


_OWN_FIELDS = frozenset(Review.__dataclass_fields__)


def _kind(review: Review) -> Kind:
    """Tell the kind from what is recorded, where the row does not say it."""
    local = review.rr_outcome is RapidReviewOutcome.LCSPR
    if review.lcspr_decided_on or review.published_on or local:
        return Kind.LCSPR
    known = review.la_aware_on or review.sin_sent_on or review.rr_sent_on
    return Kind.RAPID_REVIEW if known else Kind.REFERRAL_ONLY


# The latest of these dates that is known tells the stage, where the row does not.
_REACHED = (
    ("closed_on", Stage.CLOSURE),
    ("published_on", Stage.LEARNING),
    ("lcspr_decided_on", Stage.INITIATION),
    ("rr_sent_on", Stage.PANEL_RESPONSE),
    ("rr_met_on", Stage.RAPID_REVIEW),
    ("sin_sent_on", Stage.SCOPING),
    ("la_aware_on", Stage.NOTIFICATION),
)


def _stage(review: Review, values: dict[str, Any]) -> Stage:
    if str(values.get("status", "")).casefold() in {"closed", "withdrawn"}:
        return Stage.CLOSURE
    for field, stage in _REACHED:
        if getattr(review, field) is not None:
            return stage
    return Stage.REFERRAL


def _doubts(
    number: int, facts: Review, values: dict[str, Any], today: date
) -> Iterator[Problem]:
    said = [
        (field, sentence)
        for field in RECORDED
        if isinstance(values.get(field), date)
        for sentence in day_warnings(field, values[field], today)
    ]
    said += [("", sentence) for sentence in order_warnings(facts)]
    closed = str(values.get("status", "")).casefold()
    if closed in {"closed", "withdrawn"} and facts.is_active:
        said.append(("status", f"It is {closed}, but the day is missing; record it."))
    for field, sentence in said:
        yield Problem(
            number, field, str(values.get(field, "")), sentence, refused=False
        )


def _doubled(drafts: list[Draft]) -> list[Problem]:
    rows: dict[str, list[int]] = {}
    for draft in drafts:
        rows.setdefault(draft.facts.local_ref, []).append(draft.row)
    return [
        Problem(
            row,
            "ref",
            ref,
            f'"{ref}" stands in rows {listed_rows(places)}; give each its own.',
            refused=True,
        )
        for ref, places in rows.items()
        if len(places) > 1
        for row in places
    ]


def listed_rows(places: list[int]) -> str:
    """Return row numbers as a sentence lists them."""
    return listed([str(place) for place in places])
