"""Imports into a store that others are using: one import at a time, none half done.

`bulk_write` does the writing; this module adds the import lock and the recovery of
imports that were killed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder import bulk_write
from cspr_tui.store.fs.atomic_files import names_in
from cspr_tui.store.fs.locks import LOCK_TIMEOUT, Locks
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.protocol import NotSavedError

STAGED = bulk_write.STAGED
LOCK = "-import"


class ImportStaging:
    """The imports into one folder of a store; the lock `-import` admits one."""

    def __init__(self, root: Path, target: str, locks: Locks, modes: Modes) -> None:
        self._root, self._target = root, target
        self._locks, self._modes = locks, modes

    def write(
        self,
        files: Iterable[tuple[str, bytes]],
        final_check: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Write all files or none; an import that was killed is settled first.

        `final_check` is passed on to `bulk_write.write_all`.

        Raises:
            NotSavedError: they could not be written; nothing was changed.
            SyncFailedError: they are committed, but not all moved yet.
        """
        with self._locks.acquire(LOCK):
            bulk_write.finish_or_undo(self._root)
            bulk_write.write_all(
                self._root, self._target, files, self._modes, final_check
            )

    def finish_import_of(self, name: str) -> None:
        """Before a locked record is read, apply a committed import of it.

        The caller holds the lock of the record, whose file name is `name`.

        Raises:
            NotSavedError: another session is importing it and does not finish within
                10 seconds.
        """
        deadline = time.monotonic() + LOCK_TIMEOUT
        while name in bulk_write.read_manifest(self._root)[1]:
            if time.monotonic() > deadline:
                sentence = f"Not saved: an import of {name} is not done; try again."
                raise NotSavedError(sentence)
            if not self._try_to_finish():
                time.sleep(0.005)

    def recover(self) -> None:
        """Settle an import that was killed, and delete temporary files left behind.

        Raises:
            SyncFailedError: a committed import cannot be finished.
        """
        if bulk_write.read_manifest(self._root)[0] or names_in(self._root / STAGED):
            self._try_to_finish()
        with suppress(OSError, CsprError):
            self._delete_left_overs()

    def _try_to_finish(self) -> bool:
        with self._locks.try_acquire(LOCK) as is_ours:
            if is_ours:
                bulk_write.finish_or_undo(self._root)
        return is_ours

    def _delete_left_overs(self) -> None:
        folder = self._root / self._target
        for temporary in bulk_write.temporary_files(folder):
            if self._locks.is_free(bulk_write.record_of(temporary)):
                bulk_write.unlink(folder, temporary)
        for other in (self._root, self._root / "cache", self._root / "drafts"):
            for temporary in bulk_write.abandoned_files(other):
                bulk_write.unlink(other, temporary)
