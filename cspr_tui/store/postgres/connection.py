"""One connection to a database, reopened after a loss with exponential back-off."""

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
from cspr_tui.store.postgres.connect_errors import (
    DatabaseUnreachableError,
    connect_error,
    unreachable_error,
)
from cspr_tui.store.postgres.dsn import DatabaseAddress
from cspr_tui.store.postgres.errors import RETRYABLE, is_lost, refused_error
from cspr_tui.store.postgres.pooled import PooledConnection
from cspr_tui.store.postgres.prepared import Prepared, Row
from cspr_tui.store.postgres.watchdog import ANSWER_TIMEOUT, Watchdog

# psycopg's warnings about broken connections must not be printed over the screen.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

Connection = PooledConnection
Params = Mapping[str, Any]
T = TypeVar("T")

# Seconds to wait before connecting again, after the first, second, ... failure.
BACK_OFF = (0.0, 0.2, 0.5, 1.0, 1.5)
# How often a statement is retried after a deadlock or serialization failure.
ATTEMPTS = 8
# libpq options: seconds to connect, and until a dead machine is noticed.
CONNECT_OPTIONS = {
    "connect_timeout": 3,
    "target_session_attrs": "read-write",
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
# Overrides the environment: text must be encoded the same on both sides.
ENCODING = {"client_encoding": "UTF8"}
# SQLSTATE of the harmless warning that a commit came outside a transaction.
NO_TRANSACTION = "25P01"


class ServerWarnings:
    """Whether the server sent a warning since `is_set` was cleared.

    After a save the only one is that no standby confirmed the commit.
    """

    def __init__(self) -> None:
        self.is_set = False

    def note(self, notice: psycopg.errors.Diagnostic) -> None:
        """Note a notice from the server; called by the driver."""
        is_warning = notice.severity_nonlocalized == "WARNING"
        self.is_set |= is_warning and notice.sqlstate != NO_TRANSACTION


class DatabaseConnection:
    """One connection, shared by the threads of this process one at a time.

    `timeout` is in seconds: how long one answer may take before the connection is
    taken for lost. `lock` may be held over several calls that belong together.
    """

    def __init__(
        self, address: DatabaseAddress, *, timeout: float = ANSWER_TIMEOUT
    ) -> None:
        self.address = address
        self.lock = RLock()
        self._current: Connection | None = None
        self._failures = 0
        self._not_before = 0.0
        self.warnings = ServerWarnings()
        self._prepared_texts = set[str]()
        self._prepared_names = dict[Prepared, str]()
        self._new_names = count()
        self._watchdog = Watchdog(timeout)

    def run_idempotent(self, work: Callable[[Connection], T]) -> T:
        """Run statements that may safely run twice; retry once after a lost connection.

        Raises:
            DatabaseUnreachableError: the database cannot be reached.
            CsprError: the database refused a statement.
        """
        with self.lock:
            try:
                return self._attempt(work)
            except ConnectionLost:
                return self._final_attempt(work)

    def _final_attempt(self, work: Callable[[Connection], T]) -> T:
        try:
            return self._attempt(work)
        except ConnectionLost as error:
            raise self._lost(error) from error

    def run_once(self, work: Callable[[Connection], T]) -> T:
        """Run statements that must not be repeated after a lost connection.

        Raises:
            ConnectionLost: the connection was lost; what was done is not known.
            DatabaseUnreachableError: the database cannot be reached.
            CsprError: the database refused a statement.
        """
        with self.lock:
            return self._attempt(work)

    def _attempt(self, work: Callable[[Connection], T]) -> T:
        connection = self._open_connection()
        for attempt in range(ATTEMPTS):
            try:
                with self._watchdog.watch(connection):
                    return work(connection)
            except RETRYABLE as error:
                self._roll_back(connection)
                if attempt == ATTEMPTS - 1:
                    raise refused_error(self.address.place, error) from error
                time.sleep(0.002 * 2**attempt)
            except psycopg.Error as error:
                if is_lost(error) or connection.closed:
                    self.drop()
                    raise ConnectionLost from error
                self._roll_back(connection)
                raise refused_error(self.address.place, error) from error
        raise self._unreachable()

    def execute(
        self, connection: Connection, statement: str, params: Params
    ) -> psycopg.Cursor[TupleRow]:
        """Execute a statement in one round trip, even when it is prepared first."""
        if connection.is_pooled or statement in self._prepared_texts:
            return connection.execute(statement.encode(), params, prepare=True)
        with connection.pipeline():
            cursor = connection.execute(statement.encode(), params, prepare=True)
        self._prepared_texts.add(statement)
        return cursor

    def execute_prepared(
        self, connection: Connection, statement: Prepared, params: Params
    ) -> Row:
        """Return the one row of a statement sent all day; the first time tells it.

        It is told again where the driver let all names go, as after a rollback.
        """
        if connection.is_pooled:
            return statement.execute_unprepared(connection, params)
        if statement in self._prepared_names:
            with suppress(InvalidSqlStatementName):
                return statement.execute(
                    connection, self._prepared_names[statement], params
                )
        # A name that failed once may be taken none the less.
        name = f"cspr_{next(self._new_names)}"
        found = statement.prepare_and_execute(connection, name, params)
        self._prepared_names[statement] = name
        return found

    def roll_back(self) -> None:
        """Roll back the transaction, which releases its locks."""
        if self._current is not None:
            self._roll_back(self._current)

    def _roll_back(self, connection: Connection) -> None:
        if is_idle(connection):
            return
        try:
            connection.execute("rollback")
        except psycopg.Error:
            self.drop()

    def drop(self) -> None:
        """Close the connection; the next statement opens another."""
        if self._current is not None:
            with suppress(psycopg.Error):
                self._current.close()
        self._current = None

    def __del__(self) -> None:
        self.drop()

    def _open_connection(self) -> Connection:
        if self._current is not None and _has_closed(self._current):
            self.drop()
        if self._current is not None:
            return self._current
        if time.monotonic() < self._not_before:
            raise unreachable_error(self.address.place)
        try:
            self._current = _connect(self.address)
            self._current.add_notice_handler(self.warnings.note)
            self._prepared_texts.clear()
            self._prepared_names.clear()
        except psycopg.Error as error:
            refusal = connect_error(self.address.place, error)
            raise self._note_failure(refusal) from error
        self._failures = 0
        return self._current

    def _note_failure(self, error: CsprError) -> CsprError:
        pause = BACK_OFF[min(self._failures, len(BACK_OFF) - 1)]
        self._not_before = time.monotonic() + pause
        self._failures += 1
        return error

    def _lost(self, error: ConnectionLost) -> CsprError:
        cause = error.__cause__
        if isinstance(cause, psycopg.Error):
            return connect_error(self.address.place, cause)
        return self._unreachable()

    def _unreachable(self) -> DatabaseUnreachableError:
        return unreachable_error(self.address.place)


def is_idle(connection: Connection) -> bool:
    """Whether no transaction is open; called before each statement, so kept cheap."""
    return connection.pgconn.transaction_status == TransactionStatus.IDLE


def _has_closed(connection: Connection) -> bool:
    """Whether the server closed the connection while it was idle.

    Noticing that before a save is sent leaves no doubt whether it arrived. Inside a
    transaction it is not checked, since a new connection would not be part of it.
    """
    if not is_idle(connection):
        return False
    poller = poll()
    try:
        poller.register(connection.fileno(), POLLIN)
        while poller.poll(0):
            connection.pgconn.consume_input()
    except psycopg.Error:
        return True
    return False


class ConnectionLost(Exception):  # noqa: N818 - handled in this package, never shown
    """The connection was lost while a statement was under way."""


def _connect(address: DatabaseAddress) -> Connection:
    given = psycopg.conninfo.conninfo_to_dict(address.conninfo)
    name = f"cspr-tui {os.getpid()}@{socket.gethostname()}"
    wanted: dict[str, Any] = {
        "application_name": name,
        **CONNECT_OPTIONS,
        **given,
        **ENCODING,
    }
    conninfo = psycopg.conninfo.make_conninfo("", **wanted)
    connection = PooledConnection.connect(conninfo, autocommit=True)
    connection.settle()
    return connection
