"""Names inside user names: what hangs on a name by a dot goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cspr_tui.anonymise.lexicon import is_word
from cspr_tui.anonymise.numbers import HANDLE
from cspr_tui.anonymise.span import Span
from cspr_tui.anonymise.tokens import Reading

_CHUNK = re.compile(r"(?<![\w@/.\-])[a-z]\w*(?:[._][\w]+)+(?![\w@/])")
_PIECES = re.compile(r"[a-z]+|\d+")
_FILES = frozenset(
    "md pdf doc docx xls xlsx png jpg jpeg txt csv htm html zip rtf".split()
)


def find_handles(reading: Reading) -> Iterator[Span]:
    """Yield user names that hold a recorded name and more than names: leanne.g97."""
    for found in _CHUNK.finditer(reading.view.text):
        pieces = _PIECES.findall(found.group())
        owners = [who for piece in pieces for who in _owners(reading, piece)]
        if not owners or pieces[-1] in _FILES:
            continue
        rest = [p for p in pieces if not reading.names.hit(p).parts]
        start, end = reading.view.span(*found.span())
        if _is_sentence(reading.view.source[start:end]) or all(map(is_word, rest)):
            continue
        why = f"{owners[0]}, a name in a user name"
        yield Span(start, end, HANDLE, why, owners[0], "HANDLE", 91)


def _owners(reading: Reading, piece: str) -> list[str]:
    """Return whose name a piece is, if it is long enough to be one."""
    return sorted(reading.names.hit(piece).ids) if len(piece) > 2 else []


def _is_sentence(written: str) -> bool:
    """Whether two sentences meet without a space, as in "Leanne.She"."""
    return any(c.isupper() for c in written[1:]) and not any(
        c.isdigit() for c in written
    )
