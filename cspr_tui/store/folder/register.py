"""The list of all reviews ever saved, so that a deleted file is noticed.

One line for each reference, with a checksum of the line; only ever appended to, and
only after the review itself is on the disk. If a session is killed before it writes
the line, the next opening of the store adds it, so the register needs no sync.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cspr_tui.store.fs.atomic_files import append_line, file_version, read_bytes
from cspr_tui.store.fs.permissions import Modes
from cspr_tui.store.protocol import NotSavedError, UnknownReviewError

REVIEWS, REGISTER = "reviews", "register"
SAFE = re.compile(r"[A-Z0-9]{1,8}")
# The version token of a review that is registered while its file is missing.
MISSING = "0-0-0-0"


def path_of(ref: str) -> str:
    """Return the path of a review's file within the store, for messages."""
    return f"{REVIEWS}/{ref}.json"


def file_of(ref: str) -> str:
    """Return the name of a review's file.

    Raises:
        UnknownReviewError: the text cannot be a reference: those have 1 to 8 capital
            letters and digits.
    """
    if not SAFE.fullmatch(ref):
        sentence = f'"{ref}" is no reference: up to 8 capital letters and digits.'
        raise UnknownReviewError(sentence)
    return f"{ref}.json"


def scan_versions(folder: Path) -> dict[str, str]:
    """Return the version token of every unrestricted review, by reference.

    Raises:
        OSError: the folder cannot be read.
    """
    found = {}
    with os.scandir(folder / REVIEWS) as entries:
        for entry in entries:
            name, dot, ending = entry.name.partition(".")
            if dot and ending == "json" and SAFE.fullmatch(name):
                with suppress(FileNotFoundError):
                    found[name] = file_version(entry.stat(follow_symlinks=False))
    return found


class Register:
    """The register of one store, read again when its file has changed."""

    def __init__(self, folder: Path, modes: Modes) -> None:
        self._folder, self._modes = folder, modes
        self._version, self._refs = "", frozenset[str]()
        self._torn = False

    def refs(self) -> frozenset[str]:
        """Return the references in the register; none if it cannot be read."""
        try:
            version = file_version((self._folder / REGISTER).lstat())
            if version != self._version:
                content, self._version = read_bytes(self._folder, REGISTER)
                self._refs = frozenset(parse_register(content))
                self._torn = not content.endswith(b"\n")
        except OSError:
            self._version, self._refs = "", frozenset()
        return self._refs

    def add(self, refs: Iterable[str]) -> None:
        """Add references that are missing; the next opening repairs a failure."""
        fresh = sorted(set(refs) - self.refs())
        if fresh:
            start = "\n" if self._torn else ""
            lines = (start + "\n".join(_line(ref) for ref in fresh)).encode()
            with suppress(NotSavedError):
                append_line(
                    self._folder, REGISTER, lines, self._modes.file, durable=False
                )

    def missing(
        self, found: Mapping[str, str], hidden: Callable[[], Iterable[str]]
    ) -> Mapping[str, str]:
        """Return the token MISSING for each registered review without a file.

        `found` are the reviews seen, `hidden` yields those restricted to others.
        """
        missing = self.refs() - found.keys()
        return dict.fromkeys(missing - set(hidden()), MISSING) if missing else {}


def parse_register(content: bytes) -> Iterable[str]:
    """Yield the references of the intact lines; a torn line is skipped."""
    for line in content.decode("ascii", "replace").splitlines():
        ref = line.partition(" ")[0]
        if SAFE.fullmatch(ref) and line == _line(ref):
            yield ref


def _line(ref: str) -> str:
    return f"{ref} {sha256(ref.encode()).hexdigest()[:8]}"
