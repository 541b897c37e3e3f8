"""A session: who works, and the clock; all that comes from outside the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import SystemRandom
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cspr_tui.domain.history.change import ChangeStamp


@dataclass(frozen=True, slots=True)
class Session:
    """Who works, and when: all that comes from outside the store.

    `now` gives UTC and `day` the civil day in London, by which things are
    dated; `today` is that day or the one the eye was moved to. `login` is the
    account, whatever `actor` says.
    """

    actor: str
    login: str
    now: Callable[[], datetime]
    day: Callable[[], date]
    today: Callable[[], date]
    random: SystemRandom = field(default_factory=SystemRandom)

    def stamp(self) -> ChangeStamp:
        """Return what signs a change made now."""
        from cspr_tui.domain.history.change import ChangeStamp  # noqa: PLC0415 - not for the first paint

        salt = f"{self.random.getrandbits(128):032x}"
        return ChangeStamp(at=self.now(), actor=self.actor, login=self.login, salt=salt)
