"""Creating a consistent backup, verified by reading it back from the disk."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import (
    contextmanager,
    suppress,
)
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cspr_tui.store.backups.archive import (
    SETTINGS,
    ArchiveWriter,
    Member,
    members,
    problem_of,
    ref_in,
)
from cspr_tui.store.backups.contents import contents
from cspr_tui.store.backups.opened_archive import opened_with
from cspr_tui.store.backups.rotation import delete_older
from cspr_tui.store.backups.signature import (
    SignatureError,
    check,
    sign,
    signature_of,
)
from cspr_tui.store.folder.bulk_write import finish_or_undo
from cspr_tui.store.folder.last_backup import VerifiedBackup, record_verified_backup
from cspr_tui.store.folder.restricted_reviews import STUB
from cspr_tui.store.fs.atomic_files import TEMP, not_saved_error, read_bytes
from cspr_tui.store.fs.exchange import put_new
from cspr_tui.store.fs.locks import Locks
from cspr_tui.store.fs.permissions import modes_of
from cspr_tui.store.fs.safe_open import folder_handle
from cspr_tui.store.protocol import NotSavedError

if TYPE_CHECKING:
    from cspr_tui.store.backups.encryption import Key

LOGS = ("access.jsonl", "register")
# How often what was saved meanwhile is read again; then under its locks, so twice does.
ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup: its path, how many reviews it has, and damaged records."""

    path: Path
    reviews: int
    damaged: tuple[str, ...]
    signature: Path | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a backup goes, who may read it (anybody, without keys), how many stay.

    `signing_key` is the key file that signs it, unsigned without one; the signature
    then has to be by one of `signers`, where there are any.
    """

    out: Path
    recipients: Sequence[Key] = ()
    keep: int = 0
    signing_key: Path | None = None
    signers: Sequence[str] = ()


def backup(folder: Path, wanted: Wanted, at: datetime) -> Backup:
    """Write a backup and verify it by reading it back.

    A damaged record is included as it is, but then the backup does not count as
    verified. Old backups are deleted only once a new verified one exists.

    Raises:
        NotSavedError: it could not be written; no old backup was deleted.
        ArchiveError: what was read back differs from what was written.
    """
    modes = modes_of(folder)
    locks = Locks(folder / "locks", modes.file)
    with locks.acquire("-backup"):
        _sweep(folder, wanted.out)
        made = _signed(_made(folder, locks, wanted, at), wanted)
        if not made.damaged:
            noted = VerifiedBackup(at, str(made.path), made.reviews)
            record_verified_backup(folder, noted, modes)
            delete_older(wanted.out, tag_of(folder), wanted.keep, made.path)
    return made


def _signed(made: Backup, wanted: Wanted) -> Backup:
    if wanted.signing_key is None:
        return made
    try:
        signature = sign(made.path, wanted.signing_key)
        if wanted.signers:
            check(made.path, wanted.signers)
    except SignatureError as error:
        signature_of(made.path).unlink(missing_ok=True)
        sentence = (
            f"Wrote {made.path}, which is unsigned and does not count as verified: "
            f"{error} No older one was touched."
        )
        raise SignatureError(sentence) from error
    return replace(made, signature=signature)


def tag_of(folder: Path) -> str:
    """Return a tag that tells this store's backups from another's in one folder."""
    return sha256(os.fsencode(folder)).hexdigest()[:6]


def _sweep(folder: Path, out: Path) -> None:
    """Take away what killed backups of this store left half-written."""
    for stray in out.glob(f"{TEMP}{tag_of(folder)}-*"):
        stray.unlink(missing_ok=True)


def _made(folder: Path, locks: Locks, wanted: Wanted, at: datetime) -> Backup:
    beside = wanted.out / f"{TEMP}{tag_of(folder)}-{secrets.token_hex(8)}"
    try:
        unread, key = _written(folder, locks, wanted, at, beside)
        reviews, wrong = _read_back(beside, key)
        damaged = tuple(sorted({*unread, *wrong}))
        stem = f"cspr-{tag_of(folder)}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        ending = ".tar" if key is None else ".tar.age"
        path = _named(beside, stem, f"-damaged{ending}" if damaged else ending)
    except OSError as error:
        raise not_saved_error(beside.name, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return Backup(path, reviews, damaged)


def _written(
    folder: Path, locks: Locks, wanted: Wanted, at: datetime, beside: Path
) -> tuple[set[str], Key | None]:
    """Write the archive; return what could not be read, and the key to read it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(beside, flags, 0o600)
    with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
        os.fchmod(handle, 0o600)
        with _sealed_for(file, wanted.recipients) as (out, key):
            writer = ArchiveWriter(out, at)
            unread = _copied(folder, locks, writer)
            writer.finish()
        file.flush()
        os.fsync(handle)
    return unread, key


@contextmanager
def _sealed_for(
    file: BinaryIO, recipients: Sequence[Key]
) -> Iterator[tuple[BinaryIO, Key | None]]:
    if not recipients:
        yield file, None
        return
    from cspr_tui.store.backups.encryption import encrypted, new_identity  # noqa: PLC0415 - optional

    key = new_identity()
    with encrypted(file, [*recipients, key.to_public()]) as out:
        yield out, key


def _copied(folder: Path, locks: Locks, writer: ArchiveWriter) -> set[str]:
    """Write every file as it is at one moment; return those that cannot be read.

    Nobody waits long: what was saved while it was read is read again, then under
    its lock, until nothing was saved between the first file and the last. What a
    stub stands for may be on its way to another folder, and is locked at once.
    """
    held: dict[str, str] = {}
    unread: set[str] = set()
    busy = {_lock_of(name) for name in _seen(folder) if name.endswith(STUB)}
    with locks.acquire("-import"):
        finish_or_undo(folder)
        for _ in range(ROUNDS):
            with locks.acquire_all(busy):
                _add(folder, _newer(_seen(folder), held), held, unread, writer)
                seen = _seen(folder)
            changed = _newer(seen, held)
            if not changed:
                _add_gone(held.keys() - seen.keys(), writer)
                _add_logs(folder, writer)
                return (unread & seen.keys()) | set(contents(folder).shut)
            busy |= {_lock_of(name) for name in changed}
    sentence = "Not saved: the store is too busy for a backup just now; try again."
    raise NotSavedError(sentence)


def _lock_of(name: str) -> str:
    return "-settings" if name == SETTINGS else Path(name).stem


def _seen(folder: Path) -> dict[str, str]:
    return contents(folder).versions


def _newer(seen: dict[str, str], held: dict[str, str]) -> dict[str, str]:
    """Return the files, with their marks, that are not as they were read."""
    return {name: mark for name, mark in seen.items() if held.get(name) != mark}


def _add(
    folder: Path,
    marks: dict[str, str],
    held: dict[str, str],
    unread: set[str],
    writer: ArchiveWriter,
) -> None:
    for name, mark in marks.items():
        path = folder / name
        try:
            content, held[name] = read_bytes(path.parent, path.name)
        except OSError:
            content, held[name] = b"", mark
        if content:
            unread.discard(name)
            writer.add(Member(name, content))
        else:
            unread.add(name)


def _add_gone(names: Iterable[str], writer: ArchiveWriter) -> None:
    """Note what was moved to another folder after it was read."""
    for name in sorted(names):
        writer.add(Member(name, b""))


def _add_logs(folder: Path, writer: ArchiveWriter) -> None:
    """Write what only ever grows, without a line that is being added."""
    for name in LOGS:
        with suppress(FileNotFoundError):
            content = _log(folder, name)
            whole = content[: content.rfind(b"\n") + 1]
            if whole:
                writer.add(Member(name, whole))


def _log(folder: Path, name: str) -> bytes:
    try:
        return read_bytes(folder, name)[0]
    except FileNotFoundError:
        raise
    except OSError as error:
        raise not_saved_error(name, error) from error


def _read_back(path: Path, key: Key | None) -> tuple[int, set[str]]:
    """Read the archive from the disk; return its reviews, and the damaged ones."""
    refs, wrong = set[str](), set[str]()
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        with opened_with(file, [key] if key is not None else []) as source:
            for member in members(source):
                (refs.add if member.content else refs.discard)(member.name)
                (wrong.add if problem_of(member) else wrong.discard)(member.name)
    return len({ref_in(name) for name in refs} - {""}), wrong


def _named(beside: Path, stem: str, ending: str) -> Path:
    """Give the archive its name, which no other has, and make that durable."""
    for number in range(1, 100):
        again = f"-{number}" if number > 1 else ""
        path = beside.with_name(f"{stem}{again}{ending}")
        with suppress(FileExistsError):
            put_new(beside, path)
            with folder_handle(path.parent) as at_folder:
                os.fsync(at_folder)
            return path
    raise FileExistsError
