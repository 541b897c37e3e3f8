"""Imports among people at work: nothing saved meanwhile is lost, nobody waits long."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder import bulk_write
from cspr_tui.store.fs.atomic_files import names_in
from cspr_tui.store.fs.locks import PATIENCE, Locks
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.protocol import NotSavedError

STAGED = bulk_write.STAGED
LOCK = "-import"


class Imports:
    """The imports of one store into one of its folders, one at a time."""

    def __init__(self, root: Path, target: str, locks: Locks, modes: Modes) -> None:
        self._root, self._target = root, target
        self._locks, self._modes = locks, modes

    def write(
        self,
        files: Iterable[tuple[str, bytes]],
        sure: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Write all files or none; a killed import is finished first.

        Raises:
            NotSavedError: they could not be written; nothing was altered.
        """
        with self._locks.held(LOCK):
            bulk_write.finish(self._root)
            bulk_write.write_all(self._root, self._target, files, self._modes, sure)

    def settle(self, name: str) -> None:
        """Put in place what a killed import promised of a record that is locked.

        Raises:
            NotSavedError: another session is at it and does not get done.
        """
        until = time.monotonic() + PATIENCE
        while name in bulk_write.promised(self._root)[1]:
            if time.monotonic() > until:
                sentence = f"Not saved: an import of {name} is not done; try again."
                raise NotSavedError(sentence)
            if not self._finished():
                time.sleep(0.005)

    def tidy(self) -> None:
        """Finish what killed sessions left: an import, half-written files.

        Raises:
            SyncFailedError: an import is promised and cannot be finished.
        """
        if bulk_write.promised(self._root)[0] or names_in(self._root / STAGED):
            self._finished()
        with suppress(OSError, CsprError):
            self._sweep()

    def _finished(self) -> bool:
        with self._locks.tried(LOCK) as is_ours:
            if is_ours:
                bulk_write.finish(self._root)
        return is_ours

    def _sweep(self) -> None:
        folder = self._root / self._target
        for stray in bulk_write.strays(folder):
            if self._locks.is_free(bulk_write.record_of(stray)):
                bulk_write.unlink(folder, stray)
        for other in (self._root, self._root / "cache", self._root / "drafts"):
            for stray in bulk_write.abandoned(other):
                bulk_write.unlink(other, stray)
