"""Whose signatures on backups count, and what `verify` says of the last one's."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import NamedTuple

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.backups.signature import (
    SignatureError,
    check,
    public_keys_in,
    signers_in,
)
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.folder.last_backup import last_verified_backup
from cspr_tui.store.protocol import VerifyFinding

_STATES = {
    "signed": "signed by a key of the partnership",
    "unsigned": "unsigned",
    "unknown": "signed, by a key that is not known here; give it with --signer FILE",
}


class LastSignature(NamedTuple):
    """What the signature of the last backup is worth: one line, or a finding."""

    line: str
    findings: tuple[VerifyFinding, ...] = ()


NO_SIGNATURE = LastSignature("")


def add_signer(parser: ArgumentParser) -> None:
    """Add --signer."""
    parser.add_argument(
        "--signer",
        type=Path,
        metavar="FILE",
        default=None,
        help="the public keys that may have signed the backup, one a line; "
        "the settings' own count without it",
    )


def signers_of(folder: Path, given: Path | None) -> list[str]:
    """Return the public keys of the file given, else those of the store's settings.

    A store that is gone or damaged has none.

    Raises:
        SignatureError: the file holds no keys, or the settings something else.
    """
    if given is not None:
        return signers_in(given)
    try:
        partnership = FolderStore.open(folder).partnership()
    except CsprError:
        return []
    return public_keys_in(partnership.backup_signers, "the settings' backup_signers")


def check_last_backup(folder: Path, given: Path | None) -> LastSignature:
    """Return what the signature of the last verified backup is worth.

    Raises:
        SignatureError: the keys to check it against cannot be read.
    """
    signers = signers_of(folder, given)
    last = last_verified_backup(folder)
    if last is None:
        return NO_SIGNATURE
    try:
        state = check(Path(last.archive), signers).state
    except SignatureError as error:
        return LastSignature("", (VerifyFinding("last backup", str(error)),))
    except OSError:
        return NO_SIGNATURE
    return LastSignature(f"Its signature: {_STATES[state]}.")
