"""Imports among people at work, both killed: no note lost, no import by halves."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import StaleReviewError
from tests.faults.child import Say, Work, started
from tests.faults.figure import Bench, Figure
from tests.faults.work import note, noted, store_of, texts_of

REFS = tuple(f"R{n}" for n in range(5))


def importer(folder: Path, name: str, count: int) -> Work:
    def work(say: Say) -> None:
        store = FolderStore.open(folder)
        for number in range(count):
            token = f"import-{name}-{number}"
            while not imported(store, token):
                pass
            say(token)

    return work


def imported(store: FolderStore, token: str) -> bool:
    """Note one thing in every review at once; not where somebody wrote meanwhile."""
    with suppress(StaleReviewError):
        store.save_all([noted(store.load(ref), token) for ref in REFS])
        return True
    return False


def writer(folder: Path, name: str, count: int) -> Work:
    def work(say: Say) -> None:
        store, chance = FolderStore.open(folder), random.Random(name)
        for number in range(count):
            ref, token = chance.choice(REFS), f"note-{name}-{number}"
            note(store, ref, token)
            say(f"{ref} {token}")
            time.sleep(chance.random() * 0.03)

    return work


def among(bench: Bench) -> Iterator[Figure]:
    """Rounds of one importer and two people, one of them killed in each."""
    store, chance = store_of(bench.place("among"), *REFS), bench.chance()
    rounds, said = bench.reach(3, 30), list[str]()
    for turn in range(rounds):
        name = f"t{turn}"
        at_work = [started(importer(store.folder, name, 12))]
        at_work += [started(writer(store.folder, f"{name}{n}", 15)) for n in "ab"]
        time.sleep(0.05 + chance.random() * 0.15)
        at_work[turn % 3].kill()
        said += [line for child in at_work for line in child.lines()]
    FolderStore.open(store.folder)
    held = {ref: set(texts_of(store.load(ref))) for ref in REFS}
    notes = [line.split() for line in said if " " in line]
    lost = sum(token not in held[ref] for ref, token in notes)
    yield Figure("notes saved among imports and lost", len(notes), lost)
    imports = {text for texts in held.values() for text in texts if "import-" in text}
    imports |= {line for line in said if " " not in line}
    halves = sum(any(each not in held[ref] for ref in REFS) for each in imports)
    yield Figure("imports lost, or there by halves", len(imports), halves)
