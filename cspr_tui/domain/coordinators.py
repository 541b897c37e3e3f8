"""The coordinators of a partnership: who is here, who has left, who covers whom."""

from __future__ import annotations

from datetime import date

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.partnership import Coordinator, Partnership


class UnknownCoordinatorError(CsprError):
    """Nobody of the directory has that login, name or those initials."""


def present(partnership: Partnership, day: date) -> tuple[Coordinator, ...]:
    """Return who keeps reviews on that day, in the directory's order."""
    return tuple(
        each
        for each in partnership.coordinators
        if each.left_on is None or each.left_on > day
    )


def leavers(partnership: Partnership, day: date) -> tuple[Coordinator, ...]:
    """Return who has left by that day."""
    here = present(partnership, day)
    return tuple(each for each in partnership.coordinators if each not in here)


def cover_of(partnership: Partnership, login: str) -> str:
    """Return the login of whoever covers for a coordinator, empty for nobody."""
    found = (each.cover for each in partnership.coordinators if each.id == login)
    return next(found, "")


def coordinator_named(partnership: Partnership, typed: str, day: date) -> str:
    """Return the login meant by a login, initials or a name, of those here that day.

    Raises:
        UnknownCoordinatorError: nobody here is so called.
    """
    wanted = typed.strip().casefold()
    here = present(partnership, day)
    for each in here:
        if wanted in {n.casefold() for n in (each.id, each.initials, each.name)}:
            return each.id
    known = ", ".join(f"{each.initials} {each.name}" for each in here) or "nobody"
    sentence = f'"{typed}" is no coordinator who is here; the directory has: {known}.'
    raise UnknownCoordinatorError(sentence)
