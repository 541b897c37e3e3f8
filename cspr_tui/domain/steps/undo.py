"""Taking a change back: a new entry in the history, the old one stays."""

from __future__ import annotations

from cspr_tui.domain.difference import difference, reverted
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history import Change, Stamp, as_undo, chained
from cspr_tui.domain.steps.step import R, with_change


class NothingToUndoError(CsprError):
    """There is no such change to take back, or it was taken back already."""


class ErasedChangeError(CsprError):
    """The change did away with a value that has been erased since."""


def undone(record: R, seq: int, stamp: Stamp) -> R:
    """Return the record with change `seq` taken back, as a change of its own.

    Taking back a taking-back does the first change again.

    Raises:
        NothingToUndoError: there is no such change, or it is taken back.
        ErasedChangeError: a value that it did away with was erased.
        ChangedSinceError: a later change touched the same place.
    """
    change = _standing(record.history, seq)
    _check_whole(change)
    before = reverted(record, change.edits)
    edits = difference(record, before)
    taken_back = chained(record.history, edits, stamp, _what(change), "")
    return with_change(record, before, as_undo(taken_back, change, record.history))


def _check_whole(change: Change) -> None:
    reason = next((edit.erased for edit in change.edits if edit.erased), "")
    if reason:
        sentence = (
            f"Change {change.seq} cannot be taken back: a value in it was erased "
            f"({reason}); restore its other fields one by one."
        )
        raise ErasedChangeError(sentence)


def stands(history: tuple[Change, ...], seq: int) -> bool:
    """Whether a change was made and is not taken back."""
    return any(c.seq == seq for c in history) and not _is_back(history, seq)


def _standing(history: tuple[Change, ...], seq: int) -> Change:
    found = next((change for change in history if change.seq == seq), None)
    back = {change.undoes for change in history if not _is_back(history, change.seq)}
    if found is None or seq in back:
        sentence = f"Change {seq} is not there, or is taken back already."
        raise NothingToUndoError(sentence)
    return found


def _is_back(history: tuple[Change, ...], seq: int) -> bool:
    """Whether the change was itself taken back by one that stands."""
    return any(c.undoes == seq and not _is_back(history, c.seq) for c in history)


def _what(change: Change) -> str:
    if change.undoes is None:
        return f"Took back: {change.what}"
    return f"Did again: {change.what.removeprefix('Took back: ')}"
