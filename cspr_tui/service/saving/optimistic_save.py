"""Saving what an act makes of a review: without a lock first, then with one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.service.saving.unconfirmed_saves import Doubts
from cspr_tui.store.protocol import StaleReviewError, Store

# How often a change is tried without a lock before one is waited for.
HOPES = 3
Act = Callable[[Review], Review]


@dataclass(frozen=True, slots=True)
class Attempts:
    """Saves changes, and notes by their salts that they are this session's own."""

    store: Store
    own_salts: set[str]
    doubts: Doubts

    def saved(self, ref: str, act: Act) -> tuple[Review, Change | None]:
        """Save what an act makes of the newest review, once; return the change.

        An act that makes nothing, or is refused, is tried on the newest for sure too.

        Raises:
            CsprError: it makes no sense on the newest version, or was not saved.
        """
        hoped = None if self.doubts.is_of(ref) else self._hoped(ref, act)
        return hoped or self._sure(ref, act)

    def _hoped(self, ref: str, act: Act) -> tuple[Review, Change] | None:
        for _ in range(HOPES):
            with suppress(StaleReviewError):
                return self._tried(ref, act)
        return None

    def _tried(self, ref: str, act: Act) -> tuple[Review, Change] | None:
        """Save on a version that may be old, and is not where the save succeeds."""
        with self.store.locked(ref, exclusive=False):
            review = self.store.load(ref)
            after = _made(act, review)
            return None if after is review else self._put(review, after)

    def _sure(self, ref: str, act: Act) -> tuple[Review, Change | None]:
        with self.store.locked(ref):
            review = self.store.load(ref)
            made = self.doubts.arrived(review, act)
            after = review if made else act(review)
            return (review, made) if after is review else self._put(review, after)

    def _put(self, before: Review, after: Review) -> tuple[Review, Change]:
        """Save one version in place of another; return it and its change."""
        self.own_salts.add(after.history[-1].salt)
        with self.doubts.sending(after, before):
            self.store.save(after, before.version)
        return after, after.history[-1]


def _made(act: Act, review: Review) -> Review:
    """Return what an act makes; nothing where it is refused, which may be too early."""
    try:
        return act(review)
    except CsprError:
        return review
