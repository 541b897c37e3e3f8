"""Checks of the folder a store is in or is to be made in, and their error messages."""

from __future__ import annotations

import grp
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from cspr_tui.domain.text.formatting import quoted
from cspr_tui.store.folder.last_backup import repair_advice
from cspr_tui.store.fs.atomic_files import TEMP, sync_folder
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.fs.safe_open import is_there
from cspr_tui.store.protocol import DamagedRecordError, UnusableStoreError


def is_vacant(folder: Path, parts: Collection[str]) -> bool:
    """Whether a folder is empty, or holds only the empty subfolders of a new store.

    Making a store may have been interrupted after its first subfolders.
    """
    return all(
        each.name.startswith(TEMP)
        or (each.name in parts and each.is_dir() and not any(each.iterdir()))
        for each in folder.iterdir()
    )


def check_free(folder: Path, settings: str, parts: Collection[str]) -> None:
    """Check that a new store can be made here, and not inside another store.

    `settings` is the file by which a store is recognised, `parts` its subfolders.

    Raises:
        UnusableStoreError: the folder is in use, or lies inside another store.
    """
    problem = ""
    if is_there(folder) and not folder.is_dir():
        problem = "is a file"
    elif is_there(folder) and not is_vacant(folder, parts):
        problem = "is not empty"
    elif any(is_there(above / settings) for above in folder.parents):
        problem = "lies inside another store"
    if problem:
        sentence = f"{folder} {problem}; name a folder that does not exist yet."
        raise UnusableStoreError(sentence)


def check_there(folder: Path, settings: str, reviews: str) -> None:
    """Check that the folder is a store.

    `settings` is the file by which a store is recognised, `reviews` its subfolder.

    Raises:
        UnusableStoreError: it is not one, or this account may not read it.
    """
    try:
        (folder / settings).lstat()
    except FileNotFoundError:
        pass
    except PermissionError as error:
        sentence = (
            f"{folder} is closed to this account; ask who keeps the store to let you "
            f"in, or check the name."
        )
        raise UnusableStoreError(sentence) from error
    except OSError as error:
        sentence = f"{folder} cannot be opened ({error.strerror}); check the name."
        raise UnusableStoreError(sentence) from error
    else:
        return
    if (folder / reviews).exists():
        sentence = (
            f"{settings} is missing from {folder}, though its reviews are there; "
            f"{repair_advice(folder, settings)}."
        )
    else:
        sentence = f'{folder} is no store; "cspr-tui init {quoted(folder)}" makes one.'
    raise UnusableStoreError(sentence)


def store_gone_error(folder: Path, error: OSError) -> UnusableStoreError:
    """Return the error for a store that was open and can no longer be read."""
    sentence = (
        f"The store in {folder} cannot be read ({error.strerror}); what you typed is "
        f"kept, try again once it is there."
    )
    return UnusableStoreError(sentence)


def damaged_record_error(
    folder: Path, name: str, error: Exception, *, is_whole: bool
) -> DamagedRecordError:
    """Return the error for a damaged or unreadable file: the cause, and the repair.

    `is_whole` is true for the settings, without which no record can be opened.
    """
    repair = repair_advice(folder, name)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    if isinstance(error, PermissionError):
        why = f"{name} cannot be read ({reason})"
        repair = "check its owner and mode with: ls -l"
    elif isinstance(error, FileNotFoundError):
        why = f"{name} is missing, though the store is known to hold it"
    else:
        why = f"{name} cannot be trusted: {str(reason).removesuffix('.')}"
    rest = "Nothing opens without it" if is_whole else "The other records can be opened"
    return DamagedRecordError(f"{why}. {rest}; {repair}.")


def make_folder(folder: Path, modes: Modes, group: int = -1) -> None:
    """Make a folder if it is missing, and set its mode and group whatever the umask.

    Raises:
        OSError: it could not be made.
    """
    try:
        folder.mkdir(mode=modes.folder, parents=True, exist_ok=False)
    except FileExistsError:
        if group == -1:
            return
    if group != -1:
        os.chown(folder, -1, group)
    folder.chmod(modes.folder)


def group_id(group: str | None) -> int:
    """Return the gid of a group, or -1 for none (as `os.chown` takes it).

    Raises:
        UnusableStoreError: the system has no group of that name.
    """
    if not group:
        return -1
    try:
        return grp.getgrnam(group).gr_gid
    except KeyError as error:
        sentence = (
            f'There is no group "{group}" on this machine; ask for it to be made.'
        )
        raise UnusableStoreError(sentence) from error


def sync_parents(made: Iterable[Path]) -> None:
    """Sync the parents of new folders, where those can be opened."""
    for folder in made:
        with suppress(UnusableStoreError):
            sync_folder(folder.parent)
