"""Who has a review open, by one file for each whose time is a heartbeat.

It is advice to people and never a lock: losing it loses nothing.
"""

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
# Seconds between heartbeats, and after how many a review no longer counts as open.
BEAT, EXPIRED = 30.0, 75.0
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class PresenceFiles:
    """Announces which review this user has open, and lists who else has it open."""

    store: Path
    mode: int
    user: str

    def beat(self, ref: str) -> None:
        """Announce that the review is still open here; failures are ignored."""
        with suppress(OSError, CsprError), self._folder() as at:
            handle = os.open(self._name(ref), _FLAGS, self.mode, dir_fd=at)
            try:
                os.utime(handle)
            finally:
                os.close(handle)

    def leave(self, ref: str) -> None:
        """Announce that the review is closed here; failures are ignored."""
        with suppress(OSError, CsprError), self._folder() as at:
            os.unlink(self._name(ref), dir_fd=at)

    def others(self, ref: str) -> tuple[str, ...]:
        """Return the users who have the review open elsewhere, sorted."""
        return tuple(sorted(set(self._open_elsewhere(ref))))

    def _open_elsewhere(self, ref: str) -> Iterator[str]:
        with suppress(OSError, CsprError), self._folder() as at:
            for name in os.listdir(at):  # noqa: PTH208 - by descriptor, not by path
                if name.startswith(f"{ref}.") and name != self._name(ref):
                    yield from self._holder_in(at, name)

    def _holder_in(self, at: int, name: str) -> Iterator[str]:
        last_beat = os.stat(name, dir_fd=at, follow_symlinks=False).st_mtime
        if abs(time.time() - last_beat) < EXPIRED:
            yield _file_safe(name.split(".", 1)[1].rpartition("-")[0])
        else:
            with suppress(OSError):
                os.unlink(name, dir_fd=at)

    def _folder(self) -> AbstractContextManager[int]:
        return folder_handle(self.store / FOLDER)

    def _name(self, ref: str) -> str:
        return f"{ref}.{_file_safe(self.user)}-{os.getpid()}"


def _file_safe(user: str) -> str:
    """Return a name as letters, digits and "_": colleagues can make any file."""
    return "".join(c if c.isalnum() else "_" for c in user)
