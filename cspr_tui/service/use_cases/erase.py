"""Erase a wrongly recorded name, in stores that allow changes to a history."""

from __future__ import annotations

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.corrections.erasure import (
    Erasure,
    changes_still_naming,
    name_erased,
)
from cspr_tui.domain.text.formatting import listed
from cspr_tui.service.reviews import Reviews

ELSEWHERE = "Copies, exports and printouts made before still hold it."


class HistoryIsFixedError(CsprError):
    """The store does not allow a saved change to be altered, not even by the app."""


def erase_name(reviews: Reviews, ref: str, erasure: Erasure) -> Review:
    """Erase words from a review and its history; this cannot be undone.

    Raises:
        HistoryIsFixedError: the store's history can only be added to.
        NothingToEraseError: the review does not contain the words.
    """
    if not reviews.store.can_erase:
        sentence = (
            f"{reviews.store.place} lets nobody alter a history, so nothing was "
            f"erased; copy it into a folder and erase there."
        )
        raise HistoryIsFixedError(sentence)
    stamp = reviews.session.stamp()
    reviews.log("erased a name in", ref)
    return reviews.saved(ref, lambda r: name_erased(r, erasure, stamp))[0]


def erased_words(review: Review, words: str) -> str:
    """Return the message after an erasure: the chain is valid, and what remains."""
    held = [str(seq) for seq in changes_still_naming(review, words)]
    left = f" The words of change {listed(held)} still hold it." if held else ""
    return f"Erased; the chain of the history still holds. {ELSEWHERE}{left}"
