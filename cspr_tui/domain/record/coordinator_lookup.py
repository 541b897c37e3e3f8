"""Look-up of a coordinator by login, initials or name."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.partnership import Partnership


class UnknownCoordinatorError(CsprError):
    """No coordinator in the directory has that login, name or those initials."""


def coordinator_named(partnership: Partnership, typed: str, day: date) -> str:
    """Return the login of the coordinator so called who has not left by that day.

    Raises:
        UnknownCoordinatorError: nobody here is so called.
    """
    wanted = typed.strip().casefold()
    here = [each for each in partnership.coordinators if not each.has_left(day)]
    for each in here:
        if wanted in {n.casefold() for n in (each.id, each.initials, each.name)}:
            return each.id
    known = ", ".join(f"{each.initials} {each.name}" for each in here) or "nobody"
    sentence = f'"{typed}" is no coordinator who is here; the directory has: {known}.'
    raise UnknownCoordinatorError(sentence)
