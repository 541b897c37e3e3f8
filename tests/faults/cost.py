"""What a save costs: flat whatever the store holds, two syncs, and no queue."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from unittest import mock

from cspr_tui.store.folder.folder_store import FolderStore
from tests.faults.child import Say, Work, started
from tests.faults.figure import Bench, Figure
from tests.faults.work import new, note, noted, store_of


def cost(bench: Bench) -> Iterator[Figure]:
    """Counted in every version; timed only in the full one, on a quiet machine."""
    yield _syncs(bench)
    yield _no_shared_lock(bench)
    if bench.full:
        yield from _times(bench)


def _syncs(bench: Bench) -> Figure:
    store = store_of(bench.place("syncs"), "AAAAA")
    review = store.load("AAAAA")
    with mock.patch.object(os, "fsync", wraps=os.fsync) as sync:
        store.save(noted(review, "a note"), review.version)
    extra = abs(sync.call_count - 2)
    return Figure(
        "syncs of a save that are not two", 1, extra, f"{sync.call_count} syncs"
    )


def _no_shared_lock(bench: Bench) -> Figure:
    """While one review is held, another is saved without waiting."""
    store = store_of(bench.place("locks"), "AAAAA", "BBBBB")

    def other(say: Say) -> None:
        note(FolderStore.open(store.folder), "BBBBB", "meanwhile")
        say("saved")

    with store.locked("AAAAA"):
        said = started(other).lines()
    return Figure("saves that waited for another review's lock", 1, said != ["saved"])


def _times(bench: Bench) -> Iterator[Figure]:
    few, many = _filled(bench, 100), _filled(bench, 10_000)
    bare = bench.place("bare")
    bare.mkdir()
    content = (few.folder / "reviews" / "R000000.json").read_bytes()
    for_few, for_many, for_bare = _side_by_side(
        300, _saver(few), _saver(many), lambda: _bare(bare, content)
    )
    grown = for_many / for_few
    said = f"{for_few * 1e3:.2f} ms among 100, {for_many * 1e3:.2f} ms among 10,000"
    yield Figure(
        "a save is not flat (over 1.2 x)", 300, grown > 1.2, f"{grown:.2f} x, {said}"
    )
    times = for_few / for_bare
    said = f"{times:.2f} x the {for_bare * 1e3:.2f} ms of write, sync, rename, sync"
    yield Figure("a save costs more than 3 x the bare calls", 300, times > 3, said)
    one, four = _throughput(bench, shared=True), _throughput(bench, shared=False)
    said = f"{four / one:.2f} x: {four:.0f} a second on four reviews, {one:.0f} on one"
    yield Figure(
        "4 writers on 4 reviews not 1.3 x those on one", 1, four < 1.3 * one, said
    )


def _filled(bench: Bench, count: int) -> FolderStore:
    store = store_of(bench.place(f"of-{count}"))
    store.save_all((new(f"R{n:06}") for n in range(count)), durable=False)
    os.sync()
    return store


def _saver(store: FolderStore) -> Callable[[], float]:
    first = store.load("R000000")
    path = store.folder / "reviews" / "R000000.json"
    content, after = path.read_bytes(), noted(first, "a note")

    def save() -> float:
        path.write_bytes(content)
        since = time.perf_counter()
        store.save(after, first.version)
        return time.perf_counter() - since

    return save


def _bare(folder: Path, content: bytes) -> float:
    since = time.perf_counter()
    beside = folder / "beside"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT, 0o600)
    os.write(handle, content)
    os.fsync(handle)
    os.close(handle)
    beside.rename(folder / "file")
    at = os.open(folder, os.O_RDONLY)
    os.fsync(at)
    os.close(at)
    return time.perf_counter() - since


def _side_by_side(count: int, *acts: Callable[[], float]) -> list[float]:
    """Return the median seconds of each act, in turn so that all meet one weather."""
    rounds = [[act() for act in acts] for _ in range(count)]
    return [median(column) for column in zip(*rounds, strict=True)]


def _throughput(bench: Bench, *, shared: bool) -> float:
    refs = ["R0"] * 4 if shared else [f"R{n}" for n in range(4)]
    store = store_of(bench.place("writers"), *sorted(set(refs)))
    since = time.perf_counter()
    children = [started(_writer(store.folder, ref)) for ref in refs]
    done = sum(len(child.lines()) for child in children)
    return done / (time.perf_counter() - since)


def _writer(folder: Path, ref: str) -> Work:
    def work(say: Say) -> None:
        store = FolderStore.open(folder)
        until = time.perf_counter() + 4
        while time.perf_counter() < until:
            with store.locked(ref):
                # Back and forth between two versions, so that no file grows.
                is_first = store.load(ref).version == 1
                first, second = new(ref), noted(new(ref), "a note")
                store.save(second if is_first else first, 1 if is_first else 2)
            say("saved")

    return work
