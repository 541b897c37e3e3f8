"""A shelf for what can be made again: 0600, and never trusted when damaged."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.files import read_own_lines, replace_bytes
from cspr_tui.store.permissions import name_for

# A file changed within this many seconds may change again under the same mark.
TOO_YOUNG = 2.0


class RowCache:
    """One user's shelf in one store: lines, of which most are never looked at."""

    def __init__(self, folder: Path, user: str, ending: str = "rows") -> None:
        self._folder = folder / "cache"
        self._name = f"{name_for(user)}.{ending}"

    def read(self) -> Sequence[bytes]:
        """Return the lines that were kept, none when they are missing."""
        try:
            return read_own_lines(self._folder, self._name)
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
