from __future__ import annotations

from pathlib import Path

import pytest

from tests.sitting import Sitting, demo_store, empty_store


@pytest.fixture
def empty(tmp_path: Path) -> Sitting:
    return Sitting(empty_store(tmp_path / "store"))


@pytest.fixture
def demo(tmp_path: Path) -> Sitting:
    return Sitting(demo_store(tmp_path / "store"))
