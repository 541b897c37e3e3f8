"""Locks between processes: flock on files that are never taken away.

The kernel lets go of a flock when its process ends, however it ends. A holder
that was stopped keeps it; after a while it is named instead of waited for.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from cspr_tui.store.files import folder_handle
from cspr_tui.store.seam import NotSavedError

PATIENCE = 10.0
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


class Locks:
    """The locks of one store, by name; one thread may take its own again."""

    def __init__(self, folder: Path, mode: int, patience: float = PATIENCE) -> None:
        self._folder, self._mode, self._patience = folder, mode, patience
        self._threads: dict[str, RLock] = {}
        self._held: dict[str, int] = {}
        self._guard = RLock()

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Hold the lock of that name: no other thread or process does.

        Raises:
            NotSavedError: it was not to be had in time; the text names who has it.
        """
        with self._guard:
            thread_lock = self._threads.setdefault(name, RLock())
        with thread_lock:
            depth = self._held.get(name, 0)
            self._held[name] = depth + 1
            try:
                if depth:
                    yield
                else:
                    with self._flocked(name):
                        yield
            finally:
                self._held[name] = depth

    def is_free(self, name: str) -> bool:
        """Whether nobody holds the lock of that name at this moment."""
        handle = self._opened(name)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True

    def _opened(self, name: str) -> int:
        try:
            with folder_handle(self._folder) as at:
                handle = os.open(f"{name}.lock", _FLAGS, self._mode, dir_fd=at)
        except OSError as error:
            sentence = f"Not saved: {_said(name)} cannot be locked ({error.strerror})."
            raise NotSavedError(sentence) from error
        with suppress(PermissionError):
            os.fchmod(handle, self._mode)
        return handle

    @contextmanager
    def _flocked(self, name: str) -> Iterator[None]:
        handle = self._waited(name)
        try:
            _sign(handle)
            yield
        finally:
            os.close(handle)

    def _waited(self, name: str) -> int:
        """Return a lock that is held; again, where a restore swapped its folder."""
        while True:
            handle = self._opened(name)
            try:
                self._wait(handle, name)
                if self._is_here(handle, name):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)

    def _is_here(self, handle: int, name: str) -> bool:
        with suppress(FileNotFoundError):
            named = (self._folder / f"{name}.lock").lstat()
            return os.path.samestat(os.fstat(handle), named)
        return False

    def _wait(self, handle: int, name: str) -> None:
        until = time.monotonic() + self._patience
        pause = 0.0005
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise _held_by(handle, name) from None
                time.sleep(pause)
                pause = min(0.02, pause * 1.5)
            else:
                return


def _sign(handle: int) -> None:
    signed = {
        "login": _login(),
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": time.strftime("%H:%M:%S"),
    }
    os.ftruncate(handle, 0)
    os.pwrite(handle, json.dumps(signed).encode(), 0)


def _login() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def _said(name: str) -> str:
    """Return what a lock is for; those that are no review's begin with a dash."""
    return f"the {name[1:]} of this store" if name.startswith("-") else name


def _held_by(handle: int, name: str) -> NotSavedError:
    try:
        who: dict[str, Any] = json.loads(os.pread(handle, 1000, 0))
        place = f"process {who['pid']} on {who['host']}"
        holder = f"{who['login']} ({place}, since {who['since']})"
    except (ValueError, KeyError, TypeError):
        holder = "another session"
    sentence = (
        f"Not saved: {_said(name)} is held by {holder}; your text is kept, try again "
        f"when they are done."
    )
    return NotSavedError(sentence)
