"""Many sessions of one login beside writers; some are killed while replacing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from tests.faults.figure import Bench, Figure
from tests.faults.kept import COMMANDS, asked, settled

STEPS = ("open", "write", "rename", "unlink", "fchmod")


def started(store: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cspr_tui", "--store", str(store), *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)  # noqa: S603 - our own program


def writer(store: Path, refs: list[str], turns: int) -> subprocess.Popen[bytes]:
    """Start a session that saves notes to its reviews in turn."""
    code = (
        "from pathlib import Path\n"
        "from cspr_tui.store.folder.folder_store import FolderStore\n"
        "from tests.faults.work import note\n"
        f"store = FolderStore.open(Path({str(store)!r}))\n"
        f"for n in range({turns}):\n"
        f"    for ref in {refs!r}:\n"
        "        note(store, ref, f'Rang, {n}.')\n"
    )
    return subprocess.Popen([sys.executable, "-c", code])  # noqa: S603 - our own program


def kept_beside(bench: Bench) -> Iterator[Figure]:
    """Ask in parallel beside writers; kill sessions between the steps of replacing."""
    store = bench.place("beside")
    asked(store, "sample", str(store), "--reviews", "14", "--entries", "3")
    yield from _parallel(bench, store)
    yield from _killed(bench, settled(store))


def _parallel(bench: Bench, store: Path) -> Iterator[Figure]:
    refs = sorted(path.stem for path in (store / "reviews").glob("*.json"))
    parts = [refs[n::4] for n in range(bench.reach(2, 4))]
    turns = bench.reach(20, 100_000)
    writers = [writer(store, each, turns) for each in parts]
    tried = wrong = 0
    said = ""
    for _ in range(bench.reach(1, 20)):
        words = [COMMANDS[n % len(COMMANDS)] for n in range(bench.reach(4, 16))]
        for session in [started(store, *each) for each in words]:
            out, err = session.communicate(timeout=120)
            tried += 1
            if session.returncode or err or "could not be read" in out:
                wrong, said = wrong + 1, said or (err or out)[:200]
    for each in writers:
        each.kill()
        each.wait()
    yield Figure("sessions of one login beside writers: failed", tried, wrong, said)
    cached = [asked(store, *words) for words in COMMANDS]
    shutil.rmtree(store / "cache")
    fresh = [asked(store, *words) for words in COMMANDS]
    differ = sum(one != two for one, two in zip(cached, fresh, strict=True))
    yield Figure("after it: another word than a fresh reading", len(fresh), differ)


def _killed(bench: Bench, store: Path) -> Iterator[Figure]:
    right = [asked(store, *words) for words in COMMANDS]
    tried = wrong = 0
    for turn in range(bench.reach(5, 200)):
        step, number = STEPS[turn % len(STEPS)], turn // len(STEPS) % 4
        shutil.rmtree(store / "cache")
        (store / "cache").mkdir(mode=0o700)
        if turn % 2:
            asked(store, "list")
            settled(store)
        _killed_at(step, number, store)
        for words, expected in zip(COMMANDS, right, strict=True):
            tried, wrong = tried + 1, wrong + (asked(store, *words) != expected)
    yield Figure("killed while replacing: an error or another word", tried, wrong)


def _killed_at(step: str, number: int, store: Path) -> None:
    """Let a child end at once at the n-th call of a step."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    real, calls = getattr(os, step), iter(range(10**9))

    def dying(*given: object, **named: object) -> object:
        if next(calls) >= number:
            os._exit(9)
        return real(*given, **named)

    try:
        from cspr_tui.store.user.cache_file import CacheFile  # noqa: PLC0415 - in the child

        whole = CacheFile.write

        def write(cache: CacheFile, lines: list[bytes]) -> bool:
            with mock.patch.object(os, step, dying):
                return whole(cache, lines)

        with mock.patch.object(CacheFile, "write", write):
            asked(store, "list")
            asked(store, "brief")
    finally:
        os._exit(0)
