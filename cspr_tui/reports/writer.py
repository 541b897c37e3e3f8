"""Writing what was cleared, and nothing else."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.gate import ClearedDocument

MODE = 0o600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class ExportNotWrittenError(CsprError):
    """The cleared report could not be put where it was wanted."""


def write(document: ClearedDocument, folder: Path) -> Path:
    """Write a cleared document into a folder, readable by its owner only.

    The same document there already is left as it is; another is never
    overwritten.

    Raises:
        ExportNotWrittenError: the folder is not there, the name is taken by
            another document, or the disk refused.
    """
    path = folder / document.name
    if path.is_symlink():
        raise _not_written(path, "a link stands there; take it away")
    try:
        if path.exists():
            return _same(path, document)
        _put(path, document.content)
    except OSError as error:
        raise _not_written(path, error.strerror or "the system refused") from error
    return path


def _same(path: Path, document: ClearedDocument) -> Path:
    if path.read_bytes() != document.content:
        raise _not_written(path, "another report has that name; move it away first")
    return path


def _put(path: Path, content: bytes) -> None:
    beside = path.with_name(f".new-{secrets.token_hex(8)}")
    handle = os.open(beside, _NEW, MODE)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            os.fchmod(handle, MODE)
            file.write(content)
            file.flush()
            os.fsync(handle)
        beside.rename(path)
    finally:
        with suppress(FileNotFoundError):
            beside.unlink()


def _not_written(path: Path, why: str) -> ExportNotWrittenError:
    return ExportNotWrittenError(f"{path} was not written: {why}.")
