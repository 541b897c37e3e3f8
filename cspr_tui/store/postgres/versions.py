"""Which version of every review the database holds, kept up to date by little."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from cspr_tui.store.protocol import Stub


class Marks:
    """A mark for each review, and the totals that show whether one was missed."""

    def __init__(self) -> None:
        self.held: dict[str, str] = {}
        self.stubs: tuple[Stub, ...] = ()
        self.were_asked = False
        self.since = "-infinity"
        self._versions: dict[str, int] = {}
        self._totals = (0, 0)

    def take(self, answer: Sequence[Any]) -> None:
        """Take in what the database says has changed."""
        count, versions, self.since, changed, stubs = answer
        self.were_asked = True
        self.stubs = tuple(sorted(Stub(*each) for each in stubs))
        self._totals = (count, versions)
        for ref, version, checksum in changed:
            self.held[ref] = f"{version}-{checksum[:12]}"
            self._versions[ref] = version
        if list(self.held) != sorted(self.held):
            self.held = dict(sorted(self.held.items()))

    @property
    def mark(self) -> str:
        """What differs once a review was saved, restricted, or opened to others.

        Empty until the database was asked.
        """
        stubs = sha256(repr(self.stubs).encode()).hexdigest()[:16]
        told = (*self._totals, self.since, stubs)
        return " ".join(map(str, told)) if self.were_asked else ""

    @property
    def are_whole(self) -> bool:
        """Whether what is held adds up to what the database counted."""
        return self._totals == (len(self.held), sum(self._versions.values()))
