"""Undo and redo of a change: each is a new change, and the old one stays."""

from __future__ import annotations

from collections.abc import Iterable

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import (
    Change,
    ChangeStamp,
    mark_as_undo,
    next_change,
)
from cspr_tui.domain.history.diff import ChangedSinceError, diff, revert
from cspr_tui.domain.steps.step import R, with_change

# What a change is called that turns another one.
_UNDO, _REDO = "Took back: ", "Did again: "


class NothingToUndoError(CsprError):
    """There is no such change to undo, or it is undone already."""


class ErasedChangeError(CsprError):
    """The change removed or replaced a value that has been erased since."""


def undo_change(record: R, seq: int, stamp: ChangeStamp) -> R:
    """Return the record with change `seq` undone, as a new change in its history.

    Undoing an undo redoes the original change.

    Raises:
        NothingToUndoError: there is no such change, or it is taken back.
        ErasedChangeError: a value that it did away with was erased.
        ChangedSinceError: a later change touched the same place.
    """
    change = _wanted(record.history, seq)
    _check_nothing_erased(change)
    _check_last(record.history, change)
    before = revert(record, change.edits)
    edits = diff(record, before)
    taken_back = next_change(record.history, edits, stamp, _what(change), "")
    return with_change(record, before, mark_as_undo(taken_back, change, record.history))


def _check_nothing_erased(change: Change) -> None:
    reason = next((edit.erased for edit in change.edits if edit.erased), "")
    if reason:
        sentence = (
            f"Change {change.seq} cannot be taken back: a value in it was erased "
            f"({reason}); restore its other fields one by one."
        )
        raise ErasedChangeError(sentence)


def _check_last(history: tuple[Change, ...], change: Change) -> None:
    """Refuse while a later change at the same place stands, though the value agree.

    A day that was changed and changed back looks untouched by its value alone.
    """
    first = original_change(history, change)
    ours = {edit.path for edit in change.edits}
    for later in changes_in_force(history):
        touched = {edit.path for edit in later.edits}
        same = [p for p in sorted(ours) if any(_overlap(p, other) for other in touched)]
        if later.undoes is None and later.seq > first.seq and same:
            sentence = (
                f"{same[0]} was changed again by change {later.seq}; "
                "take that one back first."
            )
            raise ChangedSinceError(sentence)


def original_change(history: tuple[Change, ...], change: Change) -> Change:
    """Return the original change behind a series of undos and redos."""
    while change.undoes is not None:
        change = history[change.undoes - 1]
    return change


def _overlap(one: str, other: str) -> bool:
    inside = one.startswith((f"{other}/", f"{other}."))
    return one == other or inside or other.startswith((f"{one}/", f"{one}."))


def next_to_undo(own: Iterable[Change]) -> Change | None:
    """Return the change to undo next, of those in force, given latest first."""
    return next((each for each in own if not _is_undo(each)), None)


def next_to_redo(own: Iterable[Change]) -> Change | None:
    """Return the change to redo next; None once a new change was made."""
    later = (each for each in own if not _is_redo(each))
    found = next(later, None)
    return found if found is not None and _is_undo(found) else None


def _is_undo(change: Change) -> bool:
    return change.undoes is not None and not _is_redo(change)


def _is_redo(change: Change) -> bool:
    return change.undoes is not None and change.what.startswith(_REDO)


def is_in_force(history: tuple[Change, ...], seq: int) -> bool:
    """Whether a change was made and has not been undone."""
    return any(change.seq == seq for change in changes_in_force(history))


def _wanted(history: tuple[Change, ...], seq: int) -> Change:
    found = next((c for c in changes_in_force(history) if c.seq == seq), None)
    if found is None:
        sentence = (
            f"Change {seq} is not there, or is taken back already; the history "
            f"numbers those that stand."
        )
        raise NothingToUndoError(sentence)
    return found


def changes_in_force(history: tuple[Change, ...]) -> list[Change]:
    """Return the changes that are not undone, the latest first."""
    back: set[int] = set()
    found = []
    for change in reversed(history):
        if change.seq in back:
            continue
        found.append(change)
        if change.undoes is not None:
            back.add(change.undoes)
    return found


def _what(change: Change) -> str:
    if change.undoes is None:
        return f"{_UNDO}{change.what}"
    first = change.what.removeprefix(_UNDO).removeprefix(_REDO)
    return f"{_REDO if _is_undo(change) else _UNDO}{first}"
