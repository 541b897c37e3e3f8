"""How long a save takes, in a copy of a store that is thrown away after."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.store.folder.folder_store import FolderStore
from tests.sitting import MONDAY, Sitting


def save_ms(stores: Sequence[Path], rounds: int) -> list[float]:
    """Return the median milliseconds of a save in each store, taken in turn."""
    copies = [_copy(store) for store in stores]
    sittings = [Sitting(FolderStore.open(copy)) for copy in copies]
    taken: list[list[float]] = [[] for _ in stores]
    for _ in range(rounds):
        for samples, sitting in zip(taken, sittings, strict=True):
            samples.append(_save(sitting))
    for copy in copies:
        shutil.rmtree(copy)
    return [median(samples) for samples in taken]


def _copy(store: Path) -> Path:
    copy = store.with_name(f"{store.name}-saved")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(store, copy)
    return copy


def _save(sitting: Sitting) -> float:
    ref = min(sitting.store.refs())
    began = time.perf_counter()
    sitting.reviews.change(ref, note_logged(Note("", MONDAY, "Measured.")))
    return (time.perf_counter() - began) * 1000
