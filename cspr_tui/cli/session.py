"""Opening a store for one command or one sitting."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date
from pathlib import Path

from cspr_tui.cli import clock
from cspr_tui.service import Reviews, Session
from cspr_tui.service.rows import KeptRows
from cspr_tui.store.cache import RowCache
from cspr_tui.store.drafts import Drafts
from cspr_tui.store.folder import FolderStore


def store_path(args: Namespace) -> Path:
    """Return the store's folder: as told, else CSPR_STORE, else the user's own."""
    told = args.store or os.environ.get("CSPR_STORE")
    if told:
        return Path(told)
    from platformdirs import user_data_path  # noqa: PLC0415 - only without a store named

    return user_data_path("cspr-tui") / "store"


def reviews_of(args: Namespace) -> Reviews:
    """Open the store that the arguments name.

    Raises:
        UnusableStoreError: it is missing, unsafe or unreadable; the text says
            what to do.
    """
    return open_reviews(FolderStore.open(store_path(args)), args)


def open_reviews(store: FolderStore, args: Namespace) -> Reviews:
    """Return the service over a store, for the actor and the day of the arguments."""
    session = session_of(args)
    cache = RowCache(store.folder, session.login)
    rows = KeptRows(cache, moved=bool(args.today))
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
