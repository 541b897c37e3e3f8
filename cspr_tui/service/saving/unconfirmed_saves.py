"""Saves whose answer was lost: when asked for again, they are not made twice.

See manual/protocols.md, "A save whose answer was lost".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.store.protocol import UnknownOutcomeError


@dataclass
class UnconfirmedSaves:
    """The changes and new reviews that were sent and never confirmed, by reference."""

    _sent: dict[str, tuple[Review, Review]] = field(default_factory=dict)
    _opened: dict[str, Review] = field(default_factory=dict)

    @contextmanager
    def sending(self, after: Review, before: Review | None = None) -> Iterator[None]:
        """Remember the save made in the block if its outcome is unknown.

        `before` is the version the change was made on; None for a new review.
        """
        try:
            yield
        except UnknownOutcomeError:
            if before is None:
                self._opened[after.ref] = after
            else:
                self._sent[after.ref] = (before, after)
            raise

    def may_still_arrive(self, ref: str) -> bool:
        """Whether a change of that review is unconfirmed: saving needs the lock."""
        return ref in self._sent

    def stored_change(
        self, stored: Review, act: Callable[[Review], Review]
    ) -> Change | None:
        """Return the unconfirmed change if it was stored and is being asked for again.

        `act` asks for the same change if, applied to the version the unconfirmed one
        was made on, it gives the same edits.
        """
        sent = self._sent.pop(stored.ref, None)
        if sent is None:
            return None
        before, after = sent
        mine = after.history[-1]
        if not _contains(stored, mine):
            return None
        try:
            again = act(before)
        except CsprError:
            return None
        return mine if _content_of(again.history[-1]) == _content_of(mine) else None

    def unconfirmed_creation(self, facts: Review) -> Review | None:
        """Return the unconfirmed new review made from the same facts, if any."""
        made = (each for each in self._opened.values() if _facts_in(each, facts))
        return next(made, None)

    def settle(self, opened: Review) -> None:
        """Forget an unconfirmed new review: it is stored now."""
        self._opened.pop(opened.ref, None)


def _contains(stored: Review, change: Change) -> bool:
    return any(each.hash == change.hash for each in stored.history)


def _content_of(change: Change) -> tuple[object, ...]:
    edits = [(edit.path, edit.old, edit.new, edit.at) for edit in change.edits]
    return change.what, change.why, change.undoes, edits


def _facts_in(review: Review, facts: Review) -> bool:
    """Whether a review was made from these facts; fields left empty may differ."""
    names = [name for name in facts.__slots__ if name != "history"]
    empty = Review("")
    return all(
        getattr(facts, name) in {getattr(empty, name), getattr(review, name)}
        for name in names
    )
