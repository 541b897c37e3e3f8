"""The English words: a name that is also one of them needs more evidence."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


@cache
def words() -> frozenset[str]:
    """Return 63,000 lower-case English words (SCOWL, see english.LICENSE)."""
    packed = Path(__file__).parents[1] / "domain" / "english.gz"
    return frozenset(gzip.decompress(packed.read_bytes()).decode().split("\n"))


def is_word(token: str) -> bool:
    """Whether a folded token is an English word, a plural or a month too."""
    known = words()
    return (
        token in known
        or token in MONTHS
        or (token.endswith("s") and token[:-1] in known)
    )
