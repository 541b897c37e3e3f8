"""A cache file of one user: checked line by line, replaced whole, ignored at any doubt.

Written in full in manual/protocols.md, "What is kept is checked".
"""

from __future__ import annotations

import os
import time
from _blake2 import (
    blake2b,  # hashlib's own, without loading OpenSSL for the first paint
)
from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import overload
from weakref import finalize

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.fs.atomic_files import open_own_file, replace_bytes
from cspr_tui.store.fs.permissions import file_name_for

# Seconds: a younger file could change again without a change of its version token.
MIN_AGE = 2.0
# Seconds: the coarsest step in which a kernel counts a file's ctime, and some.
TICK = 0.05
# Bytes read at a time when looking for line ends.
CHUNK = 1 << 16
# The first words of a cache file; raise the number when its form changes.
MAGIC, EDITION = b"cspr-tui-cache", b"1"
# The length of a checksum in hexadecimal digits, and of a file's id.
DIGITS = 32
# The endings of what was kept before cache files had checksums.
PREVIOUS_ENDINGS = ("head", "rows", "page", "mine", "brief")
DAMAGE_NOTE = ".damaged"
# The endings of the cached board, and of the note when a brief was last read.
BOARD, DIARY = "board", "read"


class OtherEditionError(CsprError):
    """A cache file was written in another form, by another version."""


class DamagedCacheError(CsprError):
    """A cache file is not as it was written."""


class LineChecksums:
    """The checksums of one cache file: over its name, its id, line number and text.

    A line of another file, of an older one or from another place in it fails.
    """

    def __init__(self, name: str, file_id: bytes) -> None:
        self._start = blake2b(name.encode(), key=file_id, digest_size=DIGITS // 2)

    def of(self, number: int, content: bytes) -> bytes:
        """Return the checksum of a line in hexadecimal digits."""
        state = self._start.copy()
        state.update(b"%d:" % number)
        state.update(content)
        return state.hexdigest().encode()


class CheckedLines(Sequence[bytes]):
    """A cache file's lines, each read from the disk and checked when it is asked for.

    A line that is missing or fails its checksum is empty, and `on_damage` is called.
    The file stays open, so all lines come from the same file even after another was
    renamed over it.

    Raises:
        OtherEditionError: it was written in another form.
        DamagedCacheError: its first line is not as it was written.
    """

    def __init__(self, handle: int, name: str, on_damage: Callable[[], None]) -> None:
        self._handle = os.dup(handle)
        finalize(self, os.close, self._handle)
        self._on_damage, self._guard = on_damage, Lock()
        self._ends, self._scanned = array("Q"), 0
        magic, _, rest = self._raw(0).partition(b" ")
        edition, _, rest = rest.partition(b" ")
        if magic == MAGIC and edition != EDITION and edition.isdigit():
            raise OtherEditionError(name)
        file_id, _, rest = rest.partition(b" ")
        count, _, checksum = rest.partition(b" ")
        self._checksums = LineChecksums(name, file_id[:DIGITS])
        is_whole = magic == MAGIC and edition == EDITION and len(file_id) == DIGITS
        if not is_whole or checksum != self._checksums.of(0, count):
            raise DamagedCacheError(name)
        self._count = int(count) if count.isdigit() and len(count) < DIGITS else 0

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> bytes: ...

    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...

    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        number = range(self._count)[at] + 1
        checksum, _, content = self._raw(number).partition(b" ")
        if checksum == self._checksums.of(number, content):
            return content
        self._on_damage()
        return b""

    def _raw(self, number: int) -> bytes:
        """Return a line of the file as it is; empty where there is none."""
        try:
            end = self._end(number)
            start = self._end(number - 1) + 1 if number else 0
            return os.pread(self._handle, end - start, start)
        except (OSError, IndexError):
            return b""

    def _end(self, number: int) -> int:
        """Return the offset of a line's end, reading no further than to there."""
        with self._guard:
            while len(self._ends) <= number:
                piece = os.pread(self._handle, CHUNK, self._scanned)
                if not piece:
                    break
                at = piece.find(b"\n")
                while at >= 0:
                    self._ends.append(self._scanned + at)
                    at = piece.find(b"\n", at + 1)
                self._scanned += len(piece)
            return self._ends[number]


class CacheFile:
    """A cache of lines in one store's `cache/` folder, for one user."""

    def __init__(self, folder: Path, user: str, ending: str) -> None:
        self._folder = folder / "cache"
        self._user = file_name_for(user)
        self._name = f"{self._user}.{ending}"

    def read(self) -> Sequence[bytes]:
        """Return the cached lines; none if the file is missing or cannot be used."""
        try:
            with open_own_file(self._folder, self._name) as file:
                return CheckedLines(file.fileno(), self._name, self.note_damage)
        except (FileNotFoundError, OtherEditionError):
            return ()
        except (OSError, CsprError):
            self.note_damage()
            return ()

    def read_whole(self) -> Sequence[bytes]:
        """Return the cached lines, all of them checked; none at any doubt."""
        lines = list(self.read())
        return lines if all(lines) else ()

    def write(self, lines: Iterable[bytes]) -> bool:
        """Replace the cached lines, none of them empty; return whether it was done.

        Another session that writes at the moment, and any failure, leaves the file as
        it was: it can be remade.
        """
        from cspr_tui.store.fs.locks import Locks  # noqa: PLC0415 - a start writes nothing

        try:
            with Locks(self._folder, 0o600).try_acquire(self._user) as is_ours:
                if is_ours:
                    self._replace(list(lines))
                return is_ours
        except CsprError:
            return False

    def _replace(self, lines: Sequence[bytes]) -> None:
        file_id = os.urandom(DIGITS // 2).hex().encode()
        checksums = LineChecksums(self._name, file_id)
        count = b"%d" % len(lines)
        first = b" ".join((MAGIC, EDITION, file_id, count, checksums.of(0, count)))
        checked = (
            checksums.of(number, line) + b" " + line
            for number, line in enumerate(lines, 1)
        )
        content = b"\n".join((first, *checked, b""))
        with suppress(OSError):
            # Whatever stands in its place; a file is replaced by the renaming.
            (self._folder / self._name).rmdir()
        replace_bytes(self._folder, self._name, content, 0o600, durable=False)
        for ending in PREVIOUS_ENDINGS:
            with suppress(OSError):
                (self._folder / f"{self._user}.{ending}").unlink()

    def note_damage(self) -> None:
        """Note for `verify` that the file was found damaged and nothing taken of it."""
        at = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
        name, note = f"{self._user}{DAMAGE_NOTE}", f"{self._name} {at}\n".encode()
        with suppress(CsprError):
            if self._folder.is_dir():
                replace_bytes(self._folder, name, note, 0o600, durable=False)

    def is_settled(self, ref: str, mark: str) -> bool:
        """Whether a version token is old enough that any later change will alter it."""
        _, changed, touched, _ = (int(each) / 1e9 for each in mark.split("-"))
        now = time.time()
        return bool(ref) and now - changed > MIN_AGE and now - touched > TICK


def digest_of(text: str) -> str:
    """Return a digest of a text, for a key that must not grow long."""
    return blake2b(text.encode(), digest_size=DIGITS // 2).hexdigest()


def damage_notes(folder: Path) -> list[str]:
    """Return a sentence on each user's cache file last found damaged in a store."""
    found = list[str]()
    for path in sorted((folder / "cache").glob(f"*{DAMAGE_NOTE}")):
        with suppress(OSError, CsprError), open_own_file(path.parent, path.name) as it:
            note = it.read(1000).decode("ascii", "replace").strip()
            name, _, at = note.partition(" ")
            found.append(
                f"cache/{name} was found damaged at {at} UTC: nothing was taken from "
                f"it, and it was made anew from the records. If that happens again, "
                f"have the disk looked at."
            )
    return found
