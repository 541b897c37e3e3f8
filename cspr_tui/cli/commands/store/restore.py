"""The command `restore`: a store, or one record of it, from a backup."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cspr_tui.cli.commands.store.backup_signers import add_signer, signers_of
from cspr_tui.cli.commands.store.store_folder import log_backup, store_folder
from cspr_tui.cli.console.output import say
from cspr_tui.cli.console.standard_input import input_line
from cspr_tui.cli.env.session import session_of
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.formatting import count
from cspr_tui.store.backups.loss_report import Loss
from cspr_tui.store.backups.opened_archive import opened
from cspr_tui.store.backups.restore import restore
from cspr_tui.store.backups.restore_one import mend
from cspr_tui.store.backups.signature import Checked
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
    add_signer(parser)
    parser.add_argument(
        "--unsigned",
        action="store_true",
        help="also one that is not signed, without being asked",
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
    ref, signers = _ref(args), signers_of(folder, args.signer)
    allow_signed = partial(_allow_signed, args)
    with opened(args.archive, args.identity, signers, allow_signed) as archive:
        if args.settings or ref:
            former = mend(archive, folder, ref, session.now(), allow)
            say(f"Put back {ref or 'the settings'} from {args.archive.name}.")
        else:
            done = restore(archive, folder, session.now(), allow)
            said, former = count(done.reviews, "review"), done.former
            say(f"Put back {said} from {args.archive.name}, each verified.")
    if former is not None:
        say(f"What was there before is kept: {former}")
    log_backup(FolderStore.open(folder), session, "restored", args.archive.name, ref)
    return 0


def _allow_signed(args: Namespace, checked: Checked) -> None:
    """Say whether the backup is signed; without a signature go on only if told to."""
    if checked.state == "signed":
        say(f"{args.archive.name} is signed by a key of the partnership.")
        return
    if checked.state == "unsigned":
        say(f"UNSIGNED  {args.archive.name}: nothing shows who made this backup.")
    else:
        say(
            f"UNSIGNED  {args.archive.name}: its signature cannot be checked, no key "
            f"of the partnership is known here; give it with --signer FILE."
        )
    if not args.unsigned:
        say('It may have been forged. Type "unsigned" to go on:')
        _read_word("unsigned")


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
    _read_word("replace")


def _read_word(word: str) -> None:
    sys.stdout.flush()
    if sys.stdin is None or input_line().strip() != word:
        sentence = f'Nothing was put back: "{word}" was not typed.'
        raise NotRestoredError(sentence)
