"""Files in one folder: links never followed, a file replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cspr_tui.store.fs.safe_open import folder_handle
from cspr_tui.store.protocol import NotSavedError, UnusableStoreError

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_LONGER = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
_LONGER |= os.O_NONBLOCK
TEMP = ".new-"

_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk reports an error",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.ENOENT: "the store's folder is gone",
    errno.EINTR: "the system interrupted it",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}


class SyncFailedError(NotSavedError):
    """The disk did not confirm a write; nothing more is saved until reopened."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells one state of a file from another without reading it."""

    size: int
    changed: int
    inode: int

    def __str__(self) -> str:
        return f"{self.size}-{self.changed}-{self.inode}"


def mark_of(status: os.stat_result) -> str:
    """Return the mark of a file's status."""
    return str(Mark(status.st_size, status.st_mtime_ns, status.st_ino))


def read_bytes(folder: Path, name: str) -> tuple[bytes, str]:
    """Return a file's bytes and mark; links and anything but a file are refused.

    Raises:
        FileNotFoundError: it is not there.
        OSError: it cannot be read.
    """
    with _plain_file(folder, name) as file:
        return file.read(), mark_of(os.fstat(file.fileno()))


@contextmanager
def own_file(folder: Path, name: str) -> Iterator[BinaryIO]:
    """Open a file that this account itself wrote.

    Raises:
        FileNotFoundError: it is not there.
        OSError: it cannot be read, or another account put it there.
    """
    with _plain_file(folder, name) as file:
        if os.fstat(file.fileno()).st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, "it belongs to another account")
        yield file


@contextmanager
def _plain_file(folder: Path, name: str) -> Iterator[BinaryIO]:
    with folder_handle(folder) as at:
        handle = os.open(name, _READ, dir_fd=at)
        with open(handle, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            status = os.fstat(handle)
            check_plain(status)
            _check_ours(os.fstat(at), status)
            yield file


def check_plain(status: os.stat_result) -> None:
    """Check that what was opened is a file, and has no second name elsewhere.

    Raises:
        OSError: it is not.
    """
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
        raise OSError(errno.EINVAL, "not a plain file of its own")


def _check_ours(folder: os.stat_result, status: os.stat_result) -> None:
    """Check that a file belongs to those whose folder it lies in, and to no others."""
    if status.st_mode & stat.S_IRWXO:
        raise PermissionError(errno.EPERM, "every account on this machine can reach it")
    if folder.st_mode & stat.S_ISGID:
        if status.st_gid != folder.st_gid:
            raise PermissionError(errno.EPERM, "it belongs to another group")
    elif status.st_uid not in {0, os.geteuid(), folder.st_uid}:
        raise PermissionError(errno.EPERM, "it belongs to another account")


def replace_bytes(
    folder: Path, name: str, content: bytes, mode: int, *, durable: bool = True
) -> None:
    """Put a file in place of the one of that name, whole or not at all.

    Written beside, synced, renamed, and the folder synced: two syncs.

    Raises:
        NotSavedError: it could not be written; the old file stands.
        SyncFailedError: the disk would not confirm it.
    """
    beside = f"{TEMP}{name.partition('.')[0]}-{os.urandom(8).hex()}"
    with folder_handle(folder) as at:
        try:
            _write_beside(at, beside, content, mode, durable=durable)
            os.rename(beside, name, src_dir_fd=at, dst_dir_fd=at)
        except OSError as error:
            raise not_saved(name, error) from error
        finally:
            with suppress(OSError):
                os.unlink(beside, dir_fd=at)
        if durable:
            _sync(at, name)


def _write_beside(
    at: int, beside: str, content: bytes, mode: int, *, durable: bool
) -> None:
    handle = os.open(beside, _NEW, mode, dir_fd=at)
    try:
        os.fchmod(handle, mode)
        _write_all(handle, content)
        if durable:
            _sync(handle, beside)
    finally:
        os.close(handle)


def _write_all(handle: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        written = os.write(handle, left)
        if written == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left = left[written:]


def _sync(handle: int, name: str) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        sentence = (
            f"Not saved for certain: the disk did not confirm {name} "
            f"({error.strerror}); reopen the app and look before you go on."
        )
        raise SyncFailedError(sentence) from error


def append_line(
    folder: Path, name: str, line: bytes, mode: int, *, durable: bool = True
) -> None:
    """Add one line to a file in a single write, and sync it.

    A line that a fault tore is ended first, so that it spoils no other.

    Raises:
        NotSavedError: it could not be added.
    """
    with folder_handle(folder) as at:
        try:
            handle = open_common(at, name, _LONGER, mode)
        except OSError as error:
            raise not_saved(name, error) from error
        try:
            _append(at, handle, line, mode, durable=durable)
        except OSError as error:
            raise not_saved(name, error) from error
        finally:
            os.close(handle)


def _append(at: int, handle: int, line: bytes, mode: int, *, durable: bool) -> None:
    status = os.fstat(handle)
    check_plain(status)
    _own_mode(handle, mode)
    size = status.st_size
    is_torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
    _write_all(handle, b"\n" * is_torn + line + b"\n")
    if not durable:
        return
    _sync(handle, "the line added")
    if size == 0:
        _sync(at, "the line added")


def open_common(at: int, name: str, flags: int, mode: int) -> int:
    """Open a file that all share, made if it is missing.

    Between its making and its mode a colleague's umask may keep us out: asked again.

    Raises:
        OSError: it cannot be opened.
    """
    for _ in range(40):
        with suppress(PermissionError):
            return os.open(name, flags, mode, dir_fd=at)
        time.sleep(0.005)
    return os.open(name, flags, mode, dir_fd=at)


def _own_mode(handle: int, mode: int) -> None:
    status = os.fstat(handle)
    if stat.S_IMODE(status.st_mode) != mode and status.st_uid == os.geteuid():
        os.fchmod(handle, mode)


def remove(folder: Path, name: str) -> None:
    """Take a file away, if it is there, and sync the folder.

    Raises:
        NotSavedError: it could not be taken away.
    """
    with folder_handle(folder) as at:
        try:
            os.unlink(name, dir_fd=at)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise not_saved(name, error) from error
        _sync(at, name)


def listed(folder: Path) -> list[str]:
    """Return the names in a folder, sorted.

    Raises:
        OSError: it cannot be read.
    """
    with folder_handle(folder) as at:
        return sorted(os.listdir(at))  # noqa: PTH208 - by descriptor, not by path


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder, sorted; none where it cannot be read."""
    try:
        return listed(folder)
    except (OSError, UnusableStoreError):
        return []


def move(source: Path, target: Path, name: str) -> None:
    """Move a file from one folder to another, replacing what is there.

    Raises:
        OSError: it could not be moved.
    """
    with folder_handle(source) as here, folder_handle(target) as there:
        os.rename(name, name, src_dir_fd=here, dst_dir_fd=there)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable.

    Raises:
        SyncFailedError: the disk would not confirm it.
    """
    with folder_handle(folder) as at:
        _sync(at, folder.name)


def not_saved(name: str, error: OSError) -> NotSavedError:
    """Return what is said where a write failed; nothing stored was altered by it."""
    if isinstance(error, SyncFailedError):
        return error
    sentence = f"Not saved: {why_of(error)} ({name}). What was stored before stands."
    return NotSavedError(sentence)


def why_of(error: OSError) -> str:
    """Return in words why the system refused."""
    return _WHY.get(error.errno or 0, error.strerror or "the system refused")
