"""A program seen from outside: a pty, the bytes it writes, and when.

Nothing is emulated while a time is taken: bytes are stamped as they are read, and
an emulator reads them afterwards, while the program is idle. A program is ready at
the last byte before it fell silent, once its ready text stands on the screen; a key
is answered at the last byte before silence. Questions a terminal is asked are
answered as xterm would.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyte

# A key's own answer is over before the board draws what may wait until the cursor
# rests (80 ms); that is let pass before the next key.
QUIET, KEY_QUIET, REST, PATIENCE = 0.3, 0.05, 0.06, 20.0
PR_SET_PDEATHSIG = 1
ANSWERS = ((b"\x1b[c", b"\x1b[?62;22c"), (b"\x1b[6n", b"\x1b[1;1R"))
# Private sequences that the emulator would print instead of leaving them out.
_UNKNOWN = re.compile(rb"\x1b\[[<>=?][0-9;]*[a-zA-Z]|\x1bP.*?\x1b\\|\x1b\][^\x07]*\x07")
_KEPT = re.compile(rb"\x1b\[\?(?:25|1049)[hl]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one key cost: milliseconds to the last byte, and bytes."""

    ms: float
    size: int


@dataclass(frozen=True, slots=True)
class Link:
    """A line to the program: bytes a second, and a round trip in seconds."""

    rate: float = 64 * 1024
    trip: float = 0.08

    def ready_ms(self, chunks: Sequence[tuple[float, int]]) -> float:
        """Return when the last byte of stamped chunks is at the line's other end.

        Holds for programs that wait for no answer before they paint.
        """
        free = 0.0
        for at, size in chunks:
            free = max(free, at) + size / self.rate
        return (free + self.trip) * 1000


@dataclass
class BlackBox:
    """One run of a program in a terminal of that size."""

    command: Sequence[str]
    ready: str
    columns: int = 80
    rows: int = 24
    folder: Path = field(default_factory=Path)
    ready_ms: float = 0.0
    start_bytes: int = 0
    rss_mb: float = 0.0
    patience: float = PATIENCE
    chunks: list[tuple[float, int]] = field(default_factory=list)
    _seen: bytearray = field(default_factory=bytearray)
    _pid: int = field(init=False, default=0)
    _handle: int = field(init=False, default=-1)

    @property
    def process(self) -> int:
        """The number of the process that runs the program."""
        return self._pid

    def start(self) -> None:
        began = time.perf_counter()
        self._pid, self._handle = pty.fork()
        if self._pid == 0:
            # It goes when whoever measures it is stopped.
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            os.environ.update(TERM="xterm-256color", TEXTUAL_ANIMATIONS="none")
            os.environ.update(COLUMNS=str(self.columns), LINES=str(self.rows))
            # An installed program is compiled once, not at each start.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.chdir(self.folder)
            os.execvp(self.command[0], list(self.command))  # noqa: S606 - no shell is meant
        size = struct.pack("HHHH", self.rows, self.columns, 0, 0)
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, size)
        last = self._until_ready(began)
        self.ready_ms = (last - began) * 1000
        self.start_bytes = sum(size for _, size in self.chunks)

    def _until_ready(self, began: float) -> float:
        last = began
        while time.perf_counter() - began < self.patience:
            fresh = self._read(QUIET)
            if fresh:
                last = time.perf_counter()
                self.chunks.append((last - began, len(fresh)))
            elif re.search(self.ready, self.screen()):
                return last
        sentence = (
            f"{self.command[0]} not ready after {self.patience:.0f} s: {self.screen()}"
        )
        raise TimeoutError(sentence)

    def screen(self) -> str:
        """Return what stands on the screen after all that was written so far."""
        screen = pyte.Screen(self.columns, self.rows)
        plain = _UNKNOWN.sub(_known, bytes(self._seen))
        pyte.ByteStream(screen).feed(plain)
        return "\n".join(screen.display)

    def press(self, keys: str, quiet: float = KEY_QUIET) -> Answer:
        began = last = time.perf_counter()
        os.write(self._handle, keys.encode())
        size = 0
        while fresh := self._read(quiet if size else max(quiet, 0.5)):
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
            fresh = os.read(self._handle, 65536) if ready else b""
        except OSError:
            return b""
        self._seen += fresh
        for asked, answer in ANSWERS:
            if asked in fresh:
                os.write(self._handle, answer)
        return fresh

    def stop(self, keys: Sequence[str]) -> None:
        self.rss_mb = _resident(self._pid)
        for key in keys:
            os.write(self._handle, key.encode())
            self.idle(0.05)
        until = time.perf_counter() + 5
        while time.perf_counter() < until:
            self._read(0.05)
            if os.waitpid(self._pid, os.WNOHANG)[0]:
                break
        else:
            os.kill(self._pid, 9)
            os.waitpid(self._pid, 0)
        os.close(self._handle)


def _known(found: re.Match[bytes]) -> bytes:
    return found[0] if _KEPT.fullmatch(found[0]) else b""


def _resident(pid: int) -> float:
    """Return the most memory a process ever held, in MB."""
    said = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+)", said)
    return int(found[1]) / 1024 if found else 0.0


def python(*words: str) -> tuple[str, ...]:
    """Return a command line for this interpreter."""
    return (sys.executable, *words)
