"""A watchdog for a server that hangs without closing the connection.

The driver would wait for ever. The watchdog's thread shuts the socket down, so the
waiting call fails as after any lost connection.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from weakref import WeakSet

from psycopg import Connection as AnyConnection
from psycopg.rows import TupleRow

# Seconds; a working server ends each statement after 30 (statement_timeout).
ANSWER_TIMEOUT = 35.0
CHECK_INTERVAL = 0.5


class Watchdog:
    """Watches one connection; an answer may take `timeout` seconds."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._since, self._handle = 0.0, -1
        self._guard = Lock()
        _register(self)

    @contextmanager
    def watch(self, connection: AnyConnection[TupleRow]) -> Iterator[None]:
        """Watch the connection while the block waits for an answer."""
        with self._guard:
            self._since, self._handle = time.monotonic(), connection.fileno()
        try:
            yield
        finally:
            with self._guard:
                self._since = 0.0

    def check(self) -> None:
        """Shut the socket down if the answer is overdue."""
        with self._guard:
            if not self._since or time.monotonic() - self._since < self._timeout:
                return
            self._since = 0.0
            with suppress(OSError), socket.socket(fileno=os.dup(self._handle)) as end:
                end.shutdown(socket.SHUT_RDWR)


_watchdogs = WeakSet[Watchdog]()
_thread_guard = Lock()


def _register(each: Watchdog) -> None:
    """Register a watchdog; the first one starts the thread for all of them."""
    with _thread_guard:
        is_first = not _watchdogs
        _watchdogs.add(each)
    if is_first:
        Thread(target=_check_forever, name="watchdog", daemon=True).start()


def _check_forever() -> None:
    while _check_all():
        time.sleep(CHECK_INTERVAL)


def _check_all() -> bool:
    """Check every watchdog; return whether there are any left."""
    with _thread_guard:
        every = list(_watchdogs)
    for each in every:
        each.check()
    return bool(every)
