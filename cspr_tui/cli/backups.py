"""The commands for the way back: backup and restore."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from cspr_tui.cli.databases import is_database
from cspr_tui.cli.out import say
from cspr_tui.cli.session import session_of, store_name
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.words import count
from cspr_tui.service.session import Session
from cspr_tui.store.backup import Backup, Wanted
from cspr_tui.store.backup import backup as made_backup
from cspr_tui.store.folder import FolderStore
from cspr_tui.store.seam import Access


class NoFolderError(CsprError):
    """A database is backed up by its own tools: pg_dump, or continuous archiving."""


def backup(args: Namespace) -> int:
    """Write a verified backup; 1 if a record in it cannot be trusted."""
    store, session = FolderStore.open(_folder(args)), session_of(args)
    out = (args.out or store.folder / "backups").absolute()
    made = made_backup(store.folder, _wanted(args, out), session.now())
    _log(store, session, "backed up", made.path.name)
    if not made.damaged:
        said = count(made.reviews, "review")
        say(f"Wrote {made.path}: {said}, read back and verified.")
        return 0
    return _say_damaged(made)


def _wanted(args: Namespace, out: Path) -> Wanted:
    if not out.is_dir():
        sentence = f"{out} is no folder; make it first, so that no wrong disk is used."
        raise CsprError(sentence)
    if args.recipients is None:
        return Wanted(out, keep=args.keep)
    from cspr_tui.store.age import recipients_in  # noqa: PLC0415 - optional

    return Wanted(out, recipients_in(args.recipients), args.keep)


def _say_damaged(made: Backup) -> int:
    for name in made.damaged:
        say(f"DAMAGED  {name}")
    say(f"Wrote {made.path}, which does not count as verified: {len(made.damaged)}")
    say('of its files cannot be trusted. "verify" says what to do about each.')
    return 1


def _folder(args: Namespace) -> Path:
    named = store_name(args)
    if is_database(named):
        raise NoFolderError
    return Path(named)


def _log(store: FolderStore, session: Session, did: str, what: str) -> None:
    store.log_access(
        Access(session.now(), session.actor, session.login, did, what=what)
    )
