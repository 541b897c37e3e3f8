"""What a trial reports: how much was tried, how often it went wrong, and with what."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SEED = 20261123


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `wrong` has to be 0."""

    what: str
    tried: int
    wrong: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A trial that this machine or account does not allow, and why."""

    why: str


@dataclass(frozen=True)
class Bench:
    """Where a trial works, from which seed, and how far it goes."""

    folder: Path
    seed: int = SEED
    full: bool = False
    _names: Iterator[int] = field(default_factory=lambda: iter(range(10**9)))

    def chance(self) -> random.Random:
        return random.Random(self.seed)

    def reach(self, short: int, full: int) -> int:
        return full if self.full else short

    def place(self, name: str) -> Path:
        return self.folder / f"{name}-{next(self._names)}"


Trial = Callable[[Bench], Iterable[Figure | Skipped]]
