"""A cache of decoded reviews, so that only newer changes are fetched and checked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.values.codec import encode_without
from cspr_tui.domain.values.incremental_codec import Coded, encode_after
from cspr_tui.store.format.sealed_record import SealError
from cspr_tui.store.postgres.codec import StoredRow, decode_newer_row

# How many reviews are cached: more than anybody opens in a day.
MOST = 256
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CachedRecord:
    """A cached review, decoded and as JSON data, with its row's checksum."""

    coded: Coded[Review]
    checksum: str


class RecordCache:
    """The reviews read or saved last; each was fully checked then."""

    def __init__(self) -> None:
        self._records: OrderedDict[str, CachedRecord] = OrderedDict()
        self._outdated: set[str] = set()

    def get(self, ref: str) -> CachedRecord | None:
        """Return the cached record of a review, or None."""
        return self._records.get(ref)

    def may_be_newest(self, ref: str) -> bool:
        """Whether the cached version is not known to be outdated."""
        return ref not in self._outdated

    def mark_newest(self, ref: str) -> None:
        """Note that the newest version was just read and cached."""
        self._outdated.discard(ref)

    def overtaken(self, ref: str, newer: StoredRow | None) -> None:
        """Note that somebody else saved the review; `newer` is their row, if known."""
        self._outdated.add(ref)
        self._keep_newer(self.get(ref), newer)

    def _keep_newer(self, record: CachedRecord | None, newer: StoredRow | None) -> None:
        """Cache the row that came with a refusal if it continues the cached version."""
        if record is None or newer is None or newer.facts is None:
            return
        with suppress(SealError):
            after = decode_newer_row(record.coded, newer)
            self.keep(after, newer.facts, newer.checksum)
            self._outdated.discard(after.ref)

    def checksum_of(self, ref: str, version: int) -> str:
        """Return the row checksum of that version if it is the cached one, else ""."""
        record = self.get(ref)
        is_cached = record is not None and record.coded.value.version == version
        return record.checksum if record and is_cached else ""

    def facts_of(self, review: Review) -> dict[str, Any]:
        """Return a review's facts as JSON data, reusing the cached parts."""
        record = self.get(review.ref)
        if record is None:
            return encode_without(review, "history")
        return encode_after(record.coded, review, "history")

    def keep(self, review: Review, facts: Facts, checksum: str) -> None:
        """Cache a review in place of its earlier version."""
        self._records[review.ref] = CachedRecord(Coded(review, facts), checksum)
        self._records.move_to_end(review.ref)
        if len(self._records) > MOST:
            self._records.popitem(last=False)
