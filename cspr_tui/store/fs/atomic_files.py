"""Reading and atomic writing of files in one folder; links are never followed."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cspr_tui.store.fs.safe_open import folder_handle
from cspr_tui.store.protocol import NotSavedError, UnusableStoreError

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
_APPEND |= os.O_NONBLOCK
TEMP = ".new-"
LARGEST = 2**30  # bytes; no file of a store comes near it

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
    """The disk did not confirm a write (fsync failed); the store must be reopened."""


def file_version(status: os.stat_result) -> str:
    """Return the version token of a file: SIZE-MTIME-CTIME-INODE, times in nanoseconds.

    Unlike the time of modification, no program can put the ctime back.
    """
    times = f"{status.st_mtime_ns}-{status.st_ctime_ns}"
    return f"{status.st_size}-{times}-{status.st_ino}"


def read_bytes(folder: Path, name: str) -> tuple[bytes, str]:
    """Return a file's bytes and version token.

    Raises:
        FileNotFoundError: there is no such file.
        OSError: it cannot be read, is no regular file, or is open to others.
    """
    with _open_plain_file(folder, name) as file:
        return file.read(), file_version(os.fstat(file.fileno()))


@contextmanager
def open_own_file(folder: Path, name: str) -> Iterator[BinaryIO]:
    """Open a file for reading that this account owns.

    Raises:
        FileNotFoundError: there is no such file.
        OSError: it cannot be read, or belongs to another account.
    """
    with _open_plain_file(folder, name) as file:
        if os.fstat(file.fileno()).st_uid != os.geteuid():
            raise PermissionError(errno.EPERM, "it belongs to another account")
        yield file


@contextmanager
def _open_plain_file(folder: Path, name: str) -> Iterator[BinaryIO]:
    with folder_handle(folder) as at:
        handle = os.open(name, _READ, dir_fd=at)
        with open(handle, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            status = os.fstat(handle)
            # Without a name it was replaced just now, and is whole as it was.
            if status.st_nlink or not stat.S_ISREG(status.st_mode):
                check_plain(status)
            _check_ours(os.fstat(at), status)
            yield file


def check_plain(status: os.stat_result) -> None:
    """Check that an open file is a regular file without hard links elsewhere.

    Raises:
        OSError: it is something else, too large, or has a second name.
    """
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
        raise OSError(errno.EINVAL, "not a plain file of its own")
    if status.st_size > LARGEST:
        raise OSError(errno.EFBIG, "larger than any file of a store")


def _check_ours(folder: os.stat_result, status: os.stat_result) -> None:
    """Check that a file is readable by the same people as its folder, and no others."""
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
    """Write a file atomically in place of the one of that name.

    A temporary file is written and synced, renamed over the old one, and the folder
    is synced. Without `durable` both syncs are left out.

    Raises:
        NotSavedError: it could not be written; the old file is unchanged.
        SyncFailedError: the disk did not confirm the write.
    """
    temporary = f"{TEMP}{name.partition('.')[0]}-{os.urandom(8).hex()}"
    with folder_handle(folder) as at:
        try:
            _write_temporary(at, temporary, content, mode, durable=durable)
            os.rename(temporary, name, src_dir_fd=at, dst_dir_fd=at)
        except OSError as error:
            raise not_saved_error(name, error) from error
        finally:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=at)
        if durable:
            _sync(at, name)


def _write_temporary(
    at: int, temporary: str, content: bytes, mode: int, *, durable: bool
) -> None:
    handle = os.open(temporary, _NEW, mode, dir_fd=at)
    try:
        os.fchmod(handle, mode)
        _write_all(handle, content)
        if durable:
            _sync(handle, temporary)
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
    """Append one line in a single write and sync it; a torn last line is ended first.

    Raises:
        NotSavedError: it could not be written.
        SyncFailedError: the disk did not confirm the write.
    """
    with folder_handle(folder) as at:
        try:
            handle = open_shared_file(at, name, _APPEND, mode)
        except OSError as error:
            raise not_saved_error(name, error) from error
        try:
            _append(at, handle, line, mode, durable=durable)
        except OSError as error:
            raise not_saved_error(name, error) from error
        finally:
            os.close(handle)


def _append(at: int, handle: int, line: bytes, mode: int, *, durable: bool) -> None:
    status = os.fstat(handle)
    check_plain(status)
    _fix_mode(handle, mode)
    size = status.st_size
    is_torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
    _write_all(handle, b"\n" * is_torn + line + b"\n")
    if not durable:
        return
    _sync(handle, "the line added")
    if size == 0:
        _sync(at, "the line added")


def open_shared_file(at: int, name: str, flags: int, mode: int) -> int:
    """Open a file that several accounts share, retrying for 0.2 seconds.

    A colleague may have just created it and not set its mode yet.

    Raises:
        OSError: it cannot be opened.
    """
    for _ in range(40):
        with suppress(PermissionError):
            return os.open(name, flags, mode, dir_fd=at)
        time.sleep(0.005)
    return os.open(name, flags, mode, dir_fd=at)


def _fix_mode(handle: int, mode: int) -> None:
    status = os.fstat(handle)
    if stat.S_IMODE(status.st_mode) != mode and status.st_uid == os.geteuid():
        os.fchmod(handle, mode)


def remove(folder: Path, name: str) -> None:
    """Delete a file if it exists, and sync the folder.

    Raises:
        NotSavedError: it could not be deleted.
        SyncFailedError: the disk did not confirm it.
    """
    with folder_handle(folder) as at:
        try:
            os.unlink(name, dir_fd=at)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise not_saved_error(name, error) from error
        _sync(at, name)


def list_names(folder: Path) -> list[str]:
    """Return the names in a folder, sorted.

    Raises:
        OSError: it cannot be read.
    """
    with folder_handle(folder) as at:
        return sorted(os.listdir(at))  # noqa: PTH208 - by descriptor, not by path


def names_in(folder: Path) -> list[str]:
    """Return the names in a folder, sorted; none if it cannot be read."""
    try:
        return list_names(folder)
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
    """Sync a folder, so that renames and deletions in it survive a power cut.

    Raises:
        SyncFailedError: the disk did not confirm it.
    """
    with folder_handle(folder) as at:
        _sync(at, folder.name)


def not_saved_error(name: str, error: OSError) -> NotSavedError:
    """Return the error for a failed write; a `SyncFailedError` is returned as it is."""
    if isinstance(error, SyncFailedError):
        return error
    sentence = f"Not saved: {reason_of(error)} ({name}). What was stored before stands."
    return NotSavedError(sentence)


def reason_of(error: OSError) -> str:
    """Return in plain words why the operating system refused."""
    return _WHY.get(error.errno or 0, error.strerror or "the system refused")
