"""Encrypted backups in the age format, by the library pyrage.

Writing needs the recipients' public keys only. Each backup is also encrypted to a
temporary key, which exists in memory only: it is used to verify the backup by reading
it back from the disk, and is then discarded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO, cast

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.backups.archive import ArchiveError
from cspr_tui.store.fs.bounded_file import (
    MOST_SMALL_BYTES,
    ForeignFileError,
    read_foreign_file,
)

HEAD = b"age-encryption.org/"
Key = Any  # pyrage comes without types


class KeyFileError(CsprError):
    """A key file cannot be used; the text names the file and the line."""


def recipients_in(path: Path) -> list[Key]:
    """Return the public keys of a file, one a line: age's own or OpenSSH's.

    Raises:
        KeyFileError: a line is no key, or there is none.
    """
    library = _library()
    return _keys(path, library.x25519.Recipient, library.ssh.Recipient)


def identities_in(path: Path) -> list[Key]:
    """Return the secret keys of a file, one a line as age-keygen writes them.

    Raises:
        KeyFileError: a line is no key, or there is none.
    """
    return _keys(path, _library().x25519.Identity, None)


def new_identity() -> Key:
    """Return a temporary secret key, for verifying one backup."""
    return _library().x25519.Identity.generate()


def _keys(path: Path, own: Key, ssh: Key) -> list[Key]:
    try:
        content = read_foreign_file(path, MOST_SMALL_BYTES)
        lines = content.decode("utf-8-sig").splitlines()
    except ForeignFileError as error:
        sentence = f"No key was read: {error}"
        raise KeyFileError(sentence) from error
    except ValueError as error:
        sentence = f"{path} cannot be read as a file of keys; check the name."
        raise KeyFileError(sentence) from error
    found = []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text and not text.startswith("#"):
            kind = ssh if ssh is not None and text.startswith("ssh-") else own
            found.append(_key(kind, text, f"{path}, line {number}"))
    if not found:
        sentence = f"{path} holds no key; write one a line."
        raise KeyFileError(sentence)
    return found


def _key(kind: Key, text: str, where: str) -> Key:
    library = _library()
    try:
        return kind.from_str(text)
    except (library.RecipientError, library.IdentityError) as error:
        sentence = f"{where} is no key of the kind needed here; see the README."
        raise KeyFileError(sentence) from error


def _library() -> Key:
    try:
        import pyrage  # noqa: PLC0415 - the library is optional
    except ImportError as error:
        sentence = (
            "Encrypted backups need a library that is not installed here: "
            "pip install 'cspr-tui[encrypt]'."
        )
        raise KeyFileError(sentence) from error
    return pyrage


@contextmanager
def encrypted(out: BinaryIO, recipients: Sequence[Key]) -> Iterator[BinaryIO]:
    """Return a writer that encrypts to the recipients and writes to `out`.

    Raises:
        OSError: it could not be written.
    """
    library = _library()

    def work(source: BinaryIO) -> None:
        library.encrypt_io(source, out, recipients)

    got, put = os.pipe()
    failed: list[Exception] = []
    try:
        with (
            _running(got, "rb", work, failed),
            open(put, "wb") as into,  # noqa: PTH123 - a descriptor, not a path
        ):
            yield into
    except BrokenPipeError as error:
        raise (failed[0] if failed else error) from error
    if failed:
        raise failed[0]


@contextmanager
def decrypted(source: BinaryIO, identities: Sequence[Key]) -> Iterator[BinaryIO]:
    """Return a reader of the decrypted bytes.

    Raises:
        ArchiveError: none of the keys fits, or the file is damaged.
    """
    library = _library()

    def work(out: BinaryIO) -> None:
        library.decrypt_io(source, out, identities)

    got, put = os.pipe()
    failed: list[Exception] = []
    try:
        with (
            _running(put, "wb", work, failed),
            open(got, "rb") as plain,  # noqa: PTH123 - a descriptor, not a path
        ):
            yield plain
    except ArchiveError as error:
        raise (_unopened(failed) or error) from error
    wrong = _unopened(failed)
    if wrong:
        raise wrong


def _unopened(failed: list[Exception]) -> ArchiveError | None:
    wrong = [error for error in failed if not isinstance(error, BrokenPipeError)]
    if not wrong:
        return None
    if isinstance(wrong[0], OSError):
        return ArchiveError("This backup cannot be used: it is damaged. Take another.")
    return ArchiveError("This backup cannot be opened with that key; nothing was read.")


@contextmanager
def _running(
    end: int, mode: str, work: Callable[[BinaryIO], None], failed: list[Exception]
) -> Iterator[None]:
    """Run work on one end of a pipe beside what is done; its errors are kept."""

    def run() -> None:
        with open(end, mode, buffering=0) as pipe:
            try:
                work(cast("BinaryIO", pipe))
            except Exception as error:  # noqa: BLE001 - raised again by the other thread
                failed.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()
