"""Who has a review open: a file each whose time is a heartbeat; advice, no lock."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.fs.safe_open import folder_handle

FOLDER = "presence"
# A heart beats this often, in seconds, and is over after some beats were missed.
BEAT, OVER = 30.0, 75.0
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Presence:
    """Says that one session of a user has a review open, and hears of the others."""

    store: Path
    mode: int
    user: str

    def beat(self, ref: str) -> None:
        """Say that the review is open here; where that fails, nobody is told."""
        with suppress(OSError, CsprError), self._folder() as at:
            handle = os.open(self._name(ref), _FLAGS, self.mode, dir_fd=at)
            try:
                os.utime(handle)
            finally:
                os.close(handle)

    def leave(self, ref: str) -> None:
        """Say that the review is open here no more."""
        with suppress(OSError, CsprError), self._folder() as at:
            os.unlink(self._name(ref), dir_fd=at)

    def others(self, ref: str) -> tuple[str, ...]:
        """Return who else has the review open, as far as is known."""
        return tuple(sorted(set(self._beating(ref))))

    def _beating(self, ref: str) -> Iterator[str]:
        with suppress(OSError, CsprError), self._folder() as at:
            for name in os.listdir(at):  # noqa: PTH208 - by descriptor, not by path
                if name.startswith(f"{ref}.") and name != self._name(ref):
                    yield from self._heard(at, name)

    def _heard(self, at: int, name: str) -> Iterator[str]:
        beaten = os.stat(name, dir_fd=at, follow_symlinks=False).st_mtime
        if abs(time.time() - beaten) < OVER:
            yield _plain(name.split(".", 1)[1].rpartition("-")[0])
        else:
            with suppress(OSError):
                os.unlink(name, dir_fd=at)

    def _folder(self) -> AbstractContextManager[int]:
        return folder_handle(self.store / FOLDER)

    def _name(self, ref: str) -> str:
        return f"{ref}.{_plain(self.user)}-{os.getpid()}"


def _plain(user: str) -> str:
    """Return a user as `_name` writes them: a colleague may have made any name."""
    return "".join(c if c.isalnum() else "_" for c in user)
