"""A small cache of decoded reviews, each valid for the exact bytes it came from."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from cspr_tui.domain.record.review import Review
from cspr_tui.store.format.migrations import SCHEMA
from cspr_tui.store.format.sealed_record import SealError, decode_with_schema

# How many reviews are cached: enough for going back and forth between a few.
MOST = 4


class ReadCache:
    """The reviews read last, each with the bytes of its file and their schema.

    Bytes are compared whole, so a file changed by any program is read anew.
    """

    def __init__(self) -> None:
        self._entries: OrderedDict[str, tuple[bytes, Review, int]] = OrderedDict()
        self._lock = Lock()

    def read(self, ref: str, content: bytes) -> Review:
        """Return the review in those bytes, fully checked when they are first seen.

        Raises:
            SealError: the bytes are not as they were written, or hold another review.
        """
        entry = self._entries.get(ref)
        if entry is None or entry[0] != content:
            review, schema = _decode_review(ref, content)
            self._add(ref, (content, review, schema))
            return review
        return entry[1]

    def version_of(self, ref: str, content: bytes) -> int | None:
        """Return the version in bytes that were read and checked before.

        None for other bytes, and for a file in an older schema.
        """
        entry = self._entries.get(ref)
        if entry is None or entry[0] != content or entry[2] != SCHEMA:
            return None
        return entry[1].version

    def _add(self, ref: str, entry: tuple[bytes, Review, int]) -> None:
        with self._lock:
            self._entries[ref] = entry
            self._entries.move_to_end(ref)
            if len(self._entries) > MOST:
                self._entries.popitem(last=False)


def _decode_review(ref: str, content: bytes) -> tuple[Review, int]:
    review, schema = decode_with_schema(Review, content)
    if review.ref != ref:
        sentence = f"it holds review {review.ref}"
        raise SealError(sentence)
    return review, schema
