"""A program seen from outside: a pty, the bytes it writes, and when.

Nothing is emulated while a time is taken: bytes are stamped as they are read. A
program is ready at the last byte before it fell silent, once its ready text was
seen; a key is answered at the last byte before silence.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

# A key's own answer is over before the board draws what may wait until the cursor
# rests (80 ms); that is let pass before the next key.
QUIET, KEY_QUIET, REST, PATIENCE = 0.3, 0.06, 0.15, 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What one key cost: milliseconds to the last byte, and bytes."""

    ms: float
    size: int


@dataclass
class BlackBox:
    """One run of a program in a terminal of that size."""

    command: Sequence[str]
    ready: str
    columns: int = 80
    rows: int = 24
    ready_ms: float = 0.0
    start_bytes: int = 0
    rss_mb: float = 0.0
    _pid: int = field(init=False, default=0)
    _handle: int = field(init=False, default=-1)

    def start(self) -> None:
        began = time.perf_counter()
        self._pid, self._handle = pty.fork()
        if self._pid == 0:
            os.environ.update(TERM="xterm-256color", TEXTUAL_ANIMATIONS="none")
            os.execvp(self.command[0], list(self.command))  # noqa: S606 - no shell is meant
        size = struct.pack("HHHH", self.rows, self.columns, 0, 0)
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, size)
        seen, last = self._until_ready(began)
        self.ready_ms, self.start_bytes = (last - began) * 1000, len(seen)

    def _until_ready(self, began: float) -> tuple[bytes, float]:
        seen, last = b"", began
        while time.perf_counter() - began < PATIENCE:
            fresh = self._read(QUIET)
            if fresh:
                seen, last = seen + fresh, time.perf_counter()
            elif re.search(self.ready, seen.decode("utf-8", "replace")):
                return seen, last
        sentence = f"{self.command[0]} was not ready after {PATIENCE:.0f} s"
        raise TimeoutError(sentence)

    def press(self, keys: str) -> Answer:
        began = last = time.perf_counter()
        os.write(self._handle, keys.encode())
        size = 0
        while fresh := self._read(KEY_QUIET):
            size, last = size + len(fresh), time.perf_counter()
        self.idle(REST)
        return Answer((last - began) * 1000, size)

    def idle(self, seconds: float) -> int:
        until, size = time.perf_counter() + seconds, 0
        while (left := until - time.perf_counter()) > 0:
            size += len(self._read(left))
        return size

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self._handle], [], [], patience)
        try:
            return os.read(self._handle, 65536) if ready else b""
        except OSError:
            return b""

    def stop(self, keys: str) -> None:
        os.write(self._handle, keys.encode())
        until = time.perf_counter() + 5
        while time.perf_counter() < until:
            self._read(0.05)
            pid, _, used = os.wait4(self._pid, os.WNOHANG)
            if pid:
                self.rss_mb = used.ru_maxrss / 1024
                break
        else:
            os.kill(self._pid, 9)
            os.waitpid(self._pid, 0)
        os.close(self._handle)


def python(*words: str) -> tuple[str, ...]:
    """Return a command line for this interpreter."""
    return (sys.executable, *words)
