"""The commands for the way back: backup and restore."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import is_database, session_of, store_name
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.formatting import count
from cspr_tui.service.session import Session
from cspr_tui.store.backups.create import Wanted
from cspr_tui.store.backups.create import backup as made_backup
from cspr_tui.store.backups.loss_report import Loss
from cspr_tui.store.backups.restore import opened
from cspr_tui.store.backups.restore import restore as put_back
from cspr_tui.store.backups.restore_one import mend
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.folder.register import SAFE
from cspr_tui.store.protocol import Access


class NoFolderError(CsprError):
    """A database has its own tools for the way back: pg_dump, pg_restore."""


class DamagedInsideError(CsprError):
    """A backup was made of a store in which records are damaged."""


class NotRestoredError(CsprError):
    """Nothing was put back; its text says why."""


def backup(args: Namespace) -> int:
    """Write a verified backup.

    Raises:
        DamagedInsideError: it was written, but a record in it cannot be trusted.
    """
    store, session = FolderStore.open(_folder(args)), session_of(args)
    out = (args.out or store.folder / "backups").absolute()
    made = made_backup(store.folder, _wanted(args, out), session.now())
    _log(store, session, "backed up", made.path.name)
    if made.damaged:
        sentence = (
            f"Wrote {made.path}, which does not count as verified: "
            f'{", ".join(made.damaged)} could not be read as written; "verify", as an '
            f"account that may open it, says what to do."
        )
        raise DamagedInsideError(sentence)
    said = count(made.reviews, "review")
    say(f"Wrote {made.path}: {said}, read back and verified.")
    return 0


def _wanted(args: Namespace, out: Path) -> Wanted:
    if not out.is_dir():
        sentence = f"{out} is no folder; make it first, so that no wrong disk is used."
        raise CsprError(sentence)
    if args.recipients is None:
        return Wanted(out, keep=args.keep)
    from cspr_tui.store.backups.encryption import recipients_in  # noqa: PLC0415 - optional

    return Wanted(out, recipients_in(args.recipients), args.keep)


def restore(args: Namespace) -> int:
    """Put a whole store back, or one record of it, from a verified backup."""
    folder, session = _folder(args).absolute(), session_of(args)
    allow = _asking if args.replace else _refusing
    ref = _ref(args)
    with opened(args.archive, args.identity) as archive:
        if args.settings or ref:
            former = mend(archive.source, folder, ref, session.now(), allow)
            say(f"Put back {ref or 'the settings'} from {args.archive.name}.")
        else:
            done = put_back(archive, folder, session.now(), allow)
            said, former = count(done.reviews, "review"), done.former
            say(f"Put back {said} from {args.archive.name}, each verified.")
    if former is not None:
        say(f"What was there before is kept: {former}")
    _log(FolderStore.open(folder), session, "restored", args.archive.name, ref)
    return 0


def _ref(args: Namespace) -> str:
    ref: str = args.review.strip().upper()
    if ref and not SAFE.fullmatch(ref):
        sentence = f'"{args.review}" is no reference: up to 8 letters and digits.'
        raise NotRestoredError(sentence)
    return ref


def _refusing(losses: Sequence[Loss]) -> None:
    """Refuse where something would be lost, having named it."""
    for loss in losses:
        say(f"NEWER  {loss.said}")
    if losses:
        changes = count(sum(loss.changes for loss in losses), "change")
        sentence = (
            f"Nothing was put back: {changes} in {count(len(losses), 'record')} would "
            f"be lost; if that is meant, use --replace."
        )
        raise NotRestoredError(sentence)


def _asking(losses: Sequence[Loss]) -> None:
    """Name what would be lost and go on only when told in so many letters."""
    if not losses:
        return
    for loss in losses:
        say(f"NEWER  {loss.said}")
    say('This would be lost. Type "replace" to go on:')
    sys.stdout.flush()
    if sys.stdin.readline().strip() != "replace":
        sentence = 'Nothing was put back: "replace" was not typed.'
        raise NotRestoredError(sentence)


def _folder(args: Namespace) -> Path:
    named = store_name(args)
    if is_database(named):
        raise NoFolderError
    return Path(named)


def _log(
    store: FolderStore, session: Session, did: str, what: str, ref: str = ""
) -> None:
    at, actor, login = session.now(), session.actor, session.login
    store.log_access(Access(at, actor, login, did, ref, what))
