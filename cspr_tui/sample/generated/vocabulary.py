"""Names and phrases for generated reviews, and the random choices between them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

from cspr_tui.domain.dates.working_days import Calendar
from cspr_tui.domain.record.partnership import Partnership
from cspr_tui.domain.record.stage import Stage


@cache
def phrases(kind: str) -> tuple[str, ...]:
    """Return the phrases of one kind, such as "forenames", from `words.toml`."""
    entry = _all_phrases()[kind]
    return (entry,) if isinstance(entry, str) else tuple(entry)


@cache
def _all_phrases() -> dict[str, str | list[str]]:
    text = (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Draw:
    """The random choices for one generated review, the same for the same seed.

    `number` is the number of the review, `entries` how many contacts and notes it
    gets, `stage` the stage it has reached on the day `as_at`.
    """

    random: Random
    number: int
    entries: int
    stage: Stage
    as_at: date
    partnership: Partnership
    calendar: Calendar
    serials: count[int] = field(default_factory=lambda: count(1))

    def entry_id(self, prefix: str) -> str:
        """Return the id of the next entry, such as A14."""
        return f"{prefix}{next(self.serials)}"

    def phrase(self, kind: str) -> str:
        """Return a random phrase of one kind."""
        return self.random.choice(phrases(kind))

    def chance(self, share: float) -> bool:
        """Return true with a probability of `share` (0 to 1)."""
        return self.random.random() < share

    def has_reached(self, stage: Stage) -> bool:
        """Whether the review has reached a stage."""
        return self.stage.number >= stage.number

    def working_days_after(self, day: date, fewest: int, most: int) -> date:
        """Return a day `fewest` to `most` working days later, at latest `as_at`."""
        later = self.calendar.add(day, self.random.randint(fewest, most))
        return min(later, self.as_at)

    def spread(self, start: date, end: date, number: int) -> list[date]:
        """Return `number` days spread evenly from `start` to `end`, in order."""
        span = max(0, (end - start).days)
        share = span / max(1, number)
        jitter = self.random.random
        return [
            start + timedelta(days=int((at + jitter()) * share)) for at in range(number)
        ]
