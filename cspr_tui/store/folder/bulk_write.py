"""Many records at once: all of them, or none, also when killed in the middle.

New files are staged beside the old ones. The manifest is the point of no
return: with it, whoever comes next moves what is staged; without it, it is
thrown away. Until it is gone, no record that it names is saved otherwise.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.fs.atomic_files import (
    TEMP,
    SyncFailedError,
    listed,
    move,
    names_in,
    read_bytes,
    remove,
    replace_bytes,
    sync_folder,
)
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.fs.safe_open import folder_handle
from cspr_tui.store.protocol import UnusableStoreError

STAGED = "staged"
MANIFEST = "manifest.json"
# Seconds after which nobody is still writing a file that has no lock.
ABANDONED = 600.0
Sure = Callable[[], AbstractContextManager[None]]


def write_all(
    root: Path,
    target: str,
    files: Iterable[tuple[str, bytes]],
    modes: Modes,
    sure: Sure,
) -> None:
    """Put all files into the target folder, or none of them.

    `sure` is entered before the point of no return: it keeps others from these
    files, and refuses where one was saved since it was staged.

    Raises:
        NotSavedError: they could not be written; nothing was altered.
        SyncFailedError: all are written, but not all in their place.
    """
    try:
        names = [_staged(root, name, content, modes) for name, content in files]
        with sure():
            _promise(root, target, names, modes)
            _put_all(root, root / target, names)
    except BaseException:
        if MANIFEST not in names_in(root / STAGED):
            throw_away(root)
        raise


def _staged(root: Path, name: str, content: bytes, modes: Modes) -> str:
    replace_bytes(root / STAGED, name, content, modes.file)
    return name


def _promise(root: Path, target: str, names: list[str], modes: Modes) -> None:
    manifest = json.dumps({"target": target, "names": names}).encode()
    replace_bytes(root / STAGED, MANIFEST, manifest, modes.file)


def promised(root: Path) -> tuple[str, tuple[str, ...]]:
    """Return the folder and the names that a manifest promises; none without one.

    Raises:
        SyncFailedError: there is one and it cannot be read.
    """
    try:
        content, _ = read_bytes(root / STAGED, MANIFEST)
        manifest = json.loads(content)
        target, *names = (_plain(n) for n in (manifest["target"], *manifest["names"]))
        return target, tuple(names)
    except FileNotFoundError as error:
        if MANIFEST in names_in(root / STAGED):
            raise _unfinished(str(error.strerror)) from error
        return "", ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unfinished(str(error)) from error


def _plain(name: str) -> str:
    """Return a name that leads nowhere else; a manifest put there by hand may not.

    Raises:
        ValueError: it is no name of a file.
    """
    if not name or name in {".", ".."} or "/" in name:
        raise ValueError(name)
    return name


def finish(root: Path) -> None:
    """Complete what a manifest promises, or throw away what has none.

    Raises:
        SyncFailedError: it could not be completed; the next opening tries again.
    """
    folder, names = promised(root)
    if not folder:
        throw_away(root)
        return
    _put_all(root, root / folder, names)


def _put_all(root: Path, target: Path, names: Iterable[str]) -> None:
    try:
        for name in names:
            _put(root / STAGED, target, name)
    except (OSError, UnusableStoreError) as error:
        raise _unfinished(getattr(error, "strerror", "") or str(error)) from error
    sync_folder(target)
    remove(root / STAGED, MANIFEST)


def _put(staged: Path, target: Path, name: str) -> None:
    """Move a staged file, unless whoever was at it before has moved it."""
    try:
        move(staged, target, name)
    except FileNotFoundError:
        if name in listed(staged) or name not in listed(target):
            raise


def _unfinished(why: str) -> SyncFailedError:
    sentence = (
        f"An import is written, but not all of it is in its place ({why}); reopen the "
        f"app to finish it."
    )
    return SyncFailedError(sentence)


def throw_away(root: Path) -> None:
    """Take away what was staged, a promise of it first, as far as that works."""
    staged = root / STAGED
    with suppress(OSError, CsprError):
        if MANIFEST in names_in(staged):
            remove(staged, MANIFEST)
        for name in names_in(staged):
            unlink(staged, name)


def unlink(folder: Path, name: str) -> None:
    """Take a file away, if it is there; that it is gone need not be durable.

    Raises:
        OSError: it could not be taken away.
    """
    with folder_handle(folder) as at, suppress(FileNotFoundError):
        os.unlink(name, dir_fd=at)


def strays(folder: Path) -> list[str]:
    """Return files half-written, by somebody at work or by a killed session."""
    return [name for name in names_in(folder) if name.startswith(TEMP)]


def abandoned(folder: Path) -> list[str]:
    """Return files half-written so long ago that nobody is at work on them."""
    found = []
    for name in strays(folder):
        with suppress(OSError):
            changed = (folder / name).lstat().st_mtime
            found += [name] * (time.time() - changed > ABANDONED)
    return found


def record_of(stray: str) -> str:
    """Return the name of the record that a half-written file was to be."""
    return stray.removeprefix(TEMP).rpartition("-")[0]
