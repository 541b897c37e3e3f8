"""The undo stack of a session."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.undo import ErasedChangeError, NothingToUndoError


class UndoEntry(NamedTuple):
    """A change made in this session: reference, number in the history, and hash."""

    ref: str
    seq: int
    hash: str

    @classmethod
    def of(cls, ref: str, change: Change) -> UndoEntry:
        """Return the entry for a change."""
        return cls(ref, change.seq, change.hash)

    def check_in(self, review: Review) -> None:
        """Check that the review's change of that number is this very one.

        Raises:
            VanishedChangeError: it is another one, as after a restore.
        """
        found = review.history[self.seq - 1 : self.seq]
        if not found or found[0].hash != self.hash:
            sentence = (
                f"The change to {self.ref} is not there any more, as after a restore; "
                f"what the session changed before it can be taken back next."
            )
            raise VanishedChangeError(sentence)


class VanishedChangeError(NothingToUndoError):
    """The change to undo is no longer in the store, as after a restore."""


Stack = list[UndoEntry]
Undo = Callable[[UndoEntry], tuple[Review, Change]]


def last_undone(stack: Stack, undo: Undo) -> tuple[Review, Change]:
    """Undo the topmost change and remove it from the stack.

    Raises:
        ErasedChangeError: it was erased; it is removed, the next can be undone.
        VanishedChangeError: the store does not have it any more.
    """
    try:
        found = undo(stack[-1])
    except (ErasedChangeError, VanishedChangeError):
        stack.pop()
        raise
    stack.pop()
    return found
