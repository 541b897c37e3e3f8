"""A cache file of one user: mode 0600, and ignored when missing or unreadable."""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload
from weakref import finalize

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.fs.atomic_files import open_own_file, replace_bytes
from cspr_tui.store.fs.permissions import file_name_for

# Seconds: a younger file could change again without a change of its version token.
MIN_AGE = 2.0
# Bytes read at a time when looking for line ends.
CHUNK = 1 << 18


class FileLines(Sequence[bytes]):
    """A file's lines without newlines, each read from the disk when it is asked for.

    The file stays open, so all lines come from the same file even after another was
    renamed over it.
    """

    def __init__(self, handle: int) -> None:
        self._handle = os.dup(handle)
        finalize(self, os.close, self._handle)
        self._ends = array("Q", _line_ends(self._handle))

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


class CacheFile:
    """A cache of lines in one store's `cache/` folder, for one user."""

    def __init__(self, folder: Path, user: str, ending: str = "rows") -> None:
        self._folder = folder / "cache"
        self._name = f"{file_name_for(user)}.{ending}"

    def read(self) -> Sequence[bytes]:
        """Return the cached lines; none if the file is missing or cannot be read."""
        try:
            with open_own_file(self._folder, self._name) as file:
                return FileLines(file.fileno())
        except (OSError, CsprError):
            return ()

    def write(self, lines: Sequence[bytes]) -> None:
        """Replace the cached lines; failures are ignored, as they can be remade."""
        content = b"\n".join(lines)
        try:
            replace_bytes(self._folder, self._name, content, 0o600, durable=False)
        except CsprError:
            return

    def is_settled(self, ref: str, mark: str) -> bool:
        """Whether a version token is old enough that any later change will alter it."""
        changed = int(mark.split("-")[1]) / 1e9
        return bool(ref) and time.time() - changed > MIN_AGE


def _line_ends(handle: int) -> Iterator[int]:
    """Yield the offset of each line's end; the last line may lack its newline."""
    done, last = 0, b"\n"
    while piece := os.pread(handle, CHUNK, done):
        at = piece.find(b"\n")
        while at >= 0:
            yield done + at
            at = piece.find(b"\n", at + 1)
        done, last = done + len(piece), piece[-1:]
    if last != b"\n":
        yield done
