"""Where a store stands or may stand, and what is said of what is wrong there."""

from __future__ import annotations

import grp
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from cspr_tui.store.folder.last_backup import mend_words
from cspr_tui.store.fs.atomic_files import TEMP, sync_folder
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.fs.safe_open import is_there
from cspr_tui.store.protocol import DamagedRecordError, UnusableStoreError


def is_vacant(folder: Path, parts: Collection[str]) -> bool:
    """Whether a folder holds nothing, or no more than empty parts of a new store.

    Whoever made one may have been stopped before it was one.
    """
    return all(
        each.name.startswith(TEMP)
        or (each.name in parts and each.is_dir() and not any(each.iterdir()))
        for each in folder.iterdir()
    )


def check_free(folder: Path, settings: str, parts: Collection[str]) -> None:
    """Check that nothing stands in a new store's place, nor a store around it.

    Raises:
        UnusableStoreError: something does; `settings` is what a store is known by.
    """
    taken = ""
    if is_there(folder) and not folder.is_dir():
        taken = "is a file"
    elif is_there(folder) and not is_vacant(folder, parts):
        taken = "is not empty"
    elif any(is_there(above / settings) for above in folder.parents):
        taken = "lies inside another store"
    if taken:
        sentence = f"{folder} {taken}; name a folder that does not exist yet."
        raise UnusableStoreError(sentence)


def check_there(folder: Path, settings: str, reviews: str) -> None:
    """Check that a store stands there.

    Raises:
        UnusableStoreError: none does, or it may not be looked into.
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
            f"{mend_words(folder, settings)}."
        )
    else:
        sentence = f'{folder} is no store; "cspr-tui init {folder}" makes one.'
    raise UnusableStoreError(sentence)


def gone(folder: Path, error: OSError) -> UnusableStoreError:
    """Return the refusal where a store that was open cannot be read any more."""
    sentence = (
        f"The store in {folder} cannot be read ({error.strerror}); what you typed is "
        f"kept, try again once it is there."
    )
    return UnusableStoreError(sentence)


def damaged(
    folder: Path, name: str, error: Exception, *, is_whole: bool
) -> DamagedRecordError:
    """Return what is raised for a file that cannot be used: why, and what mends it.

    `is_whole` tells of the settings, without which no record opens.
    """
    mend = mend_words(folder, name)
    said = error.strerror if isinstance(error, OSError) else str(error)
    if isinstance(error, PermissionError):
        why = f"{name} cannot be read ({said})"
        mend = "check its owner and mode with: ls -l"
    elif isinstance(error, FileNotFoundError):
        why = f"{name} is missing, though the store is known to hold it"
    else:
        why = f"{name} cannot be trusted: {str(said).removesuffix('.')}"
    rest = "Nothing opens without it" if is_whole else "The other records can be opened"
    return DamagedRecordError(f"{why}. {rest}; {mend}.")


def make_folder(folder: Path, modes: Modes, group: int = -1) -> None:
    """Make a folder that is not there, its mode and group set whatever the umask.

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
    """Return the number of a group, -1 for none.

    Raises:
        UnusableStoreError: the system knows no such group.
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


def sync_above(made: Iterable[Path]) -> None:
    """Make the names of new folders durable, where the ones above can be opened."""
    for folder in made:
        with suppress(UnusableStoreError):
            sync_folder(folder.parent)
