"""The user's own folder for one database: drafts, and the board where asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.preferences import preferences_file, preferences_in
from cspr_tui.store.fs.permissions import is_on_network_disk
from cspr_tui.store.protocol import UnusableStoreError
from cspr_tui.store.user.draft_files import FOLDER

# One folder for each database, by what the server says of itself; earlier versions
# made one for each spelling of the address, named by figures alone.
_PREFIX = "database-"
_BY_SPELLING = re.compile(r"[0-9a-f]{16}")
# The endings of kept boards, also of earlier versions.
_CASE_TEXT = ("*.board", "*.rows", "*.head")


def database_folder(identity: str, partnership_key: str) -> Path:
    """Return the folder of a database, whichever way its address is spelt."""
    return _base() / f"{_PREFIX}{_hash(f'{identity} {partnership_key}')}"


def keeps_board() -> bool:
    """Whether the user asked for the board to be kept, and their disk is a local one.

    Raises:
        UnreadablePreferencesError: the preferences cannot be read.
    """
    wanted = preferences_in(preferences_file()).database_cache
    return wanted and not is_on_network_disk(_base())


def make_private_folder(folder: Path, place: str, partnership_key: str) -> None:
    """Make a database's folder, and take over the drafts an earlier version left.

    Raises:
        CsprError: it cannot be made.
    """
    for each in (folder, folder / "cache", folder / FOLDER):
        _make_private(each)
    earlier = _base() / _hash(f"{place} {partnership_key}") / FOLDER
    with suppress(OSError):
        for draft in earlier.glob("*.json"):
            draft.rename(folder / FOLDER / draft.name)


def remove_kept_rows(*, all_databases: bool) -> None:
    """Delete kept boards: everybody's by spelling of an address, or all of them."""
    for folder in _base().glob("*"):
        by_spelling = bool(_BY_SPELLING.fullmatch(folder.name))
        if by_spelling or (all_databases and folder.name.startswith(_PREFIX)):
            for pattern in _CASE_TEXT:
                for kept in (folder / "cache").glob(pattern):
                    with suppress(OSError):
                        kept.unlink()


@contextmanager
def forgetting_when_refused() -> Iterator[None]:
    """Return a context that deletes kept boards when the database lets nobody in.

    A database that cannot be reached for the moment is no refusal.
    """
    from cspr_tui.store.postgres.connect_errors import DatabaseUnreachableError  # noqa: PLC0415 - the driver is optional

    try:
        yield
    except DatabaseUnreachableError:
        raise
    except UnusableStoreError:
        remove_kept_rows(all_databases=True)
        raise


def _base() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - only for a database

    return user_cache_path("cspr-tui")


def _hash(named: str) -> str:
    return sha256(named.encode()).hexdigest()[:16]


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        sentence = (
            f"{folder} cannot be made ({error.strerror}); drafts are kept there until "
            f"they are saved."
        )
        raise CsprError(sentence) from error
