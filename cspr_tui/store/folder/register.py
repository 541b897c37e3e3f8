"""Which reviews exist, so that a file that vanished is named and not just missing.

A line for each reference, with a check on the line; only ever added to, after
the review itself is durable. A review saved by a session that was killed before
its line was written is entered when the store is opened next, as are all of a
store from before the register. So the register costs no sync of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cspr_tui.store.fs.atomic_files import append_line, mark_of, read_bytes
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.protocol import NotSavedError, UnknownReviewError

REVIEWS, REGISTER = "reviews", "register"
SAFE = re.compile(r"[A-Z0-9]{1,8}")
# The mark of a review that is registered and not there.
MISSING = "0-0-0"


def path_of(ref: str) -> str:
    """Return where a review lies in its store, for people to find it."""
    return f"{REVIEWS}/{ref}.json"


def file_of(ref: str) -> str:
    """Return the name of a review's file.

    Raises:
        UnknownReviewError: no review can have that reference.
    """
    if not SAFE.fullmatch(ref):
        sentence = f'"{ref}" is no reference: up to 8 capital letters and digits.'
        raise UnknownReviewError(sentence)
    return f"{ref}.json"


def scanned(folder: Path) -> dict[str, str]:
    """Return the mark of every review's file by reference.

    Raises:
        OSError: the folder cannot be read.
    """
    found = {}
    with os.scandir(folder / REVIEWS) as entries:
        for entry in entries:
            name, dot, ending = entry.name.partition(".")
            if dot and ending == "json" and SAFE.fullmatch(name):
                with suppress(FileNotFoundError):
                    found[name] = mark_of(entry.stat(follow_symlinks=False))
    return found


class Register:
    """The register of one store, read again when it has grown."""

    def __init__(self, folder: Path, modes: Modes) -> None:
        self._folder, self._modes = folder, modes
        self._mark, self._refs = "", frozenset[str]()
        self._torn = False

    def refs(self) -> frozenset[str]:
        """Return the references entered; none where there is no register yet."""
        try:
            mark = mark_of((self._folder / REGISTER).lstat())
            if mark != self._mark:
                content, self._mark = read_bytes(self._folder, REGISTER)
                self._refs = frozenset(entered(content))
                self._torn = not content.endswith(b"\n")
        except OSError:
            self._mark, self._refs = "", frozenset()
        return self._refs

    def enter(self, refs: Iterable[str]) -> None:
        """Add references that are not in it; failing to is made good at the opening."""
        fresh = sorted(set(refs) - self.refs())
        if fresh:
            start = "\n" if self._torn else ""
            lines = (start + "\n".join(_line(ref) for ref in fresh)).encode()
            with suppress(NotSavedError):
                append_line(
                    self._folder, REGISTER, lines, self._modes.file, durable=False
                )

    def missing(
        self, found: Mapping[str, str], kept_apart: Callable[[], Iterable[str]]
    ) -> Mapping[str, str]:
        """Return a mark for each review entered that is not found, nor kept apart."""
        gone = self.refs() - found.keys()
        return dict.fromkeys(gone - set(kept_apart()), MISSING) if gone else {}


def entered(content: bytes) -> Iterable[str]:
    """Yield the references of whole lines; a torn line is made good elsewhere."""
    for line in content.decode("ascii", "replace").splitlines():
        ref = line.partition(" ")[0]
        if SAFE.fullmatch(ref) and line == _line(ref):
            yield ref


def _line(ref: str) -> str:
    return f"{ref} {sha256(ref.encode()).hexdigest()[:8]}"
