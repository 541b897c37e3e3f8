"""Atomic write of many records: all of them or none, even if killed in the middle.

1. Each new file is written and synced in the folder `staged/`.
2. Under the locks of all records, the manifest is written: a list of the staged names.
   Its rename is the commit point.
3. The staged files are moved over the old ones, then the manifest is removed.

Killed before step 2 is done, the next session deletes what is staged: nothing
happened. Killed after it, the next session moves the rest: everything happened. While
a manifest names a record, nobody saves that record. See manual/protocols.md.
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
    list_names,
    move,
    names_in,
    read_bytes,
    remove,
    replace_bytes,
    sync_folder,
)
from cspr_tui.store.fs.bounded_json import parse_json
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.fs.safe_open import folder_handle
from cspr_tui.store.protocol import UnusableStoreError

STAGED = "staged"
MANIFEST = "manifest.json"
# Seconds after which a temporary file that no lock protects counts as left over.
ABANDONED = 600.0
FinalCheck = Callable[[], AbstractContextManager[None]]


def write_all(
    root: Path,
    target: str,
    files: Iterable[tuple[str, bytes]],
    modes: Modes,
    final_check: FinalCheck,
) -> None:
    """Put all files into the target folder, or none of them.

    `files` are names with their contents. `final_check` is a context entered just
    before the commit point: it locks the records, and raises if one of them was saved
    by somebody else after it was staged.

    Raises:
        NotSavedError: they could not be written; nothing was changed.
        SyncFailedError: they are committed, but not all moved yet; the next
            opening of the store moves the rest.
    """
    try:
        names = [_stage(root, name, content, modes) for name, content in files]
        with final_check():
            _write_manifest(root, target, names, modes)
            _move_all(root, root / target, names)
    except BaseException:
        if MANIFEST not in names_in(root / STAGED):
            discard_staged(root)
        raise


def _stage(root: Path, name: str, content: bytes, modes: Modes) -> str:
    replace_bytes(root / STAGED, name, content, modes.file)
    return name


def _write_manifest(root: Path, target: str, names: list[str], modes: Modes) -> None:
    manifest = json.dumps({"target": target, "names": names}).encode()
    replace_bytes(root / STAGED, MANIFEST, manifest, modes.file)


def read_manifest(root: Path) -> tuple[str, tuple[str, ...]]:
    """Return the target folder and file names in the manifest; ("", ()) without one.

    Raises:
        SyncFailedError: there is a manifest and it cannot be read.
    """
    try:
        content, _ = read_bytes(root / STAGED, MANIFEST)
        manifest = parse_json(content)
        target, *names = (
            _plain_name(n) for n in (manifest["target"], *manifest["names"])
        )
        return target, tuple(names)
    except FileNotFoundError as error:
        if MANIFEST in names_in(root / STAGED):
            raise _unfinished_error(str(error.strerror)) from error
        return "", ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unfinished_error(str(error)) from error


def _plain_name(name: str) -> str:
    """Return the name if it stays inside its folder; a forged manifest may not.

    Raises:
        ValueError: it is not the plain name of a file.
    """
    if not name or name in {".", ".."} or "/" in name:
        raise ValueError(name)
    return name


def finish_or_undo(root: Path) -> None:
    """Finish an interrupted write if a manifest commits it; otherwise undo it.

    Raises:
        SyncFailedError: it could not be completed; the next opening tries again.
    """
    folder, names = read_manifest(root)
    if not folder:
        discard_staged(root)
        return
    _move_all(root, root / folder, names)


def _move_all(root: Path, target: Path, names: Iterable[str]) -> None:
    try:
        for name in names:
            _move_staged(root / STAGED, target, name)
    except (OSError, UnusableStoreError) as error:
        raise _unfinished_error(getattr(error, "strerror", "") or str(error)) from error
    sync_folder(target)
    remove(root / STAGED, MANIFEST)


def _move_staged(staged: Path, target: Path, name: str) -> None:
    """Move a staged file, unless the interrupted session moved it already."""
    try:
        move(staged, target, name)
    except FileNotFoundError:
        if name in list_names(staged) or name not in list_names(target):
            raise


def _unfinished_error(why: str) -> SyncFailedError:
    sentence = (
        f"An import is written, but not all of it is in its place ({why}); reopen the "
        f"app to finish it."
    )
    return SyncFailedError(sentence)


def discard_staged(root: Path) -> None:
    """Delete staged files, the manifest first; failures are ignored."""
    staged = root / STAGED
    with suppress(OSError, CsprError):
        if MANIFEST in names_in(staged):
            remove(staged, MANIFEST)
        for name in names_in(staged):
            unlink(staged, name)


def unlink(folder: Path, name: str) -> None:
    """Delete a file if it exists, without syncing the folder.

    Raises:
        OSError: it could not be deleted.
    """
    with folder_handle(folder) as at, suppress(FileNotFoundError):
        os.unlink(name, dir_fd=at)


def temporary_files(folder: Path) -> list[str]:
    """Return the temporary files of writes that are under way or were killed."""
    return [name for name in names_in(folder) if name.startswith(TEMP)]


def abandoned_files(folder: Path) -> list[str]:
    """Return the temporary files too old to belong to a write still under way."""
    found = []
    for name in temporary_files(folder):
        with suppress(OSError):
            changed = (folder / name).lstat().st_mtime
            found += [name] * (time.time() - changed > ABANDONED)
    return found


def record_of(temporary: str) -> str:
    """Return the name of the record that a temporary file was written for."""
    return temporary.removeprefix(TEMP).rpartition("-")[0]
