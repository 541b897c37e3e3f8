"""A backup opened for reading: its signature checked, its encryption taken off."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from cspr_tui.store.backups.archive import ArchiveError
from cspr_tui.store.backups.encryption import HEAD, identities_in
from cspr_tui.store.backups.signature import Checked, DigestingReader, check_open
from cspr_tui.store.fs.bounded_file import ForeignFileError, open_foreign_file

if TYPE_CHECKING:
    from cspr_tui.store.backups.encryption import Key


def _confirm_nothing() -> None:
    """Confirm an archive whose signature nobody checked."""


class Opened(NamedTuple):
    """A backup being read: its plain bytes, and how large the file is.

    `confirm` is called after the last byte was read and before anything is put back;
    it raises `ArchiveError` where the bytes read are not those whose signature was
    checked.
    """

    source: BinaryIO
    size: int
    confirm: Callable[[], None] = _confirm_nothing


# Raises where a backup with such a signature is not to be used.
AllowSigned = Callable[[Checked], None]


@contextmanager
def opened(
    path: Path,
    secret: Path | None,
    signers: Sequence[str] = (),
    allow: AllowSigned = lambda _: None,
) -> Iterator[Opened]:
    """Open a backup, with the file of secret keys where it is encrypted.

    Its signature is checked against `signers`, and `allow` is asked, before anything
    in it is read.

    Raises:
        ArchiveError: it is not there, or needs a key.
        KeyFileError: the file of keys holds none.
        SignatureError: its signature is not by one of `signers`, or not of this file.
    """
    with _plain_file(path) as file:
        checked = check_open(file, path, signers)
        allow(checked)
        is_encrypted = file.read(len(HEAD)) == HEAD
        file.seek(0)
        if is_encrypted and secret is None:
            sentence = f"{path.name} is encrypted; give its key with --identity FILE."
            raise ArchiveError(sentence)
        keys = identities_in(secret) if secret is not None and is_encrypted else []
        reader = DigestingReader(file)

        def confirm() -> None:
            if checked.digest and reader.digest() != checked.digest:
                sentence = (
                    "Nothing was put back: the backup was changed as it was read."
                )
                raise ArchiveError(sentence)

        with opened_with(cast("BinaryIO", reader), keys) as source:
            yield Opened(source, os.fstat(file.fileno()).st_size, confirm)


def _plain_file(path: Path) -> BinaryIO:
    try:
        return open_foreign_file(path)
    except ForeignFileError as error:
        sentence = f"No backup: {error}"
        raise ArchiveError(sentence) from error


def opened_with(
    file: BinaryIO, keys: Sequence[Key]
) -> AbstractContextManager[BinaryIO]:
    """Return what to read an archive's plain bytes from."""
    if not keys:
        return nullcontext(file)
    from cspr_tui.store.backups.encryption import decrypted  # noqa: PLC0415 - optional

    return decrypted(file, keys)
