"""The access log: one JSON line for each review read; only ever appended to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.domain.text.formatting import quoted
from cspr_tui.domain.values.codec import UnreadableValueError, decode, encode
from cspr_tui.store.fs.atomic_files import SyncFailedError, append_line, read_bytes
from cspr_tui.store.fs.bounded_json import SMALL_BYTES, parse_json
from cspr_tui.store.protocol import Access, DamagedRecordError, NotSavedError

ACCESS = "access.jsonl"
_TORN = (ValueError, UnreadableValueError, RecursionError)


@dataclass(frozen=True, slots=True)
class AccessLog:
    """The access log of the store in folder `store`; `mode` is the file's mode."""

    store: Path
    mode: int

    def add(self, access: Access) -> None:
        """Append one line and sync it to the disk.

        Raises:
            NotSavedError: it could not be written.
            SyncFailedError: the disk did not confirm it.
        """
        line = json.dumps(encode(access), ensure_ascii=False).encode()
        try:
            append_line(self.store, ACCESS, line, self.mode)
        except SyncFailedError:
            raise
        except NotSavedError as error:
            sentence = (
                f"{ACCESS}, the log of reads, cannot be written, and nothing is read "
                f"without a line in it. {error}"
            )
            raise NotSavedError(sentence) from error

    def all(self) -> Iterator[Access]:
        """Yield the lines, oldest first; one that cannot be decoded is left out.

        Raises:
            DamagedRecordError: the file cannot be read, or is a link.
        """
        for line in self._lines():
            with suppress(*_TORN):
                yield decode(Access, parse_json(line, SMALL_BYTES))

    def unreadable_lines(self) -> Iterator[int]:
        """Yield the line numbers, from 1, of the lines that cannot be decoded.

        Raises:
            DamagedRecordError: the file cannot be read, or is a link.
        """
        for number, line in enumerate(self._lines(), start=1):
            try:
                decode(Access, parse_json(line, SMALL_BYTES))
            except _TORN:
                yield number

    def _lines(self) -> list[bytes]:
        try:
            content, _ = read_bytes(self.store, ACCESS)
        except FileNotFoundError:
            return []
        except OSError as error:
            sentence = (
                f"{ACCESS}, the log of reads, cannot be read ({error.strerror}); look "
                f"at it with: ls -l {quoted(self.store / ACCESS)}"
            )
            raise DamagedRecordError(sentence) from error
        return content.removesuffix(b"\n").split(b"\n") if content else []
