"""The folder behind a backup or restore, and the access log's line about it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from cspr_tui.cli.env.session import is_database, store_name
from cspr_tui.domain.errors import CsprError
from cspr_tui.service.session import Session
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import Access


class NoFolderError(CsprError):
    """A database has its own tools for the way back: pg_dump, pg_restore."""


def store_folder(args: Namespace) -> Path:
    """Return the store's folder.

    Raises:
        NoFolderError: the store is a database.
    """
    named = store_name(args)
    if is_database(named):
        raise NoFolderError
    return Path(named)


def log_backup(
    store: FolderStore, session: Session, did: str, what: str, ref: str = ""
) -> None:
    """Record in the access log who made or restored which backup."""
    at, actor, login = session.now(), session.actor, session.login
    store.log_access(Access(at, actor, login, did, ref, what))
