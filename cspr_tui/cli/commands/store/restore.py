"""The command `restore`: a store, or one record of it, from a backup."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from cspr_tui.cli.commands.store.store_folder import log_backup, store_folder
from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import session_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.formatting import count
from cspr_tui.store.backups.loss_report import Loss
from cspr_tui.store.backups.restore import opened, restore
from cspr_tui.store.backups.restore_one import mend
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.folder.register import SAFE


class NotRestoredError(CsprError):
    """Nothing was put back; its text says why."""


def add_options(parser: ArgumentParser) -> None:
    """Add the archive, its key, and whether newer changes may be lost."""
    parser.add_argument(
        "archive", type=Path, metavar="ARCHIVE", help='a file that "backup" wrote'
    )
    parser.add_argument(
        "--identity",
        type=Path,
        metavar="FILE",
        default=None,
        help="the secret age key of an encrypted backup",
    )
    parser.add_argument(
        "--replace", action="store_true", help="also over newer changes, once confirmed"
    )
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--review", metavar="REF", default="", help="this review alone")
    one.add_argument("--settings", action="store_true", help="store.json alone")


def run(args: Namespace) -> int:
    """Put a whole store back, or one record of it, from a verified backup."""
    folder, session = store_folder(args).absolute(), session_of(args)
    allow = _asking if args.replace else _refusing
    ref = _ref(args)
    with opened(args.archive, args.identity) as archive:
        if args.settings or ref:
            former = mend(archive.source, folder, ref, session.now(), allow)
            say(f"Put back {ref or 'the settings'} from {args.archive.name}.")
        else:
            done = restore(archive, folder, session.now(), allow)
            said, former = count(done.reviews, "review"), done.former
            say(f"Put back {said} from {args.archive.name}, each verified.")
    if former is not None:
        say(f"What was there before is kept: {former}")
    log_backup(FolderStore.open(folder), session, "restored", args.archive.name, ref)
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
