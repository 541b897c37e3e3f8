"""Open the store, and the service over it, that the arguments name."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cspr_tui.cli.env import clock
from cspr_tui.resources import RULES
from cspr_tui.service.board.board import Board, nothing_said
from cspr_tui.service.board.cached_board import BoardCacheKey, kept_on, quick_board
from cspr_tui.service.session import Session
from cspr_tui.store.folder.fingerprint import (
    review_versions,
    reviews_fingerprint,
    settings_fingerprint,
)
from cspr_tui.store.folder.last_backup import backup_warning
from cspr_tui.store.fs.permissions import check_store
from cspr_tui.store.fs.safe_open import is_there, with_real_parents
from cspr_tui.store.user.cache_file import BOARD, DIARY, CacheFile
from cspr_tui.store.user.draft_files import DraftFiles

if TYPE_CHECKING:
    from cspr_tui.domain.board.board_row import Row
    from cspr_tui.service import Reviews
    from cspr_tui.store.folder.folder_store import FolderStore
    from cspr_tui.store.postgres.connection import DatabaseConnection
    from cspr_tui.store.postgres.postgres_store import PostgresStore

# An address of a database, however badly written, is not taken for a folder: the
# sentence about a missing folder would print the password in it.
_DATABASE = re.compile(r"\s*(?:[\w+.-]+://|postgres(?:ql)?:|\w+\s*=)", re.IGNORECASE)


def store_name(args: Namespace) -> str:
    """Return the store's name: --store, else CSPR_STORE, else the user's own folder."""
    given: str = args.store or os.environ.get("CSPR_STORE") or ""
    if given:
        return given
    from platformdirs import user_data_path  # noqa: PLC0415 - only without a store named

    return str(user_data_path("cspr-tui") / "store")


def is_database(named: str) -> bool:
    """Whether a store's name means a database and no folder."""
    return bool(_DATABASE.match(named))


def store_path(args: Namespace) -> Path:
    """Return the store's folder."""
    return Path(store_name(args))


def cached_board(args: Namespace) -> Board | None:
    """Return the board as this user's last session cached it, if it is still valid.

    None where anything changed since: every review's file is compared with what the
    board was made from. The modules that read a review are not imported for it. A
    connection to a database is left in `args.line` for whoever opens the store next.

    Raises:
        UnusableStoreError: the store can be reached by others, or not at all.
        CsprError: the database refused.
    """
    named = store_name(args)
    if is_database(named) and not args.today:
        from cspr_tui.cli.env.databases import cached_database_board  # noqa: PLC0415 - only where one is named

        args.line, board = cached_database_board(named, clock.login())
        if board is not None:
            board.read.remake = partial(_remade_row, args)
        return board
    folder = cacheable_folder(args)
    if folder is None:
        return None
    cache, _ = row_caches_of(folder, clock.login())
    stamp = cache_stamp(folder, settings_fingerprint(folder, RULES))
    board = quick_board(kept_on(cache), stamp)
    if board is None or review_versions(folder) != board.read.versions:
        return None
    board.read.remake = partial(_remade_row, args)
    said = backup_notice(folder, board.facts.backup_days, board.read.versions)
    return replace(board, warning=said)


def _remade_row(args: Namespace, ref: str) -> Row:
    """Return a row of a cached board made from its review; the store is opened."""
    return reviews_of(args).remade_row(ref)


def backup_notice(folder: Path, days: int, refs: Collection[str]) -> str:
    """Return the notice on the last backup; empty while there are no reviews."""
    return backup_warning(folder, clock.now(), days) if refs else ""


def cacheable_folder(args: Namespace) -> Path | None:
    """Return the store's folder if a cached board of today can be used for it.

    None for a database, for another day than today and for a missing store.

    Raises:
        UnusableStoreError: the store can be reached by others.
    """
    if args.today or is_database(store_name(args)):
        return None
    folder = with_real_parents(store_path(args))
    if not is_there(folder / "store.json"):
        return None
    check_store(folder)
    return folder


def row_caches_of(folder: Path, login: str) -> tuple[CacheFile, CacheFile]:
    """Return one user's caches: the board, and when a brief was read."""
    return CacheFile(folder, login, BOARD), CacheFile(folder, login, DIARY)


def cache_stamp(folder: Path, settings: str) -> BoardCacheKey:
    """Return the key a board just read is cached under.

    `settings` is the fingerprint of the settings, taken before they were read.
    """
    day = clock.london_today().isoformat()
    return BoardCacheKey(day, settings, reviews_fingerprint(folder))


def reviews_of(args: Namespace) -> Reviews:
    """Open the store that the arguments name.

    Raises:
        UnusableStoreError: it is missing, unsafe or unreadable; the text says
            what to do.
    """
    line = getattr(args, "line", None)
    return open_reviews(open_store(store_name(args), line), args)


def is_read_only(args: Namespace) -> bool:
    """Whether nothing is to be, or can be, written to the store."""
    named = store_name(args)
    if args.read_only or is_database(named):
        return bool(args.read_only)
    folder = Path(named) / "reviews"
    return is_there(folder) and not os.access(folder, os.W_OK)


def open_store(
    named: str, line: DatabaseConnection | None = None
) -> FolderStore | PostgresStore:
    """Open the store of that name: a folder, or the address of a database.

    `line` is one to that database, where there is one already.

    Raises:
        UnusableStoreError: it is missing, unsafe or unreadable; the text says
            what to do.
    """
    if is_database(named):
        from cspr_tui.cli.env.databases import open_database  # noqa: PLC0415 - only where one is named

        return open_database(named, line)
    from cspr_tui.store.folder.folder_store import FolderStore  # noqa: PLC0415 - not for the first paint

    return FolderStore.open(Path(named), clock.login())


def open_reviews(store: FolderStore | PostgresStore, args: Namespace) -> Reviews:
    """Return the service over a store, for the actor and the day of the arguments."""
    from cspr_tui.service import Reviews  # noqa: PLC0415 - not for the first paint
    from cspr_tui.service.board.row_cache import RowCache  # noqa: PLC0415 - not for the first paint
    from cspr_tui.store.folder.folder_store import FolderStore  # noqa: PLC0415 - not for the first paint

    session, presence, said = session_of(args), None, nothing_said
    day = bool(args.today)
    if isinstance(store, FolderStore):
        shelves = row_caches_of(store.folder, session.login)
        stamp = partial(
            cache_stamp, store.folder, settings_fingerprint(store.folder, RULES)
        )
        rows = RowCache(*shelves, day, stamp)
        drafts = DraftFiles(store.folder, session.login)
        presence = store.presence(session.login)
        said = partial(backup_notice, store.folder)
    else:
        from cspr_tui.cli.env.databases import database_caches  # noqa: PLC0415 - only where one is named

        rows, drafts = database_caches(store, session.login, moved=day)
    if not is_read_only(args):
        return Reviews(store, session, rows, drafts, presence, said)
    from cspr_tui.store.read_only import ReadOnlyStore  # noqa: PLC0415 - only where asked for

    return Reviews(ReadOnlyStore(store), session, rows, None, None, said)


def session_of(args: Namespace) -> Session:
    """Return who works and when, as the arguments have it."""
    eye: date | None = args.today
    login = clock.login()
    return Session(
        actor=args.actor or login,
        login=login,
        now=clock.now,
        day=clock.london_today,
        today=clock.london_today if eye is None else lambda: eye,
    )
