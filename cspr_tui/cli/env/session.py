"""Opening a store for one command or one sitting."""

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
from cspr_tui.service.board.board import (
    Board,
    Stamp,
    kept_on,
    nothing_said,
    quick_board,
)
from cspr_tui.service.session import Session
from cspr_tui.store.folder.fingerprint import reviews_fingerprint, settings_fingerprint
from cspr_tui.store.folder.last_backup import backup_warning
from cspr_tui.store.fs.permissions import check_store
from cspr_tui.store.fs.safe_open import is_there, with_real_parents
from cspr_tui.store.user.cache_file import CacheFile
from cspr_tui.store.user.draft_files import DraftFiles

if TYPE_CHECKING:
    from cspr_tui.service import Reviews
    from cspr_tui.store.folder.folder_store import FolderStore
    from cspr_tui.store.postgres.connection import DatabaseConnection
    from cspr_tui.store.postgres.postgres_store import PostgresStore

# However badly an address is written, it is none of a folder, which would repeat it.
_DATABASE = re.compile(r"\s*(?:[\w+.-]+://|postgres(?:ql)?:|\w+\s*=)", re.IGNORECASE)


def store_name(args: Namespace) -> str:
    """Return the store's name: as told, else CSPR_STORE, else the user's own."""
    told: str = args.store or os.environ.get("CSPR_STORE") or ""
    if told:
        return told
    from platformdirs import user_data_path  # noqa: PLC0415 - only without a store named

    return str(user_data_path("cspr-tui") / "store")


def is_database(named: str) -> bool:
    """Whether a store's name means a database and no folder."""
    return bool(_DATABASE.match(named))


def store_path(args: Namespace) -> Path:
    """Return the store's folder."""
    return Path(store_name(args))


def kept_board(args: Namespace) -> Board | None:
    """Return the board as this user's last session left it, if it still holds.

    What knows a review is not loaded for it; None where anything changed since. A
    line to a database stays in `args`, for whoever opens the store.

    Raises:
        UnusableStoreError: the store can be reached by others, or not at all.
        CsprError: the database refused.
    """
    named = store_name(args)
    if is_database(named) and not args.today:
        from cspr_tui.cli.env.databases import board_there  # noqa: PLC0415 - only where one is named

        args.line, board = board_there(named, clock.login())
        return board
    folder = glanced_folder(args)
    if folder is None:
        return None
    heads, rows, _ = shelves_of(folder, clock.login())
    stamp = stamp_of(folder, settings_fingerprint(folder, RULES))
    board = quick_board(kept_on(heads, rows), stamp)
    if board is None:
        return None
    said = backup_said(folder, board.facts.backup_days, board.read.versions)
    return replace(board, warning=said)


def backup_said(folder: Path, days: int, refs: Collection[str]) -> str:
    """Return what is said of the last backup; nothing while there are no reviews."""
    return backup_warning(folder, clock.now(), days) if refs else ""


def glanced_folder(args: Namespace) -> Path | None:
    """Return the store's folder if what was kept of it may tell of today.

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


def shelves_of(folder: Path, login: str) -> tuple[CacheFile, CacheFile, CacheFile]:
    """Return one user's shelves: how reviews stand, their rows, the diary."""
    heads, rows = CacheFile(folder, login, "head"), CacheFile(folder, login)
    return heads, rows, CacheFile(folder, login, "brief")


def stamp_of(folder: Path, settings: str) -> Stamp:
    """Return what a board just read is kept under; the settings were read before."""
    day = clock.london_today().isoformat()
    return Stamp(day, settings, reviews_fingerprint(folder))


def reviews_of(args: Namespace) -> Reviews:
    """Open the store that the arguments name.

    Raises:
        UnusableStoreError: it is missing, unsafe or unreadable; the text says
            what to do.
    """
    line = getattr(args, "line", None)
    return open_reviews(opened(store_name(args), line), args)


def is_read_only(args: Namespace) -> bool:
    """Whether nothing is to be, or can be, written to the store."""
    named = store_name(args)
    if args.read_only or is_database(named):
        return bool(args.read_only)
    folder = Path(named) / "reviews"
    return is_there(folder) and not os.access(folder, os.W_OK)


def opened(
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
    from cspr_tui.service.board.row_cache import KeptRows  # noqa: PLC0415 - not for the first paint
    from cspr_tui.store.folder.folder_store import FolderStore  # noqa: PLC0415 - not for the first paint

    session, presence, said = session_of(args), None, nothing_said
    day = bool(args.today)
    if isinstance(store, FolderStore):
        shelves = shelves_of(store.folder, session.login)
        stamp = partial(
            stamp_of, store.folder, settings_fingerprint(store.folder, RULES)
        )
        rows = KeptRows(*shelves, day, stamp)
        drafts = DraftFiles(store.folder, session.login)
        presence = store.presence(session.login)
        said = partial(backup_said, store.folder)
    else:
        from cspr_tui.cli.env.databases import database_shelves  # noqa: PLC0415 - only where one is named

        rows, drafts = database_shelves(store, session.login, moved=day)
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
