"""Locks between processes: flock on files that are never taken away.

The kernel lets go of a flock when its process ends, however it ends. A holder
that was stopped keeps it; after a while it is named instead of waited for.
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
from cspr_tui.store.fs.atomic_files import check_plain, open_common, why_of
from cspr_tui.store.fs.safe_open import folder_handle
from cspr_tui.store.protocol import NotSavedError

# Seconds that one holder is waited for, and how many times that for a long queue.
PATIENCE = 10.0
QUEUE = 6
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


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

    @contextmanager
    def all_held(self, names: Iterable[str]) -> Iterator[None]:
        """Hold many locks, always taken in one order so that no two wait in a ring.

        Raises:
            NotSavedError: one was not to be had; the text names who has it.
        """
        wanted = sorted(set(names))
        _allow_files(len(wanted))
        with ExitStack() as stack:
            for name in wanted:
                stack.enter_context(self.held(name))
            yield

    @contextmanager
    def tried(self, name: str) -> Iterator[bool]:
        """Hold the lock of that name if nobody has it; yields whether it is ours."""
        handle = self._opened(name)
        try:
            yield _is_locked(handle, name)
        finally:
            os.close(handle)

    def is_free(self, name: str) -> bool:
        """Whether nobody holds the lock of that name at this moment."""
        with self.tried(name) as is_ours:
            return is_ours

    def _opened(self, name: str) -> int:
        try:
            with folder_handle(self._folder) as at:
                handle = open_common(at, f"{name}.lock", _FLAGS, self._mode)
        except OSError as error:
            raise _no_lock(name, error) from error
        try:
            check_plain(os.fstat(handle))
            with suppress(PermissionError):
                os.fchmod(handle, self._mode)
        except OSError as error:
            os.close(handle)
            raise _no_lock(name, error) from error
        return handle

    @contextmanager
    def _flocked(self, name: str) -> Iterator[None]:
        handle = self._locked(name, time.monotonic() + self._patience * QUEUE)
        try:
            _sign(handle)
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
        """Whether the file that was locked is the one that others will lock."""
        try:
            with folder_handle(self._folder) as at:
                there = os.stat(f"{name}.lock", dir_fd=at, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return os.path.samestat(there, os.fstat(handle))

    def _wait(self, handle: int, name: str, end: float) -> None:
        """Wait while the lock goes from hand to hand, but not for one that keeps it."""
        holder, until = _signed(handle), time.monotonic() + self._patience
        pause = 0.0005
        while not _is_locked(handle, name):
            if (now := _signed(handle)) != holder:
                holder, until = now, time.monotonic() + self._patience
            if time.monotonic() > min(until, end):
                raise _held_by(handle, name)
            time.sleep(pause)
            pause = min(0.005, pause * 1.5)


def _allow_files(count: int) -> None:
    """Let this process hold that many more files open, as far as the system lets it."""
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
        raise _no_lock(name, error) from error
    return True


def _no_lock(name: str, error: OSError) -> NotSavedError:
    sentence = (
        f"Not saved: {_said(name)} cannot be locked ({why_of(error)}). What was stored "
        f"before stands."
    )
    return NotSavedError(sentence)


def _sign(handle: int) -> None:
    """Say who holds it: advice for those who wait, so a full disk may refuse it."""
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


def _signed(handle: int) -> bytes:
    try:
        return os.pread(handle, 1000, 0)
    except OSError:
        return b""


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
        who: dict[str, Any] = json.loads(_signed(handle))
        place = f"process {who['pid']} on {who['host']}"
        holder = without_control_characters(
            f"{who['login']} ({place}, since {who['since']})"
        )
    except (ValueError, KeyError, TypeError):
        holder = "another session"
    sentence = (
        f"Not saved: {_said(name)} is held by {holder}; your text is kept, try again "
        f"when they are done."
    )
    return NotSavedError(sentence)
