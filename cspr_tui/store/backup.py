"""One consistent backup of a store, verified by reading it back from the disk."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import (
    AbstractContextManager,
    ExitStack,
    contextmanager,
    nullcontext,
    suppress,
)
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cspr_tui.store.archive import (
    SETTINGS,
    ArchiveWriter,
    Member,
    members,
    problem_of,
)
from cspr_tui.store.files import TEMP, folder_handle, mark_of, not_saved, read_bytes
from cspr_tui.store.locks import Locks
from cspr_tui.store.permissions import modes_of
from cspr_tui.store.register import REVIEWS, scanned
from cspr_tui.store.seam import NotSavedError
from cspr_tui.store.swap import put_new
from cspr_tui.store.verified import Verified, note_verified

if TYPE_CHECKING:
    from cspr_tui.store.age import Key

LOGS = ("access.jsonl", "register")
# How often what was saved meanwhile is read again; then under its locks, so twice does.
ROUNDS = 8
_OURS = re.compile(r"cspr-\d{8}T\d{6}Z(-\d+)?(-damaged)?\.tar(\.age)?")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as made: where it is, how many reviews, which cannot be trusted."""

    path: Path
    reviews: int
    damaged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where a backup goes, who may read it (anybody, without keys), how many stay."""

    out: Path
    recipients: Sequence[Key] = ()
    keep: int = 0


def backup(folder: Path, wanted: Wanted, at: datetime) -> Backup:
    """Write a backup, read it back, and only then call it one.

    Damaged records are in it as they are, and make it none that is counted as
    verified. Older ones go only once a verified one is there.

    Raises:
        NotSavedError: it could not be written; no older one was touched.
        ArchiveError: what was read back is not what was written.
    """
    modes = modes_of(folder)
    locks = Locks(folder / "locks", modes.file)
    with locks.held("-backup"):
        made = _made(folder, locks, wanted, at)
        if not made.damaged:
            noted = Verified(at, str(made.path), made.reviews)
            note_verified(folder, noted, modes)
            _rotate(wanted, made.path)
    return made


def _made(folder: Path, locks: Locks, wanted: Wanted, at: datetime) -> Backup:
    beside = wanted.out / f"{TEMP}backup-{secrets.token_hex(8)}"
    try:
        unread, key = _written(folder, locks, wanted, at, beside)
        reviews, wrong = _read_back(beside, key)
        damaged = tuple(sorted({*unread, *wrong}))
        path = _named(beside, at, "-damaged" if damaged else "", key is not None)
    except OSError as error:
        raise not_saved(beside.name, error) from error
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
    from cspr_tui.store.age import encrypted, new_identity  # noqa: PLC0415 - optional

    key = new_identity()
    with encrypted(file, [*recipients, key.to_public()]) as out:
        yield out, key


def _copied(folder: Path, locks: Locks, writer: ArchiveWriter) -> set[str]:
    """Write every file as it is at one moment; return those that cannot be read.

    Nobody waits: what was saved while it was read is read again, then under its
    lock, until nothing was saved between the first file and the last.
    """
    held: dict[str, str] = {}
    unread: set[str] = set()
    busy: set[str] = set()
    with locks.held("-import"):
        for _ in range(ROUNDS):
            with ExitStack() as stack:
                for name in sorted(_lock_of(each) for each in busy):
                    stack.enter_context(locks.held(name))
                _add(folder, _newer(folder, held), held, unread, writer)
                changed = _newer(folder, held)
            if not changed:
                _add_logs(folder, writer)
                return unread
            busy |= changed.keys()
    sentence = "Not saved: the store is too busy for a backup just now; try again."
    raise NotSavedError(sentence)


def _lock_of(name: str) -> str:
    return "-settings" if name == SETTINGS else Path(name).stem


def _newer(folder: Path, held: dict[str, str]) -> dict[str, str]:
    """Return the files, with their marks, that are not as they were read."""
    marks = {f"{REVIEWS}/{ref}.json": mark for ref, mark in scanned(folder).items()}
    with suppress(FileNotFoundError):
        marks[SETTINGS] = mark_of((folder / SETTINGS).lstat())
    return {name: mark for name, mark in marks.items() if held.get(name) != mark}


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
            held[name] = mark
            unread.add(name)
        else:
            writer.add(Member(name, content))


def _add_logs(folder: Path, writer: ArchiveWriter) -> None:
    """Write what only ever grows, without a line that is being added."""
    for name in LOGS:
        with suppress(FileNotFoundError):
            content, _ = read_bytes(folder, name)
            writer.add(Member(name, content[: content.rfind(b"\n") + 1]))


def _read_back(path: Path, key: Key | None) -> tuple[int, set[str]]:
    """Read the archive from the disk; return its reviews, and the damaged ones."""
    refs, wrong = set[str](), set[str]()
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        with opened_with(file, [key] if key is not None else []) as source:
            for member in members(source):
                refs.add(member.ref)
                wrong.discard(member.name)
                if problem_of(member):
                    wrong.add(member.name)
    return len(refs - {""}), wrong


def opened_with(
    file: BinaryIO, keys: Sequence[Key]
) -> AbstractContextManager[BinaryIO]:
    """Return what to read an archive's plain bytes from."""
    if not keys:
        return nullcontext(file)
    from cspr_tui.store.age import decrypted  # noqa: PLC0415 - optional

    return decrypted(file, keys)


def _named(beside: Path, at: datetime, damaged: str, is_encrypted: bool) -> Path:  # noqa: FBT001 - two endings
    """Give the archive its name, which no other has, and make that durable."""
    stem = f"cspr-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    ending = f"{damaged}.tar.age" if is_encrypted else f"{damaged}.tar"
    for number in range(1, 100):
        again = f"-{number}" if number > 1 else ""
        path = beside.with_name(f"{stem}{again}{ending}")
        with suppress(FileExistsError):
            put_new(beside, path)
            with folder_handle(path.parent) as at_folder:
                os.fsync(at_folder)
            return path
    raise FileExistsError


def _rotate(wanted: Wanted, newest: Path) -> None:
    """Take older backups away; those made just now and the newest others stay."""
    if not wanted.keep:
        return
    ours = [p for p in wanted.out.iterdir() if _OURS.fullmatch(p.name) and p != newest]
    whole = sorted((p for p in ours if "-damaged" not in p.name), reverse=True)
    kept = [newest, *whole[: wanted.keep - 1]]
    oldest = min(path.name[:21] for path in kept)
    gone = [p for p in ours if p not in kept and (p in whole or p.name[:21] < oldest)]
    for path in gone:
        path.unlink(missing_ok=True)
