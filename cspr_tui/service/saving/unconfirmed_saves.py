"""Changes whose saving got no answer: asked for again, they are not made twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.store.protocol import UnknownOutcomeError


@dataclass
class Doubts:
    """What was sent and never confirmed, by reference."""

    _sent: dict[str, tuple[Review, Review]] = field(default_factory=dict)
    _opened: dict[str, Review] = field(default_factory=dict)

    @contextmanager
    def sending(self, after: Review, before: Review | None = None) -> Iterator[None]:
        """Note what is being saved in the block if no answer comes.

        Without a `before` the review is a new one.
        """
        try:
            yield
        except UnknownOutcomeError:
            if before is None:
                self._opened[after.ref] = after
            else:
                self._sent[after.ref] = (before, after)
            raise

    def is_of(self, ref: str) -> bool:
        """Whether a change of that review may still arrive: a save must wait for it."""
        return ref in self._sent

    def arrived(self, stored: Review, act: Callable[[Review], Review]) -> Change | None:
        """Return the change in doubt if it is stored and is what is asked for now.

        It was sent on an earlier state; what is asked for now is the same if it
        would have made the same change there.
        """
        sent = self._sent.pop(stored.ref, None)
        if sent is None:
            return None
        before, after = sent
        mine = after.history[-1]
        if not _holds(stored, mine):
            return None
        try:
            again = act(before)
        except CsprError:
            return None
        return mine if _said(again.history[-1]) == _said(mine) else None

    def reopened(self, facts: Review) -> Review | None:
        """Return the new review in doubt that was made of the same facts."""
        made = (each for each in self._opened.values() if _facts_in(each, facts))
        return next(made, None)

    def settle(self, opened: Review) -> None:
        """Take in that a new review is there."""
        self._opened.pop(opened.ref, None)


def _holds(stored: Review, change: Change) -> bool:
    return any(each.hash == change.hash for each in stored.history)


def _said(change: Change) -> tuple[object, ...]:
    edits = [(edit.path, edit.old, edit.new, edit.at) for edit in change.edits]
    return change.what, change.why, change.undoes, edits


def _facts_in(review: Review, facts: Review) -> bool:
    """Whether a review was made of these facts: what they leave open may differ."""
    names = [name for name in facts.__slots__ if name != "history"]
    empty = Review("")
    return all(
        getattr(facts, name) in {getattr(empty, name), getattr(review, name)}
        for name in names
    )
