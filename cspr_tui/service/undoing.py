"""What a session can take back, the last first."""

from __future__ import annotations

from collections.abc import Callable

from cspr_tui.domain.review import Review
from cspr_tui.domain.steps.undo import ErasedChangeError

Stack = list[tuple[str, int]]


def last_undone(stack: Stack, undo: Callable[[str, int], Review]) -> Review:
    """Take back what lies on top; what was erased since is put away, for it stays.

    Raises:
        ErasedChangeError: it was erased; what lies below can be taken back next.
    """
    try:
        review = undo(*stack[-1])
    except ErasedChangeError:
        stack.pop()
        raise
    stack.pop()
    return review
