"""Locks between processes: flock on lock files that are never deleted.

The kernel releases a flock when its process ends, however it ends. A process that was
stopped, not ended, keeps it; after a timeout the error names the holder.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import resource
import secrets
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from cspr_tui.domain.values.base import without_control_characters
from cspr_tui.store.fs.atomic_files import check_plain, open_shared_file, reason_of
from cspr_tui.store.fs.bounded_json import SMALL_BYTES, parse_json
from cspr_tui.store.fs.safe_open import folder_handle
from cspr_tui.store.protocol import NotSavedError

# Seconds to wait for one holder, and how many times that while holders change.
LOCK_TIMEOUT = 10.0
QUEUE_FACTOR = 6
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


class Locks:
    """The locks of one store, by name; reentrant within one thread.

    `folder` holds the lock files, which are made with `mode`; `patience` is the
    timeout in seconds.
    """

    def __init__(self, folder: Path, mode: int, patience: float = LOCK_TIMEOUT) -> None:
        self._folder, self._mode, self._patience = folder, mode, patience
        self._threads: dict[str, RLock] = {}
        self._held: dict[str, int] = {}
        self._guard = RLock()

    @contextmanager
    def acquire(self, name: str) -> Iterator[None]:
        """Hold the lock of that name; no other thread or process can hold it meanwhile.

        Raises:
            NotSavedError: it could not be taken in time; the text names the holder.
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

    @contextmanager
    def acquire_all(self, names: Iterable[str]) -> Iterator[None]:
        """Hold many locks, taken in sorted order so that two callers cannot deadlock.

        Raises:
            NotSavedError: one could not be taken in time; the text names its holder.
        """
        wanted = sorted(set(names))
        _raise_file_limit(len(wanted))
        with ExitStack() as stack:
            for name in wanted:
                stack.enter_context(self.acquire(name))
            yield

    @contextmanager
    def try_acquire(self, name: str) -> Iterator[bool]:
        """Try to take the lock without waiting; yield whether it was taken."""
        handle = self._opened(name)
        try:
            yield _is_locked(handle, name)
        finally:
            os.close(handle)

    def is_free(self, name: str) -> bool:
        """Whether nobody holds the lock of that name just now."""
        with self.try_acquire(name) as is_ours:
            return is_ours

    def _opened(self, name: str) -> int:
        try:
            with folder_handle(self._folder) as at:
                handle = open_shared_file(at, f"{name}.lock", _FLAGS, self._mode)
        except OSError as error:
            raise _lock_error(name, error) from error
        try:
            check_plain(os.fstat(handle))
            with suppress(PermissionError):
                os.fchmod(handle, self._mode)
        except OSError as error:
            os.close(handle)
            raise _lock_error(name, error) from error
        return handle

    @contextmanager
    def _flocked(self, name: str) -> Iterator[None]:
        handle = self._locked(name, time.monotonic() + self._patience * QUEUE_FACTOR)
        try:
            _write_holder(handle)
            yield
        finally:
            os.close(handle)

    def _locked(self, name: str, end: float) -> int:
        while True:
            handle = self._opened(name)
            try:
                self._wait(handle, name, end)
                in_place = self._is_in_place(handle, name)
            except BaseException:
                os.close(handle)
                raise
            if in_place:
                return handle
            os.close(handle)

    def _is_in_place(self, handle: int, name: str) -> bool:
        """Whether the locked file still has its name: others lock by that name."""
        try:
            with folder_handle(self._folder) as at:
                there = os.stat(f"{name}.lock", dir_fd=at, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return os.path.samestat(there, os.fstat(handle))

    def _wait(self, handle: int, name: str, end: float) -> None:
        """Wait for the lock; the timeout starts anew whenever the holder changes."""
        holder, until = _read_holder(handle), time.monotonic() + self._patience
        pause = 0.0005
        while not _is_locked(handle, name):
            if (now := _read_holder(handle)) != holder:
                holder, until = now, time.monotonic() + self._patience
            if time.monotonic() > min(until, end):
                raise _held_error(handle, name)
            time.sleep(pause)
            pause = min(0.005, pause * 1.5)


def _raise_file_limit(count: int) -> None:
    """Raise the limit of open files for that many locks, as far as allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, count + 512) if hard != resource.RLIM_INFINITY else count + 512
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _is_locked(handle: int, name: str) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise _lock_error(name, error) from error
    return True


def _lock_error(name: str, error: OSError) -> NotSavedError:
    sentence = (
        f"Not saved: {_lock_label(name)} cannot be locked ({reason_of(error)}). "
        f"What was stored before stands."
    )
    return NotSavedError(sentence)


def _write_holder(handle: int) -> None:
    """Write who holds the lock into its file, for error messages; may fail."""
    signed = {
        "login": _login(),
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": time.strftime("%H:%M:%S"),
        "turn": secrets.token_hex(4),
    }
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(signed).encode(), 0)


def _read_holder(handle: int) -> bytes:
    try:
        return os.pread(handle, 1000, 0)
    except OSError:
        return b""


def _login() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def _lock_label(name: str) -> str:
    """Return what a lock protects; names with a dash are not reviews."""
    return f"the {name[1:]} of this store" if name.startswith("-") else name


def _held_error(handle: int, name: str) -> NotSavedError:
    try:
        who: dict[str, Any] = parse_json(_read_holder(handle), SMALL_BYTES)
        place = f"process {who['pid']} on {who['host']}"
        holder = without_control_characters(
            f"{who['login']} ({place}, since {who['since']})"
        )
    except (ValueError, KeyError, TypeError):
        holder = "another session"
    sentence = (
        f"Not saved: {_lock_label(name)} is held by {holder}; "
        f"try again when they are done."
    )
    return NotSavedError(sentence)
