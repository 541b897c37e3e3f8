"""Database errors as sentences for a person, without any value of a statement."""

from __future__ import annotations

import psycopg
from psycopg import errors

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.protocol import (
    NotSavedError,
    UnknownOutcomeError,
    UnusableStoreError,
)

# Errors after which the statement should simply be run again.
RETRYABLE = (errors.SerializationFailure, errors.DeadlockDetected)
# SQLSTATEs of a server that is starting, stopping, read-only or full.
UNAVAILABLE = ("57P01", "57P02", "57P03", "25006", "53300")


class RowLockedError(NotSavedError):
    """Another session holds the lock of the row; trying again later helps."""


def is_lost(error: psycopg.Error) -> bool:
    """Whether the connection failed, and not the statement."""
    if error.sqlstate in UNAVAILABLE:
        return True
    return isinstance(error, psycopg.OperationalError) and (
        error.sqlstate is None or error.sqlstate.startswith("08")
    )


def refused_error(place: str, error: psycopg.Error) -> CsprError:
    """Return the error for a refused statement, without the statement's values."""
    if isinstance(error, errors.LockNotAvailable):
        return RowLockedError()
    kind = _STATES.get(error.sqlstate or "")
    if kind:
        return UnusableStoreError(f"{place}: {kind}.")
    state = error.sqlstate or "unknown"
    sentence = f"{place} refused (SQLSTATE {state}); ask those who run it."
    return NotSavedError(sentence)


def unknown_outcome_error(ref: str) -> UnknownOutcomeError:
    """Return the error for a save whose answer was lost with the connection."""
    sentence = (
        f"The connection was lost while {ref} was being saved; save again once the "
        f"database is back: what did arrive is not written a second time."
    )
    return UnknownOutcomeError(sentence)


def unconfirmed_error(ref: str) -> UnknownOutcomeError:
    """Return the error for a save that is on one machine only, without a standby."""
    sentence = (
        f"{ref} was saved on one machine only: no standby confirmed it; tell those "
        f"who run the database, and save again once one is back."
    )
    return UnknownOutcomeError(sentence)


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
