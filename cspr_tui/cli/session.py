"""Opening a store for one command or one sitting."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cspr_tui.cli import clock
from cspr_tui.resources import RULES
from cspr_tui.service.board import Board, kept_on, quick_board
from cspr_tui.service.session import Session
from cspr_tui.store.cache import RowCache
from cspr_tui.store.drafts import Drafts
from cspr_tui.store.glance import marks_at_rest, settings_mark
from cspr_tui.store.permissions import check_store

if TYPE_CHECKING:
    from cspr_tui.service import Reviews
    from cspr_tui.store.folder import FolderStore


def store_path(args: Namespace) -> Path:
    """Return the store's folder: as told, else CSPR_STORE, else the user's own."""
    told = args.store or os.environ.get("CSPR_STORE")
    if told:
        return Path(told)
    from platformdirs import user_data_path  # noqa: PLC0415 - only without a store named

    return user_data_path("cspr-tui") / "store"


def kept_board(args: Namespace) -> Board | None:
    """Return the board as this user's last session left it, if it still holds.

    What knows a review is not loaded for it; None where anything changed since.

    Raises:
        UnusableStoreError: the store can be reached by others.
    """
    folder = store_path(args).absolute()
    marks = marks_at_rest(folder)
    if args.today or not marks:
        return None
    check_store(folder)
    settings = settings_mark(folder, RULES)
    kept = kept_on(RowCache(folder, clock.login()))
    return quick_board(kept, marks, settings, clock.london_today())


def reviews_of(args: Namespace) -> Reviews:
    """Open the store that the arguments name.

    Raises:
        UnusableStoreError: it is missing, unsafe or unreadable; the text says
            what to do.
    """
    from cspr_tui.store.folder import FolderStore  # noqa: PLC0415 - not for the first paint

    return open_reviews(FolderStore.open(store_path(args)), args)


def open_reviews(store: FolderStore, args: Namespace) -> Reviews:
    """Return the service over a store, for the actor and the day of the arguments."""
    from cspr_tui.service import Reviews  # noqa: PLC0415 - not for the first paint
    from cspr_tui.service.rows import KeptRows  # noqa: PLC0415 - not for the first paint

    session = session_of(args)
    mark = settings_mark(store.folder, RULES)
    rows = KeptRows(RowCache(store.folder, session.login), bool(args.today), mark)
    return Reviews(store, session, rows, Drafts(store.folder, session.login))


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
