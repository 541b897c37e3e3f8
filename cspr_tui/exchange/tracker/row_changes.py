"""Differences between a row and the review on record, column by column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.choice import Choice
from cspr_tui.exchange.tracker.cells import as_shown
from cspr_tui.exchange.tracker.entry_columns import DELAY, NOTICES
from cspr_tui.exchange.tracker.import_result import ImportedRow, Problem, Tracker

REVIEW_FIELDS = frozenset(Review.__dataclass_fields__)
# Every review has these from its first day, whatever the file says.
_ALWAYS_THERE = frozenset({"ref", "local_ref", "kind", "stage", "owner", "status"})
_ADDING = frozenset({"lead_reviewer", "progress_check_on"})
_NEW = Review("")


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A change that a column makes, in words; `old` is empty if nothing was recorded.

    `adds` where the new stands beside the old instead of replacing it.
    """

    column: str
    old: str
    new: str
    adds: bool = False

    @property
    def sentence(self) -> str:
        """How the recorded value changes, in a sentence; empty if equal or new."""
        if self.old in {"", self.new}:
            return ""
        if self.adds:
            return f"{self.old} stays on record; {self.new} is added."
        return f"{self.old} on record becomes {self.new}."


def column_changes(
    tracker: Tracker, draft: ImportedRow, held: Review, after: Review
) -> Iterator[ColumnChange]:
    """Yield every column of the row that differs from the record."""
    for heading, field in _fields(tracker):
        if field not in draft.named:
            continue
        old, new = _recorded(held, field), _recorded(after, field)
        if old != new:
            adds = field in _ADDING
            new = new[-1] if adds else new
            yield ColumnChange(heading, _known(held, field), in_words(new), adds)
    old_notes, new_notes = _notes(held), _notes(after)
    for column in {**old_notes, **new_notes}:
        old, new = old_notes.get(column, ""), new_notes.get(column, "")
        if old != new and column not in _spoken(tracker, draft):
            yield ColumnChange(column, in_words(old), in_words(new))


def _fields(tracker: Tracker) -> tuple[tuple[str, str], ...]:
    """Return the headings, a status standing for the stage where none does."""
    if any(field == "stage" for _, field in tracker.headings):
        return tuple(pair for pair in tracker.headings if pair[1] != "status")
    as_stage = {"status": "stage"}
    return tuple((said, as_stage.get(field, field)) for said, field in tracker.headings)


def emptied_cells(
    tracker: Tracker, draft: ImportedRow, held: Review
) -> Iterator[Problem]:
    """Warn of every cell that is empty while something is on record for it."""
    notes, fresh = _notes(held), _notes(draft.facts)
    for heading, field in tracker.headings:
        known = ""
        if field in draft.blank - _ALWAYS_THERE:
            known = _known(held, field)
        elif not field and heading not in fresh:
            known = in_words(notes.get(heading))
        if known:
            said = f"The cell is empty; {known} stays on record."
            yield Problem(draft.row, heading, "", said, refused=False)


def _spoken(tracker: Tracker, draft: ImportedRow) -> frozenset[str]:
    named = draft.named - {"status"}
    return frozenset(said for said, field in tracker.headings if field in named)


def _notes(review: Review) -> dict[str, str]:
    notes: dict[str, str] = {}
    for cell in review.imported_cells:
        before = notes.get(cell.column)
        notes[cell.column] = f"{before}; {cell.text}" if before else cell.text
    return notes


def _recorded(review: Review, field: str) -> Any:  # noqa: ANN401 - whatever a field can hold
    """Return what the review has for a column, an entry's facts as a tuple."""
    if field in REVIEW_FIELDS:
        return getattr(review, field)
    if field in DELAY:
        return tuple(
            getattr(d, name) for d in review.delays[-1:] for name in DELAY[field]
        )
    if field in NOTICES:
        about, _ = NOTICES[field]
        return tuple(n.sent_on for n in review.notices if n.about is about)
    if field == "progress_check_on":
        return tuple(check.on for check in review.progress_checks)
    return tuple(one.name for one in review.reviewers)


def _known(review: Review, field: str) -> str:
    """Return in words what is on record, empty where nothing ever was put there."""
    value = _recorded(review, field)
    if field not in _ALWAYS_THERE and value == _recorded(_NEW, field):
        return ""
    return in_words(value)


def in_words(value: object) -> str:
    """Return a value as text for a cell or a sentence, empty for nothing."""
    if isinstance(value, tuple):
        words = {in_words(each): None for each in value}
        return "; ".join(word for word in words if word)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Choice):
        return value.label
    return f'"{as_shown(value)}"' if isinstance(value, str) and value else ""
