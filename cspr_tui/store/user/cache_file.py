"""A shelf for what can be made again: 0600, and never trusted when damaged."""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload
from weakref import finalize

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.fs.atomic_files import own_file, replace_bytes
from cspr_tui.store.fs.permissions import name_for

# A file changed within this many seconds may change again under the same mark.
TOO_YOUNG = 2.0
# Bytes looked through at a time for where lines end.
PIECE = 1 << 18


class Lines(Sequence[bytes]):
    """A file's lines without their ends, of which most are never in memory.

    The file stays open, so that it is the same one to the last line though another
    took its name.
    """

    def __init__(self, handle: int) -> None:
        self._handle = os.dup(handle)
        finalize(self, os.close, self._handle)
        self._ends = array("Q", _ends(self._handle))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> bytes: ...

    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...

    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        place = range(len(self))[at]
        start = self._ends[place - 1] + 1 if place else 0
        return os.pread(self._handle, self._ends[place] - start, start)


class RowCache:
    """One user's shelf in one store: lines, of which most are never looked at."""

    def __init__(self, folder: Path, user: str, ending: str = "rows") -> None:
        self._folder = folder / "cache"
        self._name = f"{name_for(user)}.{ending}"

    def read(self) -> Sequence[bytes]:
        """Return the lines that were kept, none when they are missing."""
        try:
            with own_file(self._folder, self._name) as file:
                return Lines(file.fileno())
        except (OSError, CsprError):
            return ()

    def write(self, lines: Sequence[bytes]) -> None:
        """Keep lines; where that fails, they are made again next time."""
        content = b"\n".join(lines)
        try:
            replace_bytes(self._folder, self._name, content, 0o600, durable=False)
        except CsprError:
            return

    def is_settled(self, ref: str, mark: str) -> bool:
        """Whether the file behind a mark is old enough to be told by it."""
        changed = int(mark.split("-")[1]) / 1e9
        return bool(ref) and time.time() - changed > TOO_YOUNG


def _ends(handle: int) -> Iterator[int]:
    """Yield where each line ends; the last may lack its sign."""
    done, last = 0, b"\n"
    while piece := os.pread(handle, PIECE, done):
        at = piece.find(b"\n")
        while at >= 0:
            yield done + at
            at = piece.find(b"\n", at + 1)
        done, last = done + len(piece), piece[-1:]
    if last != b"\n":
        yield done
