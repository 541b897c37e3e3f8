"""The short version of every trial; `python -m tests.faults.run --full` goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.figure import Bench, Skipped
from tests.faults.run import TRIALS


@pytest.mark.parametrize("name", TRIALS)
def test_nothing_goes_wrong(name: str, tmp_path: Path) -> None:
    for figure in TRIALS[name](Bench(tmp_path)):
        if isinstance(figure, Skipped):
            pytest.skip(figure.why)
        assert figure.tried > 0, figure
        assert figure.wrong == 0, figure
