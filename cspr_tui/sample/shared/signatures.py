"""Signatures for invented histories: the same seed signs the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from cspr_tui.domain.history.change import ChangeStamp

_DAY_STARTS = time(8, 40, tzinfo=UTC)
_MINUTES = 500


def seeded(seed: str) -> Random:
    """Return a source of choices that is the same for the same seed everywhere."""
    return Random(seed)  # noqa: S311 - invented data, nothing to guess


def signing(random: Random, actors: Sequence[str]) -> Callable[[date], ChangeStamp]:
    """Return what signs a change on a day, in working hours, for the first actor.

    One change in six or so is signed by another of the actors, if there is one.
    """

    def sign(day: date) -> ChangeStamp:
        minutes = random.randrange(_MINUTES)
        at = datetime.combine(day, _DAY_STARTS) + timedelta(minutes=minutes)
        actor = actors[0] if random.random() < 0.85 else random.choice(actors)
        salt = f"{random.getrandbits(128):032x}"
        return ChangeStamp(at=at, actor=actor, login=actor, salt=salt)

    return sign
