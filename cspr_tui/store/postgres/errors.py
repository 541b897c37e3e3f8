"""What a database refused, as one sentence that says no secret."""

from __future__ import annotations

import psycopg
from psycopg import errors

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.protocol import (
    NotSavedError,
    UnknownOutcomeError,
    UnusableStoreError,
)

# Worth asking again at once: the database itself asks for it.
RETRIED = (errors.SerializationFailure, errors.DeadlockDetected)
# A server that is only just starting or stopping, or may not be written to yet.
ABSENT = ("57P01", "57P02", "57P03", "25006", "53300")


class StoreAwayError(UnusableStoreError):
    """The database cannot be reached just now."""


class HeldError(NotSavedError):
    """Another session holds this in the database just now; try again soon."""


def is_lost(error: psycopg.Error) -> bool:
    """Whether the connection, and not the statement, is what failed."""
    if error.sqlstate in ABSENT:
        return True
    return isinstance(error, psycopg.OperationalError) and (
        error.sqlstate is None or error.sqlstate.startswith("08")
    )


def not_opened(place: str, error: psycopg.Error) -> CsprError:
    """Return why a connection could not be made."""
    said = str(error)
    for sign, reason in _REASONS.items():
        if sign in said:
            return UnusableStoreError(f"{place} cannot be opened: {reason}.")
    return away(place)


def away(place: str) -> StoreAwayError:
    """Return that the database cannot be reached, and what becomes of the work."""
    sentence = (
        f"The database cannot be reached: nothing was saved; what is typed stays, "
        f"save it again once the database is back ({place})."
    )
    return StoreAwayError(sentence)


def refused(place: str, error: psycopg.Error) -> CsprError:
    """Return what a database said no to; the statement's values stay out of it."""
    if isinstance(error, errors.LockNotAvailable):
        return HeldError()
    kind = _STATES.get(error.sqlstate or "")
    if kind:
        return UnusableStoreError(f"{place}: {kind}.")
    state = error.sqlstate or "unknown"
    sentence = f"{place} refused (SQLSTATE {state}); ask those who run it."
    return NotSavedError(sentence)


def unknown_outcome(ref: str) -> UnknownOutcomeError:
    """Return that nobody can say yet whether a change was saved."""
    sentence = (
        f"The connection was lost while {ref} was being saved; save again once the "
        f"database is back: what did arrive is not written a second time."
    )
    return UnknownOutcomeError(sentence)


def unconfirmed(ref: str) -> UnknownOutcomeError:
    """Return that a change stands on one machine, and no second one confirmed it."""
    sentence = (
        f"{ref} was saved on one machine only: no standby confirmed it; tell those "
        f"who run the database, and save again once one is back."
    )
    return UnknownOutcomeError(sentence)


_REASONS = {
    "password authentication failed": (
        "it does not accept the name or the password; put the password in ~/.pgpass"
    ),
    "no password supplied": "it asks for a password; put one in ~/.pgpass",
    "Peer authentication failed": (
        "it does not know this account; ask those who run it for a role of its name"
    ),
    "does not exist": "the database or the role it names does not exist",
    "no pg_hba.conf entry": "it does not let this machine or role in that way",
    "definition of service": "no such service stands in the service file",
    "certificate": "its certificate cannot be verified; see sslrootcert",
    "SSL": "it does not speak TLS as asked for",
    "invalid ": "its address cannot be read; write postgresql://host/database",
    "could not parse": "its address cannot be read; write postgresql://host/database",
}
_STATES = {
    "3F000": 'it holds no reviews; "init" sets it up',
    "42P01": 'it holds no reviews; "init" sets it up',
    "42501": (
        "your role may not do that; ask those who run the database to put it into "
        "the partnership's role, or into the group a review is restricted to"
    ),
    "57014": "it took longer than it is given; try again, or narrow what you ask for",
    "53100": "its disk is full; nothing was altered",
}
