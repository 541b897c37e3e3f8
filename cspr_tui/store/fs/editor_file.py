"""A private temporary file in the store, for a text in the user's own editor."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cspr_tui.store.protocol import NotSavedError

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_PREFIX = "edit"


@contextmanager
def file_for_editor(folder: Path, text: str) -> Iterator[Path]:
    """Yield the path of a file with the text; the file is deleted afterwards.

    It lies in a folder of its own, which is deleted with everything the editor put
    there, such as backup and swap files. Left-overs of killed sessions go too.

    Raises:
        NotSavedError: the file could not be made.
    """
    own = folder / f"{_PREFIX}-{os.getpid()}-{os.urandom(8).hex()}"
    try:
        path = _made(own, text)
    except OSError as error:
        why = error.strerror or "the system refused"
        sentence = f"No file for the editor could be made in the store: {why}."
        raise NotSavedError(sentence) from error
    try:
        yield path
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _made(own: Path, text: str) -> Path:
    own.parent.mkdir(mode=0o700, exist_ok=True)
    _delete_left_overs(own.parent)
    own.mkdir(mode=0o700)
    path = own / "section.md"
    with open(os.open(path, _NEW, 0o600), "wb") as file:  # noqa: PTH123 - a descriptor, not a path
        file.write(text.encode())
    return path


def _delete_left_overs(folder: Path) -> None:
    """Delete what this account's editing sessions left that are no longer running."""
    for left in folder.glob(f"{_PREFIX}-*-*"):
        pid = left.name.split("-")[1]
        with suppress(OSError):
            if left.stat().st_uid == os.getuid() and not _is_running(int(pid)):
                shutil.rmtree(left, ignore_errors=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
