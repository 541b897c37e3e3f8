"""Texts of any shape cost time in proportion to their length."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator

from cspr_tui.anonymise import anonymise
from cspr_tui.domain.identity import Policy
from cspr_tui.gate import clear
from tests.anonymise.case import RECORD
from tests.faults.figure import Bench, Figure

_NAME = "LCSPR-AB12-report-2026-11-23.md"
# What is repeated: as one word, except where a blank or a line's end is part of it.
SHAPES = (
    "a", "7", "-", "_", "*", ">", "<", "[", "(", "a-", "a1", "aGVsbG8r", "\\",
    "\U0001f600", "a\u0301", "'", "> ", "`a", "\n", "The worker saw Leanne at home. ",
)  # fmt: skip
_MOST = 1.1


def shapes(bench: Bench) -> Iterator[Figure]:
    """Measure growth by the ratio between sizes, in processor time of one run.

    In full from 1,000 to 1,000,000 characters; in short eight of them to 8,000,
    with the tolerance that such short times need.
    """
    small, large = (1_000, 1_000_000) if bench.full else (2_000, 8_000)
    chosen = SHAPES if bench.full else SHAPES[:8]
    most = _MOST if bench.full else 1.7
    grown = {shape: exponent(checked, shape, small, large) for shape in chosen}
    worst = max(grown, key=lambda shape: grown[shape])
    wrong = sum(each > most for each in grown.values())
    said = f"{small:,} to {large:,} characters: at most {grown[worst]:.2f}, {worst!r}"
    yield Figure(
        f"shapes of text whose cost grows faster than {most}", len(chosen), wrong, said
    )


def checked(text: str) -> None:
    """Anonymise a text and try to clear what results."""
    done = anonymise(text, RECORD)
    clear(
        done.text.encode(), name=_NAME, title="", entities=RECORD, policy=Policy.PUBLIC
    )


def exponent(check: Callable[[str], None], shape: str, small: int, large: int) -> float:
    """Return the power of the length with which the time of a check grows."""
    check(shape * (small // len(shape)))
    times = [_time(check, shape * (size // len(shape))) for size in (small, large)]
    return math.log(times[1] / times[0]) / math.log(large / small)


def _time(check: Callable[[str], None], text: str) -> float:
    since = time.process_time()
    check(text)
    return max(time.process_time() - since, 1e-3)
