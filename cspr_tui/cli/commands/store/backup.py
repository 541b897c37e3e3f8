"""The command `backup`: write a verified backup of the store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from cspr_tui.cli.commands.store.backup_signers import signers_of
from cspr_tui.cli.commands.store.store_folder import log_backup, store_folder
from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import session_of
from cspr_tui.cli.parser.option_types import backup_count, folder_path
from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.text.formatting import count
from cspr_tui.store.backups.create import Backup, Wanted, backup
from cspr_tui.store.folder.folder_store import FolderStore


class DamagedInsideError(CsprError):
    """A backup was made of a store in which records are damaged."""


def add_options(parser: ArgumentParser) -> None:
    """Add where the backup goes, who can read it and how many stay."""
    parser.add_argument(
        "--out",
        type=folder_path,
        metavar="DIR",
        default=None,
        help="where it goes; the store's own backups/ unless told",
    )
    parser.add_argument(
        "--recipients",
        type=Path,
        metavar="FILE",
        default=None,
        help="encrypt to these public age keys, one a line",
    )
    parser.add_argument(
        "--sign",
        type=Path,
        metavar="KEYFILE",
        default=None,
        help="sign it with this OpenSSH key; the signature lies beside it, as .sig",
    )
    parser.add_argument(
        "--keep",
        type=backup_count,
        metavar="N",
        default=0,
        help="take older ones away once this one is verified; the newest N stay",
    )


def run(args: Namespace) -> int:
    """Write a verified backup.

    Raises:
        DamagedInsideError: it was written, but a record in it cannot be trusted.
    """
    store, session = FolderStore.open(store_folder(args)), session_of(args)
    out = (args.out or store.folder / "backups").absolute()
    wanted = _wanted(args, out, signers_of(store.folder, None))
    made = backup(store.folder, wanted, session.now())
    log_backup(store, session, "backed up", made.path.name)
    if made.damaged:
        sentence = (
            f"Wrote {made.path}, which does not count as verified: "
            f'{", ".join(made.damaged)} could not be read as written; "verify", as an '
            f"account that may open it, says what to do."
        )
        raise DamagedInsideError(sentence)
    reviews = count(made.reviews, "review")
    say(f"Wrote {made.path}: {reviews}, read back and verified.")
    say(_signature_line(made, wanted))
    return 0


def _signature_line(made: Backup, wanted: Wanted) -> str:
    if made.signature is not None:
        advice = "" if wanted.signers else "; put its public key into the settings"
        return f"Signed: {made.signature.name}{advice}."
    advice = "restore will ask; " if wanted.signers else ""
    return (
        f"UNSIGNED: whoever can write there can put another one in its place; "
        f"{advice}--sign KEYFILE signs it (cspr-tui help backups)."
    )


def _wanted(args: Namespace, out: Path, signers: Sequence[str]) -> Wanted:
    if not out.is_dir():
        sentence = f"{out} is no folder; make it first, so that no wrong disk is used."
        raise CsprError(sentence)
    if args.recipients is None:
        return Wanted(out, (), args.keep, args.sign, signers)
    from cspr_tui.store.backups.encryption import recipients_in  # noqa: PLC0415 - optional

    keys = recipients_in(args.recipients)
    return Wanted(out, keys, args.keep, args.sign, signers)
