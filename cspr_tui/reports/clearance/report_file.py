"""Writes cleared documents to files, and nothing else."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.gate import ClearedDocument

MODE = 0o600
_CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_READ_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_LINKS_UNSUPPORTED = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})


class ExportNotWrittenError(CsprError):
    """The cleared report could not be written to the folder."""


def write_report(document: ClearedDocument, folder: Path) -> Path:
    """Write a cleared document into a folder, readable by its owner only (0600).

    If the same document is there already, nothing is done. Another file is never
    overwritten and a link never followed.

    Raises:
        TypeError: it is no document that the gate cleared.
        ExportNotWrittenError: the folder is not there, the name is taken by
            another document or a link, or the disk refused.
    """
    if type(document) is not ClearedDocument:
        sentence = "Only what the gate cleared is written."
        raise TypeError(sentence)
    path = folder / document.name
    try:
        if not _is_same_file_there(path, document):
            _write_new(path, document)
            _sync_folder(folder)
    except OSError as error:
        reason = error.strerror or "the system refused"
        advice = "choose a folder that is there and yours"
        raise _not_written(path, f"{reason}; {advice}") from error
    return path


def _is_same_file_there(path: Path, document: ClearedDocument) -> bool:
    """Whether the same document stands there already.

    Raises:
        ExportNotWrittenError: a link or something else has its name.
    """
    if path.is_symlink():
        raise _not_written(path, "a link stands there; take it away")
    try:
        handle = os.open(path, _READ_FLAGS)
    except FileNotFoundError:
        return False
    with open(handle, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        regular = stat.S_ISREG(os.fstat(handle).st_mode)
        if not regular or file.read() != document.content:
            raise _not_written(path, "something else has that name; move it away first")
    return True


def _write_new(path: Path, document: ClearedDocument) -> None:
    temporary = path.with_name(f".new-{secrets.token_hex(8)}")
    handle = os.open(temporary, _CREATE_FLAGS, MODE)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            os.fchmod(handle, MODE)
            file.write(document.content)
            file.flush()
            os.fsync(handle)
        _link_to_name(temporary, path, document)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _link_to_name(temporary: Path, path: Path, document: ClearedDocument) -> None:
    """Give the finished file its name, unless somebody took it meanwhile."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError as error:
        if not _is_same_file_there(path, document):
            raise _not_written(path, "its name came and went; try again") from error
    except OSError as error:
        # Some file systems know no second name for a file.
        if error.errno not in _LINKS_UNSUPPORTED:
            raise
        if not _is_same_file_there(path, document):
            temporary.rename(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name in the folder last through a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _not_written(path: Path, reason: str) -> ExportNotWrittenError:
    return ExportNotWrittenError(f"{path} was not written: {reason}.")
