"""Restoring a whole entry to an earlier state, whatever was changed since."""

from __future__ import annotations

from cspr_tui.domain.history.change import Change, Edit
from cspr_tui.domain.history.diff import diff, revert
from cspr_tui.domain.record.people import FamilyContact
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.restore_field import NothingToRestoreError
from cspr_tui.domain.steps.entries.log import check_not_barred
from cspr_tui.domain.steps.step import Step, entry_of


def entry_around(path: str) -> str:
    """Return the path of the entry that a path is in, as `contacts/C14`, or empty."""
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 1 else ""


def entry_restored(change: Change, entry: str, why: str = "") -> Step:
    """Return the step that restores an entry to its state before a change.

    All its fields are restored, and the entry itself if it was removed. Applied, it
    raises NothingToRestoreError if the entry did not exist then, is in that state
    already, or had a value that was erased since.
    """
    field, _, name = entry.partition("/")

    def apply(review: Review) -> Review:
        _check_known(review, entry)
        before = _before(review, change.seq, entry)
        edits = _of(diff(review, before), entry)
        gone = [each for each in edits if each.path == entry and each.new is None]
        if gone or not edits:
            said = "was not there yet" if gone else "stands so already"
            sentence = f"Before change {change.seq} {name} {said}."
            raise NothingToRestoreError(sentence)
        restored = entry_of(getattr(before, field), name)
        if isinstance(restored, FamilyContact):
            check_not_barred(before, restored)
        return before

    return Step(f"Restored as before change {change.seq}: {name}", apply, why)


def _check_known(review: Review, entry: str) -> None:
    if not any(_of(change.edits, entry) for change in review.history):
        sentence = (
            f'The history of {review.ref} has no "{entry}"; it names entries such as '
            f"notes/N4."
        )
        raise NothingToRestoreError(sentence)


def _before(review: Review, seq: int, entry: str) -> Review:
    """Take back what every change from that one on did to the entry, newest first."""
    for change in reversed(review.history[seq - 1 :]):
        edits = _of(change.edits, entry)
        if any(edit.erased for edit in edits):
            sentence = (
                f"A value of {entry.partition('/')[2]} was erased in change "
                f"{change.seq}; restore its other fields one by one."
            )
            raise NothingToRestoreError(sentence)
        review = revert(review, tuple(edits))
    return review


def _of(edits: tuple[Edit, ...], entry: str) -> list[Edit]:
    return [e for e in edits if e.path == entry or e.path.startswith(f"{entry}/")]
