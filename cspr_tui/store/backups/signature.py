"""Signatures of backups: OpenSSH's own, made and checked by `ssh-keygen -Y`.

A signature is a file of its own beside the archive (`NAME.tar.sig`), over the
archive's bytes as they lie on the disk. An encrypted archive is therefore signed
outside its encryption: it can be checked before anything is decrypted, and by whoever
has no key to read it.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from errno import ENOENT
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

from cspr_tui.domain.errors import CsprError

NAMESPACE, PRINCIPAL = "cspr-tui-backup", "partnership"
ENDING = ".sig"
_PIECE = 2**20
# A signature by the largest key OpenSSH makes (RSA, 16,384 bits) has fewer bytes.
_LARGEST_SIGNATURE = 16_384
_LARGEST_KEYS = 65_536
_KEY = re.compile(
    r"(?:sk-)?(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521))"
    r"(?:@openssh\.com)? [A-Za-z0-9+/]{40,}={0,2}"
)


class SignatureError(CsprError):
    """A backup cannot be signed, or is not signed by a key that is trusted."""


class Checked(NamedTuple):
    """What a signature says of an archive; `digest` is SHA-256 of the bytes checked.

    `state` is "signed" by a key that is trusted, "unsigned" where no signature lies
    beside it, "unknown" where it has one and no key to check it is known.
    """

    state: str
    digest: str = ""


def signature_of(archive: Path) -> Path:
    """Return where the signature of an archive lies."""
    return archive.with_name(f"{archive.name}{ENDING}")


def public_keys_in(lines: Sequence[str], place: str) -> list[str]:
    """Return the public keys of some lines, each as kind and key, without its comment.

    Raises:
        SignatureError: a line is no public key; `place` and its number are named.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        text = " ".join(line.split()[:2])
        if text and not text.startswith("#"):
            if not _KEY.fullmatch(text):
                sentence = (
                    f"{place}, line {number} is no public key of OpenSSH; it begins "
                    f'as "ssh-ed25519 AAAA...", in the file that ends in .pub.'
                )
                raise SignatureError(sentence)
            found.append(text)
    return found


def signers_in(path: Path) -> list[str]:
    """Return the public keys of a file, one a line, as ssh-keygen writes them.

    Raises:
        SignatureError: it cannot be read, or a line is no key, or there is none.
    """
    try:
        text = _small_file(path, _LARGEST_KEYS).decode()
    except (OSError, ValueError) as error:
        sentence = f"{path} cannot be read as a file of public keys; check the name."
        raise SignatureError(sentence) from error
    keys = public_keys_in(text.splitlines(), str(path))
    if not keys:
        sentence = f"{path} holds no public key; write one a line."
        raise SignatureError(sentence)
    return keys


def _small_file(path: Path, largest: int) -> bytes:
    """Return the bytes of a plain file that has no more than `largest`.

    Raises:
        OSError: it cannot be opened.
        ValueError: it is no plain file, or larger.
    """
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ValueError
        content = file.read(largest + 1)
    if len(content) > largest:
        raise ValueError
    return content


def sign(archive: Path, key: Path) -> Path:
    """Write the signature of an archive beside it and return its path.

    `key` is a secret key, or a public one whose secret half an SSH agent holds.

    Raises:
        SignatureError: it cannot be signed with that key; the text says why.
    """
    words = [_program(), "-Y", "sign", "-q", "-n", NAMESPACE, "-f", str(key)]
    with archive.open("rb") as file:
        done = subprocess.run(words, stdin=file, capture_output=True, check=False)  # noqa: S603 - one program, found on PATH; no shell
    if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE"):
        said = done.stderr.decode(errors="replace").strip().splitlines()
        why = said[-1] if said else "no key"
        sentence = f"It cannot be signed with {key} ({why})."
        raise SignatureError(sentence)
    path = signature_of(archive)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(done.stdout)
            out.flush()
            os.fsync(handle)
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        sentence = f"Its signature cannot be written ({error.strerror})."
        raise SignatureError(sentence) from error
    return path


def check(archive: Path, keys: Sequence[str]) -> Checked:
    """Check the signature of an archive on the disk.

    Raises:
        SignatureError: as `check_open` does.
        OSError: the archive cannot be read.
    """
    handle = os.open(archive, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise FileNotFoundError(ENOENT, "it is no plain file", str(archive))
        return check_open(file, archive, keys)


def check_open(file: BinaryIO, archive: Path, keys: Sequence[str]) -> Checked:
    """Check an archive that is open, from its beginning, and rewind it.

    Raises:
        SignatureError: it has a signature, and none of the keys made it for this file.
    """
    try:
        signature = _small_file(signature_of(archive), _LARGEST_SIGNATURE)
    except FileNotFoundError:
        return Checked("unsigned")
    except (OSError, ValueError):
        signature = b""
    if not keys:
        return Checked("unknown")
    digest = _verified(file, signature, keys)
    file.seek(0)
    if not digest:
        sentence = (
            f"{archive.name} is wrongly signed: {signature_of(archive).name} was not "
            f"made for this file by a key of the partnership. It may have been "
            f"forged or damaged; take another one."
        )
        raise SignatureError(sentence)
    return Checked("signed", digest)


def _verified(file: BinaryIO, signature: bytes, keys: Sequence[str]) -> str:
    """Return the digest of the bytes if they were signed by one of the keys."""
    with TemporaryDirectory(prefix="cspr-signature-") as scratch:
        allowed, told = Path(scratch, "allowed"), Path(scratch, "signature")
        lines = (f'{PRINCIPAL} namespaces="{NAMESPACE}" {key}\n' for key in keys)
        allowed.write_text("".join(lines))
        told.write_bytes(signature)
        words = [_program(), "-Y", "verify", "-q", "-n", NAMESPACE, "-I", PRINCIPAL]
        words += ["-f", str(allowed), "-s", str(told)]
        silent = subprocess.DEVNULL
        digest = sha256()
        with subprocess.Popen(  # noqa: S603 - one program, found on PATH; no shell
            words, stdin=subprocess.PIPE, stdout=silent, stderr=silent
        ) as running:
            if running.stdin is not None:
                with suppress(BrokenPipeError), running.stdin as pipe:
                    while piece := file.read(_PIECE):
                        digest.update(piece)
                        pipe.write(piece)
    return digest.hexdigest() if running.returncode == 0 else ""


def _program() -> str:
    found = shutil.which("ssh-keygen")
    if found is None:
        sentence = (
            "Signatures need ssh-keygen, which is not installed here (Debian: the "
            "package openssh-client)."
        )
        raise SignatureError(sentence)
    return found


class DigestingReader:
    """Reads a file and remembers the digest of what was read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._digest = file, sha256()

    def read(self, size: int = -1) -> bytes:
        """Return up to so many bytes, all of them for -1."""
        piece = self._file.read(size)
        self._digest.update(piece)
        return piece

    def digest(self) -> str:
        """Return SHA-256 of the whole file, the part not yet read included."""
        while self.read(_PIECE):
            pass
        return self._digest.hexdigest()
