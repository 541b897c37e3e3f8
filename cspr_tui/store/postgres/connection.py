"""The line to a database: one connection, made again with growing pauses."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import count
from select import POLLIN, poll
from threading import RLock
from typing import Any, TypeVar

import psycopg
import psycopg.conninfo
from psycopg.errors import InvalidSqlStatementName
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.postgres.dsn import Address
from cspr_tui.store.postgres.errors import (
    RETRIED,
    StoreAwayError,
    away,
    is_lost,
    not_opened,
    refused,
)
from cspr_tui.store.postgres.prepared import Prepared, Row
from cspr_tui.store.postgres.watchdog import LONGEST, Overdue

# What the driver would print of a broken connection belongs on no screen.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

Connection = psycopg.Connection[TupleRow]
Params = Mapping[str, Any]
T = TypeVar("T")

PAUSES = (0.0, 0.2, 0.5, 1.0, 1.5)
TRIES = 8
# In milliseconds, how long a statement, a wait for a lock, and a lock left alone last.
LIMITS = {
    "statement_timeout": "30000",
    "lock_timeout": "10000",
    "idle_in_transaction_session_timeout": "10000",
    # Row-level security makes planning dearer than the statements: once is enough.
    "plan_cache_mode": "force_generic_plan",
}
# libpq's own: seconds to connect, and until a dead machine is noticed.
REACH = {
    "connect_timeout": 3,
    "target_session_attrs": "read-write",
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
# Whatever the environment says: both sides of a text have to mean the same.
LETTERS = {"client_encoding": "UTF8"}
_LIMIT = "select set_config(%s, %s, false)"
_DURABLE = (
    "select set_config('synchronous_commit', 'on', false)"
    " where current_setting('synchronous_commit') in ('off', 'local')"
)


# What a commit outside a transaction warns of; nothing was left unconfirmed.
NO_TRANSACTION = "25P01"


class Warned:
    """Whether the database warned: of a save, only that no standby confirmed it."""

    def __init__(self) -> None:
        self.is_set = False

    def note(self, notice: psycopg.errors.Diagnostic) -> None:
        """Take in what the database says beside its answers."""
        is_warning = notice.severity_nonlocalized == "WARNING"
        self.is_set |= is_warning and notice.sqlstate != NO_TRANSACTION


class Line:
    """One connection, shared by this process's threads one after the other."""

    def __init__(self, address: Address, *, longest: float = LONGEST) -> None:
        self.address = address
        self.turn = RLock()
        self._open: Connection | None = None
        self._failed = 0
        self._not_before = 0.0
        self.warned = Warned()
        self._met = set[str]()
        self._told = dict[Prepared, str]()
        self._names = count()
        self._overdue = Overdue(longest)

    def ask(self, work: Callable[[Connection], T]) -> T:
        """Do something that may be done twice; a lost connection is made anew once.

        Raises:
            StoreAwayError: the database cannot be reached.
            CsprError: it refused.
        """
        with self.turn:
            try:
                return self._tried(work)
            except Lost:
                return self._last(work)

    def _last(self, work: Callable[[Connection], T]) -> T:
        try:
            return self._tried(work)
        except Lost as error:
            raise self._away() from error

    def once(self, work: Callable[[Connection], T]) -> T:
        """Do something that must not be done twice unasked.

        Raises:
            Lost: the connection was lost; nobody knows how far it came.
            CsprError: the database refused.
        """
        with self.turn:
            return self._tried(work)

    def _tried(self, work: Callable[[Connection], T]) -> T:
        connection = self._connection()
        for attempt in range(TRIES):
            try:
                with self._overdue.watched(connection):
                    return work(connection)
            except RETRIED as error:
                self._roll_back(connection)
                if attempt == TRIES - 1:
                    raise refused(self.address.place, error) from error
                time.sleep(0.002 * 2**attempt)
            except psycopg.Error as error:
                if is_lost(error) or connection.closed:
                    self.drop()
                    raise Lost from error
                self._roll_back(connection)
                raise refused(self.address.place, error) from error
        raise self._away()

    def run(
        self, connection: Connection, statement: str, params: Params
    ) -> psycopg.Cursor[TupleRow]:
        """Execute a statement in one round trip, also when it is first prepared."""
        if statement in self._met:
            return connection.execute(statement.encode(), params, prepare=True)
        with connection.pipeline():
            done = connection.execute(statement.encode(), params, prepare=True)
        self._met.add(statement)
        return done

    def row(self, connection: Connection, statement: Prepared, params: Params) -> Row:
        """Return the one row of a statement sent all day; the first time tells it.

        It is told again where the driver let all names go, as after a rollback.
        """
        if statement in self._told:
            with suppress(InvalidSqlStatementName):
                return statement.sent(connection, self._told[statement], params)
        # A name that failed once may be taken none the less.
        name = f"cspr_{next(self._names)}"
        found = statement.told(connection, name, params)
        self._told[statement] = name
        return found

    def roll_back(self) -> None:
        """Let go of what a transaction holds."""
        if self._open is not None:
            self._roll_back(self._open)

    def _roll_back(self, connection: Connection) -> None:
        if is_idle(connection):
            return
        try:
            connection.execute("rollback")
        except psycopg.Error:
            self.drop()

    def drop(self) -> None:
        """Forget the connection; the next question makes another."""
        if self._open is not None:
            with suppress(psycopg.Error):
                self._open.close()
        self._open = None

    def __del__(self) -> None:
        self.drop()

    def _connection(self) -> Connection:
        if self._open is not None and _has_ended(self._open):
            self.drop()
        if self._open is not None:
            return self._open
        if time.monotonic() < self._not_before:
            raise away(self.address.place)
        try:
            self._open = _connected(self.address)
            self._open.add_notice_handler(self.warned.note)
            self._met.clear()
            self._told.clear()
        except psycopg.Error as error:
            said = not_opened(self.address.place, error)
            raise self._noted(said) from error
        self._failed = 0
        return self._open

    def _noted(self, said: CsprError) -> CsprError:
        pause = PAUSES[min(self._failed, len(PAUSES) - 1)]
        self._not_before = time.monotonic() + pause
        self._failed += 1
        return said

    def _away(self) -> StoreAwayError:
        return away(self.address.place)


def is_idle(connection: Connection) -> bool:
    """Whether nothing is begun; asked before each statement, so without detours."""
    return connection.pgconn.transaction_status == TransactionStatus.IDLE


def _has_ended(connection: Connection) -> bool:
    """Whether the server let go while nothing was asked of it.

    Known before anything is sent, a save that was lost is not in doubt. Not asked
    inside a transaction, which a new line would not be in.
    """
    if not is_idle(connection):
        return False
    said = poll()
    try:
        said.register(connection.fileno(), POLLIN)
        while said.poll(0):
            connection.pgconn.consume_input()
    except psycopg.Error:
        return True
    return False


class Lost(Exception):  # noqa: N818 - a state of the line, never shown to a person
    """The connection was lost in the middle of something."""


def _connected(address: Address) -> Connection:
    given = psycopg.conninfo.conninfo_to_dict(address.conninfo)
    name = f"cspr-tui {os.getpid()}@{socket.gethostname()}"
    wanted: dict[str, Any] = {"application_name": name, **REACH, **given, **LETTERS}
    conninfo = psycopg.conninfo.make_conninfo("", **wanted)
    connection = psycopg.connect(conninfo, autocommit=True)
    with connection.pipeline():
        for limit in LIMITS.items():
            connection.execute(_LIMIT, limit)
        connection.execute(_DURABLE)
    return connection
