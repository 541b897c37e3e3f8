"""A process of our own that works on a store, tells what it did, and can be killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

Say = Callable[[str], None]
Work = Callable[[Say], None]


@dataclass
class Child:
    """A forked process and the lines it has said; a torn last line is left out."""

    pid: int
    pipe: int
    _heard: bytes = b""
    ended: int | None = None

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def hear(self) -> None:
        """Take in what was said so far, so that the pipe never fills."""
        while piece := self._piece():
            self._heard += piece

    def _piece(self) -> bytes:
        try:
            return os.read(self.pipe, 65536)
        except BlockingIOError:
            return b""

    def is_over(self) -> bool:
        self.hear()
        how = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.pid, how) is not None

    def lines(self) -> list[str]:
        """Wait for its end and return everything it said."""
        os.set_blocking(self.pipe, True)
        self.hear()
        os.close(self.pipe)
        _, status = os.waitpid(self.pid, 0)
        self.ended = os.waitstatus_to_exitcode(status)
        return self._heard.rpartition(b"\n")[0].decode().splitlines()


def started(work: Work) -> Child:
    """Fork a process that does the work; what it says is said once it is done."""
    hearing, saying = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(hearing)
        _work(work, saying)
    os.close(saying)
    os.set_blocking(hearing, False)
    return Child(pid, hearing)


def _work(work: Work, saying: int) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        work(lambda line: _said(saying, line))
    except BaseException:  # noqa: BLE001 - whatever it is, the parent counts it
        os._exit(1)
    os._exit(0)


def _said(saying: int, line: str) -> None:
    os.write(saying, f"{line}\n".encode())
