"""What invented reviews are made of: names, phrases, and how they are drawn."""

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
def words(kind: str) -> tuple[str, ...]:
    """Return the phrases or names of that kind from `words.toml`."""
    held = _all_words()[kind]
    return (held,) if isinstance(held, str) else tuple(held)


@cache
def _all_words() -> dict[str, str | list[str]]:
    text = (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Draw:
    """Everything one review is drawn from; `name` gives each entry an id.

    `entries` is how many contacts with family and agencies and notes are wanted.
    """

    random: Random
    number: int
    entries: int
    stage: Stage
    as_at: date
    partnership: Partnership
    calendar: Calendar
    serials: count[int] = field(default_factory=lambda: count(1))

    def name(self, prefix: str) -> str:
        """Return the next entry's id."""
        return f"{prefix}{next(self.serials)}"

    def one(self, kind: str) -> str:
        """Return one phrase of that kind."""
        return self.random.choice(words(kind))

    def chance(self, share: float) -> bool:
        """Return true in that share of draws."""
        return self.random.random() < share

    def has_reached(self, stage: Stage) -> bool:
        """Whether the review has come as far as that stage."""
        return self.stage.number >= stage.number

    def worked(self, day: date, fewest: int, most: int) -> date:
        """Return a day so many working days on, no later than the day looked at."""
        later = self.calendar.add(day, self.random.randint(fewest, most))
        return min(later, self.as_at)

    def spread(self, start: date, end: date, number: int) -> list[date]:
        """Return that many days spread evenly over a time, in order."""
        span = max(0, (end - start).days)
        share = span / max(1, number)
        jitter = self.random.random
        return [
            start + timedelta(days=int((at + jitter()) * share)) for at in range(number)
        ]
