"""Saving without an exclusive lock if possible, under one only if that fails.

See manual/protocols.md, "A save, step by step".
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.history.change import Change
from cspr_tui.domain.record.review import Review
from cspr_tui.service.saving.unconfirmed_saves import UnconfirmedSaves
from cspr_tui.store.protocol import StaleReviewError, Store

# How often a change is tried without an exclusive lock.
OPTIMISTIC_TRIES = 3
Act = Callable[[Review], Review]


@dataclass(frozen=True, slots=True)
class OptimisticSave:
    """Saves changes; `own_salts` collects theirs, to tell them from other people's."""

    store: Store
    own_salts: set[str]
    unconfirmed: UnconfirmedSaves

    def saved(self, ref: str, act: Act) -> tuple[Review, Change | None]:
        """Apply `act` to the newest review and save it; return the review and change.

        If the act changes nothing or is refused, it is applied again under the lock,
        since the first version may have been outdated.

        Raises:
            CsprError: the act is refused on the newest version, or was not saved.
        """
        hoped = (
            None
            if self.unconfirmed.may_still_arrive(ref)
            else self._save_optimistically(ref, act)
        )
        return hoped or self._save_locked(ref, act)

    def _save_optimistically(self, ref: str, act: Act) -> tuple[Review, Change] | None:
        for _ in range(OPTIMISTIC_TRIES):
            with suppress(StaleReviewError):
                return self._try_once(ref, act)
        return None

    def _try_once(self, ref: str, act: Act) -> tuple[Review, Change] | None:
        """Save on a version that may be outdated; if it is, the save is refused."""
        with self.store.locked(ref, exclusive=False):
            review = self.store.load(ref)
            after = _applied(act, review)
            return None if after is review else self._put(review, after)

    def _save_locked(self, ref: str, act: Act) -> tuple[Review, Change | None]:
        with self.store.locked(ref):
            review = self.store.load(ref)
            made = self.unconfirmed.stored_change(review, act)
            after = review if made else act(review)
            return (review, made) if after is review else self._put(review, after)

    def _put(self, before: Review, after: Review) -> tuple[Review, Change]:
        """Save one version in place of another; return it and its change."""
        self.own_salts.add(after.history[-1].salt)
        with self.unconfirmed.sending(after, before):
            self.store.save(after, before.version)
        return after, after.history[-1]


def _applied(act: Act, review: Review) -> Review:
    """Return the act's result, or the same review if the act is refused."""
    try:
        return act(review)
    except CsprError:
        return review
