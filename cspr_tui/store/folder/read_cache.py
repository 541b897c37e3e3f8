"""The records last read, taken over while their files hold the very same bytes."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from cspr_tui.domain.record.review import Review
from cspr_tui.store.format.sealed_record import SealError, unsealed

# How many reviews: who goes to and fro between a few waits for none of them.
MOST = 4


class Recent:
    """A few reviews as they were read, each beside the bytes it was read from."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[bytes, Review]] = OrderedDict()
        self._turn = Lock()

    def read(self, ref: str, content: bytes) -> Review:
        """Return the review those bytes hold, checked throughout at the first time.

        Raises:
            SealError: as `unsealed` does, or it is another review.
        """
        held, review = self._held.get(ref, (None, None))
        if held != content or review is None:
            review = _read(ref, content)
            self._keep(ref, content, review)
        return review

    def _keep(self, ref: str, content: bytes, review: Review) -> None:
        with self._turn:
            self._held[ref] = content, review
            self._held.move_to_end(ref)
            if len(self._held) > MOST:
                self._held.popitem(last=False)


def _read(ref: str, content: bytes) -> Review:
    review = unsealed(Review, content)
    if review.ref != ref:
        sentence = f"it holds review {review.ref}"
        raise SealError(sentence)
    return review
