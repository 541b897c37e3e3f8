"""What is found in our own corpus: no change may find less, or hold more.

The counts are those of today's code, the same on every run. Who finds more raises
them; who finds less has to say why. `tests.anonymise.figures` prints all of it.
"""

from __future__ import annotations

import pytest

from tests.anonymise.corpus import passages
from tests.anonymise.scoring import Score, score

# Of every kind: how many there are, and how many at least are found.
COUNTS = {
    "direct": (1197, 1181),
    "quasi": (274, 268),
    "kept": (1498, 1497),
    "pseudonym": (893, 889),
    "unrecorded": (126, 123),
    "rare": (45, 45),
    "read": (927, 927),
    "escape narrative": (60, 60),
    "escape hostile": (867, 855),
    "free": (927, 836),
    "needless": (927, 917),
}


@pytest.fixture(scope="module")
def done() -> Score:
    """Our whole corpus, scored once."""
    return score(passages(), once=True)


@pytest.mark.parametrize("kind", COUNTS)
def test_no_less_is_found_than_before(done: Score, kind: str) -> None:
    wanted, least = COUNTS[kind]
    assert done.wanted[kind] == wanted
    assert done.found[kind] >= least


def test_there_are_no_more_flags_than_before(done: Score) -> None:
    assert done.wanted["words"] == 13_547
    assert done.found["words"] <= 121
