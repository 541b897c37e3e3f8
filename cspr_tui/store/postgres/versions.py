"""The version tokens of all reviews, updated by fetching only recent changes."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from cspr_tui.store.protocol import Stub


class VersionIndex:
    """A version token for each review, and totals that reveal a missed change.

    Each query fetches the reviews saved since the last one, with an overlap of two
    minutes, and the number of reviews and the sum of their versions. If those totals
    do not fit what was collected, everything is fetched anew.
    """

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self.stubs: tuple[Stub, ...] = ()
        self.is_loaded = False
        self.since = "-infinity"
        self._numbers: dict[str, int] = {}
        self._totals = (0, 0)

    def update(self, answer: Sequence[Any]) -> None:
        """Take over one answer of the query `sql.VERSIONS`."""
        count, versions, self.since, changed, stubs = answer
        self.is_loaded = True
        self.stubs = tuple(sorted(Stub(*each) for each in stubs))
        self._totals = (count, versions)
        for ref, version, checksum in changed:
            self.tokens[ref] = f"{version}-{checksum[:12]}"
            self._numbers[ref] = version
        if list(self.tokens) != sorted(self.tokens):
            self.tokens = dict(sorted(self.tokens.items()))

    @property
    def fingerprint(self) -> str:
        """A token that changes when a review is saved, restricted or opened to others.

        Empty until the first update.
        """
        stubs = sha256(repr(self.stubs).encode()).hexdigest()[:16]
        parts = (*self._totals, self.since, stubs)
        return " ".join(map(str, parts)) if self.is_loaded else ""

    @property
    def is_complete(self) -> bool:
        """Whether the tokens collected fit the totals the database counted."""
        return self._totals == (len(self.tokens), sum(self._numbers.values()))
