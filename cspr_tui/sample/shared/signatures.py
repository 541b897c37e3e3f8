"""Signatures for generated changes: author, time and salt, fixed by the seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from cspr_tui.domain.history.change import ChangeStamp

_DAY_STARTS = time(8, 40, tzinfo=UTC)
_MINUTES = 500


def seeded_random(seed: str) -> Random:
    """Return a random generator that gives the same numbers for the same seed."""
    return Random(seed)  # noqa: S311 - invented data, nothing to guess


def signer(random: Random, actors: Sequence[str]) -> Callable[[date], ChangeStamp]:
    """Return a function that signs a change on a day, at a time in working hours.

    The first actor signs 85 % of the changes, a random one of all actors the rest.
    """

    def sign(day: date) -> ChangeStamp:
        minutes = random.randrange(_MINUTES)
        at = datetime.combine(day, _DAY_STARTS) + timedelta(minutes=minutes)
        actor = actors[0] if random.random() < 0.85 else random.choice(actors)
        salt = f"{random.getrandbits(128):032x}"
        return ChangeStamp(at=at, actor=actor, login=actor, salt=salt)

    return sign
