"""A disk that is really full, and the power really gone, where root may mount."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder.folder_store import FolderStore
from tests.faults.child import Say, Work, started
from tests.faults.figure import Bench, Figure, Skipped
from tests.faults.work import note, store_of, texts_of

REFS = ("AAAAA", "BBBBB")
TOOLS = ("mount", "umount", "mkfs.ext4")


class NotAllowedError(Exception):
    """This machine lets nobody mount a disk here."""


def ran(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        sentence = f"{words[0]}: {done.stderr.strip()}"
        raise NotAllowedError(sentence)


@contextmanager
def mounted(place: Path, *words: str) -> Iterator[Path]:
    place.mkdir()
    ran("mount", *words, str(place))
    try:
        yield place
    finally:
        ran("umount", str(place))


def _why_not(*tools: str) -> str:
    if os.geteuid() != 0:
        return "mounting a disk needs root"
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return f"{', '.join(missing)} is not there" if missing else ""


def full_disk(bench: Bench) -> Iterator[Figure | Skipped]:
    """A tmpfs filled up to the last byte while saving, and emptied again."""
    why = _why_not("mount", "umount")
    if why:
        yield Skipped(why)
        return
    try:
        with mounted(
            bench.place("full"), "-t", "tmpfs", "-o", "size=400k", "tmpfs"
        ) as at:
            yield _filled(at, bench.reach(4, 40))
    except NotAllowedError as error:
        yield Skipped(str(error))


def _filled(at: Path, count: int) -> Figure:
    store, wrong = store_of(at / "store", *REFS), list[str]()
    for number in range(count):
        ballast = at / "ballast"
        _fill(ballast, leave=number * 97)
        held, told = set(texts_of(store.load("AAAAA"))), ""
        try:
            note(store, "AAAAA", f"{number} " + "x" * 6_000)
        except CsprError as error:
            told = str(error)
        if "disk is full" not in told:
            wrong.append(told or "saved on a full disk")
        if set(texts_of(FolderStore.open(store.folder).load("AAAAA"))) != held:
            wrong.append("not as before")
        ballast.unlink()
        note(store, "AAAAA", f"room again {number}")
    wrong += [found.what for found in store.verify()]
    said = wrong[0] if wrong else "whole, named, and works again"
    return Figure("saves on a full disk that went wrong", count, len(wrong), said)


def _fill(ballast: Path, leave: int) -> None:
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    size = ballast.stat().st_size
    os.truncate(ballast, max(0, size - leave))


def worker(folder: Path, ref: str) -> Work:
    def work(say: Say) -> None:
        store = FolderStore.open(folder)
        for number in range(100_000):
            token = f"{os.getpid()}-{number}"
            note(store, ref, token)
            say(f"{ref} {token}")

    return work


def power_cuts(bench: Bench) -> Iterator[Figure | Skipped]:
    """An ext4 whose disk is copied in the middle of the work, and mounted anew."""
    why = _why_not(*TOOLS)
    if why:
        yield Skipped(why)
        return
    lost = cuts = told = 0
    chance = bench.chance()
    try:
        for _ in range(bench.reach(2, 100)):
            notes, gone = _cut(bench, chance)
            cuts, told, lost = cuts + 1, told + notes, lost + gone
    except NotAllowedError as error:
        yield Skipped(str(error))
        return
    said = f"{told} changes confirmed before them"
    yield Figure("power cuts on ext4 that lost or damaged", cuts, lost, said)


def _cut(bench: Bench, chance: random.Random) -> tuple[int, int]:
    """Return how much was confirmed when the power went, and what went wrong."""
    disk, after = bench.place("disk"), bench.place("after")
    bench.folder.mkdir(exist_ok=True)
    disk.touch()
    os.truncate(disk, 12 * 1024 * 1024)
    ran("mkfs.ext4", "-q", "-F", str(disk))
    with mounted(bench.place("at"), "-o", "loop", str(disk)) as at:
        os.sync()
        said = _worked(store_of(at / "store", *REFS).folder, disk, after, chance)
    with mounted(bench.place("at"), "-o", "loop", str(after)) as at:
        gone = _missing(at / "store", said)
    disk.unlink()
    after.unlink()
    return len(said), gone


def _worked(folder: Path, disk: Path, after: Path, chance: random.Random) -> list[str]:
    """Stop people at work at some moment, copy the disk, then end them."""
    at_work = [started(worker(folder, ref)) for ref in REFS]
    time.sleep(0.05 + chance.random() * 0.15)
    for child in at_work:
        os.kill(child.pid, signal.SIGSTOP)
    time.sleep(0.02)
    shutil.copyfile(disk, after)
    for child in at_work:
        child.kill()
    return [line for child in at_work for line in child.lines()]


def _missing(folder: Path, said: list[str]) -> int:
    try:
        store = FolderStore.open(folder)
        held = {ref: set(texts_of(store.load(ref))) for ref in REFS}
    except CsprError:
        return 1
    lost = [line for line in said if line.split()[1] not in held[line.split()[0]]]
    return len(lost) + len(store.verify())
