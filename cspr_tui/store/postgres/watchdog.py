"""Answers that are overdue: a server may hang and never close its line.

The driver waits for good then, so the line is cut from beside: whoever waits on it is
told that it was lost, and goes on as after any loss.
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

# Seconds: a server that is well ends each statement after 30.
LONGEST = 35.0
LOOKED_AT_EVERY = 0.5


class Overdue:
    """Knows since when an answer is waited for on one line, and for how long it is."""

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._since, self._handle = 0.0, -1
        self._guard = Lock()
        _watch(self)

    @contextmanager
    def watched(self, connection: AnyConnection[TupleRow]) -> Iterator[None]:
        """Watch the line while something is asked in the block."""
        with self._guard:
            self._since, self._handle = time.monotonic(), connection.fileno()
        try:
            yield
        finally:
            with self._guard:
                self._since = 0.0

    def look(self) -> None:
        """Cut the line if what is waited for should long have come."""
        with self._guard:
            if not self._since or time.monotonic() - self._since < self._longest:
                return
            self._since = 0.0
            with suppress(OSError), socket.socket(fileno=os.dup(self._handle)) as end:
                end.shutdown(socket.SHUT_RDWR)


_watched = WeakSet[Overdue]()
_started = Lock()


def _watch(each: Overdue) -> None:
    """Have one thread of this process look after every line there is."""
    with _started:
        is_first = not _watched
        _watched.add(each)
    if is_first:
        Thread(target=_look, name="overdue", daemon=True).start()


def _look() -> None:
    while _looked():
        time.sleep(LOOKED_AT_EVERY)


def _looked() -> bool:
    """Look after every line; whether there is one still."""
    with _started:
        every = list(_watched)
    for each in every:
        each.look()
    return bool(every)
