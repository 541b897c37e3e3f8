"""Text from standard input: every letter arrives, or the text is refused."""

from __future__ import annotations

import io
import sys

from cspr_tui.cli.console.files import UnreadableFileError
from cspr_tui.domain.errors import CsprError

# Bytes. A longer text is no note and no section; it is likely a file sent by mistake.
LONGEST = 1_000_000
_PLAIN = ("utf-8", "ascii")


class NoInputError(CsprError):
    """There is no standard input to read from; pipe the text in, or use a terminal."""


class ClosedInput(io.TextIOBase):
    """Stands for a standard input that was closed: any reading is refused."""

    @property
    def buffer(self) -> ClosedInput:
        """Itself: its bytes cannot be read either."""
        return self

    def isatty(self) -> bool:
        """Return that this is no terminal."""
        return False

    def read(self, size: int | None = -1, /) -> str:  # noqa: ARG002 - as every file
        """Refuse.

        Raises:
            NoInputError: always.
        """
        raise NoInputError

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override] # noqa: ARG002 - as every file
        """Refuse.

        Raises:
            NoInputError: always.
        """
        raise NoInputError


def input_line() -> str:
    """Return the next line typed, with its line end; "" at the end of input.

    Raises:
        UnreadableFileError: letters of it cannot be decoded.
        NoInputError: standard input is closed.
    """
    try:
        line = sys.stdin.readline()
        line.encode()
    except UnicodeError as error:
        raise _undecodable(getattr(sys.stdin, "encoding", "utf-8")) from error
    return line


def input_text(encoding: str = "") -> str:
    """Return all of standard input, decoded as UTF-8 unless an encoding is given.

    What is no UTF-8 is decoded as the locale says, where that is another encoding.

    Raises:
        UnreadableFileError: it is too long, or letters of it cannot be decoded.
        NoInputError: standard input is closed.
    """
    stream = getattr(sys.stdin, "buffer", None)
    raw = stream.read(LONGEST + 1) if stream else sys.stdin.read().encode()
    if len(raw) > LONGEST:
        sentence = (
            "The text is over a million bytes; write a summary and point to the file."
        )
        raise UnreadableFileError(sentence)
    own = (getattr(sys.stdin, "encoding", "") or "utf-8").lower()
    names = [encoding] if encoding else ["utf-8", *[own] * (own not in _PLAIN)]
    for name in names:
        try:
            return str(raw.decode(name)).removeprefix("\ufeff")
        except (UnicodeError, LookupError):
            continue
    raise _undecodable(names[-1])


def _undecodable(name: str) -> UnreadableFileError:
    sentence = (
        f"Nothing was saved: the text holds letters that are not {name}; name the "
        f"encoding it is in, such as --encoding latin-1 or --encoding cp1252."
    )
    return UnreadableFileError(sentence)
