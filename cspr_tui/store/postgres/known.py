"""What this process has read or saved, so that only what is newer is asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cspr_tui.domain.encoding import encode_without
from cspr_tui.domain.recoding import Coded, encode_after
from cspr_tui.domain.review import Review

# How many reviews one process keeps: more than anybody works on in a day.
MOST = 64
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

    def of(self, ref: str) -> Held | None:
        """Return what is known of a review, if anything is."""
        return self._held.get(ref)

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
