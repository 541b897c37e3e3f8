"""What this process has read or saved, so that only what is newer is asked for."""

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
from cspr_tui.store.postgres.codec import Stored, unpacked_after

# How many reviews one process keeps: more than anybody opens in a day.
MOST = 256
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A review as it was, in both its forms, and the checksum of its row then."""

    coded: Coded[Review]
    checksum: str


class Known:
    """The reviews last read or saved, each checked when it was."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._old: set[str] = set()

    def of(self, ref: str) -> Held | None:
        """Return what is known of a review, if anything is."""
        return self._held.get(ref)

    def is_hoped_newest(self, ref: str) -> bool:
        """Whether what is known was not seen to be old without the newer coming too."""
        return ref not in self._old

    def asked(self, ref: str) -> None:
        """Note that the newest of a review was asked for and is known now."""
        self._old.discard(ref)

    def overtaken(self, ref: str, newer: Stored | None) -> None:
        """Take in that somebody else saved a review first, and what they saved."""
        self._old.add(ref)
        self._take(self.of(ref), newer)

    def _take(self, held: Held | None, newer: Stored | None) -> None:
        """Keep what came with a refusal, where it follows on what is known."""
        if held is None or newer is None or newer.facts is None:
            return
        with suppress(SealError):
            after = unpacked_after(held.coded, newer)
            self.keep(after, newer.facts, newer.checksum)
            self._old.discard(after.ref)

    def checksum_of(self, ref: str, version: int) -> str:
        """Return the checksum of that version, if it is the one that is known."""
        held = self.of(ref)
        return held.checksum if held and held.coded.value.version == version else ""

    def facts_of(self, review: Review) -> dict[str, Any]:
        """Return a review's facts as JSON data, with what is known taken over."""
        held = self.of(review.ref)
        if held is None:
            return encode_without(review, "history")
        return encode_after(held.coded, review, "history")

    def keep(self, review: Review, facts: Facts, checksum: str) -> None:
        """Keep a review in place of what was known of it."""
        self._held[review.ref] = Held(Coded(review, facts), checksum)
        self._held.move_to_end(review.ref)
        if len(self._held) > MOST:
            self._held.popitem(last=False)
