"""What a session can take back, the last first."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.undo import ErasedChangeError, NothingToUndoError


class Made(NamedTuple):
    """A change of this session: its review, its number, and its own hash."""

    ref: str
    seq: int
    hash: str

    @classmethod
    def of(cls, ref: str, change: Change) -> Made:
        """Return a change as it is known again."""
        return cls(ref, change.seq, change.hash)

    def check_in(self, review: Review) -> None:
        """Check that the review's change of that number is this very one.

        Raises:
            GoneChangeError: it is another: the store was put back meanwhile.
        """
        found = review.history[self.seq - 1 : self.seq]
        if not found or found[0].hash != self.hash:
            sentence = (
                f"The change to {self.ref} is not there any more, as after a restore; "
                f"what the session changed before it can be taken back next."
            )
            raise GoneChangeError(sentence)


class GoneChangeError(NothingToUndoError):
    """What is to be taken back is not in the store any more."""


Stack = list[Made]
Undo = Callable[[Made], tuple[Review, Change]]


def last_undone(stack: Stack, undo: Undo) -> tuple[Review, Change]:
    """Take back what lies on top; what is gone or erased is put away.

    Raises:
        ErasedChangeError: it was erased; what lies below can be taken back next.
        GoneChangeError: the store does not hold it any more.
    """
    try:
        found = undo(stack[-1])
    except (ErasedChangeError, GoneChangeError):
        stack.pop()
        raise
    stack.pop()
    return found
