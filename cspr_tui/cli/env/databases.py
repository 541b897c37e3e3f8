"""Stores that are databases; their driver is loaded only where one is named."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from cspr_tui.cli.env import clock
from cspr_tui.domain.errors import CsprError
from cspr_tui.resources import RULES
from cspr_tui.service.board.board import Stamp, kept_on, quick_board
from cspr_tui.store.fs.atomic_files import file_version
from cspr_tui.store.user.cache_file import CacheFile

if TYPE_CHECKING:
    from cspr_tui.service.board.board import Board
    from cspr_tui.service.board.row_cache import KeptRows
    from cspr_tui.store.postgres.connection import DatabaseConnection
    from cspr_tui.store.postgres.postgres_store import PostgresStore
    from cspr_tui.store.user.draft_files import DraftFiles

# What is kept for the board: how reviews stand, their rows, when a brief was read.
_SHELVES = ("head", "rows", "brief")


class NoDriverError(CsprError):
    """What speaks to PostgreSQL is not installed."""


class VersionCache(CacheFile):
    """One user's shelf for a database, whose marks are versions and always hold."""

    def is_settled(self, ref: str, mark: str) -> bool:
        """Whether a mark tells for good what was saved: here it does."""
        return bool(ref and mark)


def open_database(named: str, line: DatabaseConnection | None = None) -> PostgresStore:
    """Open the store in a database, over the line to it if there is one already.

    Raises:
        NoDriverError: the driver is not installed.
        UnusableStoreError: it cannot be used; the text says what to do.
    """
    _need_driver()
    from cspr_tui.store.postgres.setup import open_store  # noqa: PLC0415 - the driver is optional

    return open_store(named, line)


def set_up(named: str, name: str) -> PostgresStore:
    """Set a database up for a partnership, or bring it up to date.

    Raises:
        NoDriverError: the driver is not installed.
        UnusableStoreError: it cannot be used; the text says what to do.
    """
    _need_driver()
    from cspr_tui.store.postgres.setup import create  # noqa: PLC0415 - the driver is optional

    return create(named, name)


def _need_driver() -> None:
    try:
        import orjson  # noqa: F401, PLC0415 - comes with the driver
        import psycopg  # noqa: F401, PLC0415 - the driver is optional
    except ImportError as error:
        sentence = (
            "A database needs its driver, which is not installed here: "
            "pip install 'cspr-tui[postgres]'."
        )
        raise NoDriverError(sentence) from error


def board_there(named: str, user: str) -> tuple[DatabaseConnection, Board | None]:
    """Return a line to the database, and the board as the user's last session left it.

    None instead of a board that does not hold any more.

    Raises:
        NoDriverError: the driver is not installed.
        CsprError: the database cannot be used; the text says what to do.
    """
    _need_driver()
    from cspr_tui.store.postgres.fingerprint import read_fingerprint  # noqa: PLC0415 - the driver is optional

    line, seen = read_fingerprint(named)
    if seen is None:
        return line, None
    heads, rows, _ = _shelves(_folder(seen.place, seen.partnership_key), user)
    return line, quick_board(kept_on(heads, rows), _stamp(seen.settings, seen.reviews))


def database_shelves(
    store: PostgresStore, user: str, *, moved: bool
) -> tuple[KeptRows, DraftFiles]:
    """Return the user's own shelves and drafts for that store, in their own folder."""
    from cspr_tui.service.board.row_cache import KeptRows  # noqa: PLC0415 - not for the first paint
    from cspr_tui.store.user.draft_files import FOLDER, DraftFiles  # noqa: PLC0415 - only for a database

    folder = _folder(store.place, store.partnership_key)
    for each in (folder, folder / "cache", folder / FOLDER):
        _make_private(each)

    def stamp() -> Stamp:
        return _stamp(store.settings_fingerprint, store.reviews_fingerprint)

    shelves = _shelves(folder, user)
    return KeptRows(*shelves, moved, stamp), DraftFiles(folder, user)


def _folder(place: str, partnership_key: str) -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415 - only for a database

    named = f"{place} {partnership_key}"
    return user_cache_path("cspr-tui") / sha256(named.encode()).hexdigest()[:16]


def _shelves(
    folder: Path, user: str
) -> tuple[VersionCache, VersionCache, VersionCache]:
    heads, rows, diary = (VersionCache(folder, user, each) for each in _SHELVES)
    return heads, rows, diary


def _stamp(settings: str, reviews: str) -> Stamp:
    """Return what a board is kept under: the day, settings and rules, reviews."""
    both = f"{settings} {file_version(RULES.stat())}" if settings else ""
    return Stamp(clock.london_today().isoformat(), both, reviews)


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        sentence = (
            f"{folder} cannot be made ({error.strerror}); the board is kept there "
            f"between sessions."
        )
        raise CsprError(sentence) from error
