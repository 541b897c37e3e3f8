"""Writes confidential files: only into a new folder, readable by the owner only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from cspr_tui.domain.errors import CsprError

FOLDER_MODE, FILE_MODE = 0o700, 0o600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class FolderNotNewError(CsprError):
    """A full export needs a folder that does not exist yet."""


def write_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder (mode 0700, files 0600).

    Raises:
        FolderNotNewError: the folder is there already or cannot be made, or a
            file could not be written.
    """
    try:
        folder.mkdir(mode=FOLDER_MODE)
        for name, content in files.items():
            _put(folder / name, content)
    except FileExistsError as error:
        sentence = f"{folder} is there already; name a folder that does not exist yet."
        raise FolderNotNewError(sentence) from error
    except OSError as error:
        sentence = f"{folder} could not be written ({error.strerror})."
        raise FolderNotNewError(sentence) from error


def _put(path: Path, content: bytes) -> None:
    handle = os.open(path, _NEW, FILE_MODE)
    with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
