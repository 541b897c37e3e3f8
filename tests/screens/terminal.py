"""A real terminal, its screen kept by an emulator."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte


class Terminal:
    """The app in a pty, its screen kept by an emulator."""

    def __init__(
        self, store: Path | str, words: Sequence[str] = (), **environment: str
    ) -> None:
        words = [sys.executable, "-m", "cspr_tui", "--store", str(store), *words]
        kept = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        size = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm-256color"}
        self.run([*words, "--today", "2026-11-23"], kept | size | environment)

    def run(self, words: list[str], environment: Mapping[str, str]) -> None:
        """Start a program in a terminal of 80 by 24."""
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.written = bytearray()
        self.process, self.handle = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execvpe(words[0], words, environment)  # noqa: S606 - no shell is meant

    def read_until(self, text: str, patience: float = 20.0) -> None:
        until = time.monotonic() + patience
        while text not in "\n".join(self.screen.display):
            assert time.monotonic() < until, "\n".join(self.screen.display)
            self._read(0.2)
        self.settle()

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self.handle], [], [], patience)
        if ready:
            fresh = os.read(self.handle, 65536)
            self.written += fresh
            self.stream.feed(fresh)
        return bool(ready)

    def settle(self, patience: float = 20.0) -> None:
        """Read until nothing comes any more; a program that never rests has failed."""
        until = time.monotonic() + patience
        while self._read(0.6):
            assert time.monotonic() < until, "\n".join(self.screen.display)

    def hears(self, seconds: float) -> bool:
        """Whether anything comes within so many seconds."""
        return self._read(seconds)

    def read_to_the_end(self) -> str:
        """Return all that a program prints that ends by itself."""
        said = b""
        with suppress(OSError):
            while fresh := os.read(self.handle, 65536):
                said += fresh
        os.waitpid(self.process, 0)
        os.close(self.handle)
        return said.decode()

    def send(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def leave(self) -> None:
        self.send("\x11")
        os.waitpid(self.process, 0)
        os.close(self.handle)
