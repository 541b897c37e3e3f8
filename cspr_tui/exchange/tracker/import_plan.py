"""The plan of an import: which reviews are new, changed, the same or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cspr_tui.domain.record.documents import ImportedCell
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.text.formatting import listed
from cspr_tui.exchange.tracker.conflicts import (
    ConflictPolicy,
    conflict_problems,
    conflicting_fields,
)
from cspr_tui.exchange.tracker.entry_columns import with_entries
from cspr_tui.exchange.tracker.import_result import ImportedRow, Problem, Tracker
from cspr_tui.exchange.tracker.row_changes import (
    REVIEW_FIELDS,
    column_changes,
    emptied_cells,
)
from cspr_tui.exchange.tracker.row_reader import key_of


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The rows of a tracker by effect; `changed` has each review as it would be."""

    new: tuple[ImportedRow, ...]
    changed: tuple[tuple[ImportedRow, Review], ...]
    same: tuple[ImportedRow, ...]
    problems: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        """Whether any row is refused, and so the whole file."""
        return any(problem.refused for problem in self.problems)


def planned_import(
    tracker: Tracker,
    existing: Mapping[str, Review],
    *,
    update: bool,
    taken: Collection[str] = (),
    stands: ConflictPolicy = ConflictPolicy.ASKED,
) -> ImportPlan:
    """Compare a tracker with the stored reviews, found by `local_ref`.

    A row that says the same as the last time does nothing, whatever was done to
    the review since; one that says something else is refused without `update`.
    An emptied cell erases nothing. A cell set otherwise in the app since the last
    import is refused until `stands` says whose stays. `taken` are the references
    in use, those of reviews without a `local_ref` included.
    """
    stored = {key_of(ref): review for ref, review in existing.items()}
    in_use = {*taken, *(review.ref for review in existing.values())}
    new, changed, same = (
        list[ImportedRow](),
        list[tuple[ImportedRow, Review]](),
        list[ImportedRow](),
    )
    problems = list(tracker.problems)
    for draft in tracker.drafts:
        local = draft.facts.local_ref
        held = existing.get(local) or stored.get(key_of(local))
        if held is None:
            new.append(draft)
            problems.extend(_clash(tracker, draft, in_use))
            continue
        after, found = _compared(tracker, draft, held, stands if update else None)
        problems.extend(found)
        if after is held:
            same.append(draft)
        elif update:
            changed.append((draft, after))
    problems.sort(key=lambda problem: (problem.row, not problem.refused))
    return ImportPlan(tuple(new), tuple(changed), tuple(same), tuple(problems))


def _compared(
    tracker: Tracker, draft: ImportedRow, held: Review, stands: ConflictPolicy | None
) -> tuple[Review, list[Problem]]:
    """Return the review after the row is applied; the same object if nothing differs.

    `stands` is None where no row may change a review.
    """
    row = draft.facts.imported_row
    if held.imported_row == row:
        return held, []
    problems = list(emptied_cells(tracker, draft, held))
    kept = conflicting_fields(draft, held) if stands is ConflictPolicy.APP else ()
    after = _after(tracker, held, replace(draft, named=draft.named - set(kept)))
    if stands is not None:
        problems.extend(conflict_problems(tracker, draft, held, stands))
    if after == held:
        return held, problems
    update = stands is not None
    problems.extend(_changes(tracker, draft, held, after, update=update))
    return replace(after, imported_row=row), problems


def _clash(
    tracker: Tracker, draft: ImportedRow, in_use: Collection[str]
) -> Iterator[Problem]:
    ref = draft.facts.ref
    if ref and ref in in_use:
        said = (
            f"Another review is called {ref} already; change the reference in the file."
        )
        heading = tracker.heading_of("ref")
        yield Problem(draft.row, heading, ref, said, refused=True)


def _after(tracker: Tracker, held: Review, draft: ImportedRow) -> Review:
    """Return the stored review with the values of the row applied."""
    fields: dict[str, Any] = {
        field: getattr(draft.facts, field) for field in draft.named & REVIEW_FIELDS
    }
    said = {heading for heading, field in tracker.headings if field in draft.named}
    cells = _cells(held.imported_cells, draft.facts.imported_cells, said)
    laid = replace(held, **fields, imported_cells=cells)
    return with_entries(laid, draft.facts, draft.named)


def _cells(
    held: tuple[ImportedCell, ...],
    fresh: tuple[ImportedCell, ...],
    said: Collection[str],
) -> tuple[ImportedCell, ...]:
    """Return the unassigned cells: those of the row replace those on record."""
    replaced = {*said, *(cell.column for cell in fresh)}
    cells = (*(cell for cell in held if cell.column not in replaced), *fresh)
    return held if Counter(cells) == Counter(held) else cells


def _changes(
    tracker: Tracker, draft: ImportedRow, held: Review, after: Review, *, update: bool
) -> Iterator[Problem]:
    found = list(column_changes(tracker, draft, held, after))
    if not update:
        columns = listed([f'"{change.column}"' for change in found])
        said = (
            f"{held.ref} is on record with something else in {columns}; import with "
            f"--update to let the file change it, or correct the row."
        )
        heading, ref = tracker.heading_of("ref"), draft.facts.local_ref
        yield Problem(draft.row, heading, ref, said, refused=True)
        return
    for change in found:
        if change.sentence:
            value, said = change.new, change.sentence
            yield Problem(draft.row, change.column, value, said, refused=False)
