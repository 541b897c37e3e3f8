"""Stores in PostgreSQL; the driver is imported only where a database is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cspr_tui.cli.env import clock
from cspr_tui.cli.env.database_folder import (
    database_folder,
    forgetting_when_refused,
    keeps_board,
    make_private_folder,
    remove_kept_rows,
)
from cspr_tui.domain.errors import CsprError
from cspr_tui.resources import RULES
from cspr_tui.service.board.cached_board import BoardCacheKey, kept_on, quick_board
from cspr_tui.store.fs.atomic_files import file_version
from cspr_tui.store.user.cache_file import BOARD, DIARY, CacheFile
from cspr_tui.store.user.memory_cache import MemoryCache

if TYPE_CHECKING:
    from cspr_tui.service.board.board import Board
    from cspr_tui.service.board.row_cache import RowCache
    from cspr_tui.store.postgres.connection import DatabaseConnection
    from cspr_tui.store.postgres.postgres_store import PostgresStore
    from cspr_tui.store.user.draft_files import DraftFiles


class NoDriverError(CsprError):
    """The driver for PostgreSQL is not installed."""


class VersionCache(CacheFile):
    """One user's cache for a database, where versions identify what was saved."""

    def is_settled(self, ref: str, mark: str) -> bool:
        """Whether the same mark always means the same content: here it does."""
        return bool(ref and mark)


def open_database(named: str, line: DatabaseConnection | None = None) -> PostgresStore:
    """Open the store in a database, over `line` if there is a connection already.

    Raises:
        NoDriverError: the driver is not installed.
        UnusableStoreError: it cannot be used; the text says what to do.
    """
    _require_driver()
    from cspr_tui.store.postgres.setup import open_store  # noqa: PLC0415 - the driver is optional

    with forgetting_when_refused():
        return open_store(named, line)


def create_in_database(named: str, name: str) -> PostgresStore:
    """Create the tables for a partnership, or migrate them to the current schema.

    Raises:
        NoDriverError: the driver is not installed.
        UnusableStoreError: it cannot be used; the text says what to do.
    """
    _require_driver()
    from cspr_tui.store.postgres.setup import create  # noqa: PLC0415 - the driver is optional

    return create(named, name)


def _require_driver() -> None:
    try:
        import orjson  # noqa: F401, PLC0415 - comes with the driver
        import psycopg  # noqa: F401, PLC0415 - the driver is optional
    except ImportError as error:
        sentence = (
            "A database needs its driver, which is not installed here: "
            "pip install 'cspr-tui[postgres]'."
        )
        raise NoDriverError(sentence) from error


def cached_database_board(
    named: str, user: str
) -> tuple[DatabaseConnection, Board | None]:
    """Return a connection, and the board as the user's last session cached it.

    None instead of a board that is no longer valid.

    Raises:
        NoDriverError: the driver is not installed.
        CsprError: the database cannot be used; the text says what to do.
    """
    _require_driver()
    from cspr_tui.store.postgres.fingerprint import read_fingerprint  # noqa: PLC0415 - the driver is optional

    with forgetting_when_refused():
        line, seen = read_fingerprint(named)
    if seen is None or not keeps_board():
        return line, None
    folder = database_folder(seen.identity, seen.partnership_key)
    cache, _ = _row_caches(folder, user)
    return line, quick_board(kept_on(cache), _stamp(seen.settings, seen.reviews))


def database_caches(
    store: PostgresStore, user: str, *, moved: bool
) -> tuple[RowCache, DraftFiles]:
    """Return the user's caches and drafts for that store, in the user's own folder.

    The board is kept there only where the preferences ask for it, since it holds case
    text; when the brief was last read is kept in any case.
    `moved` is set where --today shows another day.
    """
    from cspr_tui.service.board.row_cache import RowCache  # noqa: PLC0415 - not for the first paint
    from cspr_tui.store.postgres.sql import IDENTITY  # noqa: PLC0415 - only for a database
    from cspr_tui.store.user.draft_files import DraftFiles  # noqa: PLC0415 - only for a database

    identity = store.query(IDENTITY)[0][0]
    folder = database_folder(identity, store.partnership_key)
    make_private_folder(folder, store.place, store.partnership_key)
    is_kept = keeps_board()
    remove_kept_rows(all_databases=not is_kept)

    def stamp() -> BoardCacheKey:
        return _stamp(store.settings_fingerprint, store.reviews_fingerprint)

    drafts = DraftFiles(folder, user)
    cache, diary = _row_caches(folder, user)
    board = cache if is_kept else MemoryCache()
    return RowCache(board, diary, moved, stamp), drafts


def _row_caches(folder: Path, user: str) -> tuple[VersionCache, VersionCache]:
    return VersionCache(folder, user, BOARD), VersionCache(folder, user, DIARY)


def _stamp(settings: str, reviews: str) -> BoardCacheKey:
    """Return the key of a cached board: the day, settings and rules, reviews."""
    both = f"{settings} {file_version(RULES.stat())}" if settings else ""
    return BoardCacheKey(clock.london_today().isoformat(), both, reviews)
