"""Faults of the disk at every call, one or several: one sentence, the store whole."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest import mock

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.steps.step import record_change
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import Access
from tests.faults.figure import Bench, Figure
from tests.faults.work import AT, new, note, noted, stamp, store_of, texts_of

CALLS = ("open", "write", "fsync", "rename", "unlink", "fchmod", "ftruncate", "pwrite")
KINDS = ("ENOSPC", "EDQUOT", "EIO", "EINTR", "EROFS", "short", "vanished")
NUMBERS = {"vanished": errno.ENOENT}


@dataclass
class Faults:
    """Which calls fail, counted over the whole act, and how."""

    at: dict[int, str]
    for_good: bool = False
    calls: int = 0
    failed: list[str] = field(default_factory=list)

    @contextmanager
    def among_calls(self) -> Iterator[None]:
        with ExitStack() as patches:
            for name in CALLS:
                patches.enter_context(mock.patch.object(os, name, self._failing(name)))
            yield

    def _failing(self, name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def failing(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - stands for any call
            self.calls += 1
            how = self._how()
            if how == "short" and name in {"write", "pwrite"}:
                return real(args[0], bytes(args[1])[:7], *args[2:])
            if not how or how == "short":
                return real(*args, **kwargs)
            self.failed.append(name)
            number = NUMBERS.get(how) or getattr(errno, how)
            raise OSError(number, os.strerror(number), name)

        return failing

    def _how(self) -> str:
        if self.for_good:
            first = min(self.at)
            return self.at[first] if self.calls >= first else ""
        return self.at.get(self.calls, "")


def save_note(store: FolderStore) -> None:
    note(store, "AAAAA", "under a fault")


def save_new(store: FolderStore) -> None:
    store.save(new("CCCCC"), 0)


def save_many(store: FolderStore) -> None:
    store.save_all([new("DDDDD"), noted(store.load("BBBBB"), "imported")])


def save_settings(store: FolderStore) -> None:
    before = store.partnership()
    after = replace(before, name="Southmere")
    store.save_partnership(
        record_change(before, after, "Renamed", "", stamp()), before.version
    )


def log_a_read(store: FolderStore) -> None:
    store.log_access(Access(AT, "JB", "jbarlow", "opened", "AAAAA"))


def open_and_read(store: FolderStore) -> None:
    again = FolderStore.open(store.folder)
    for ref in again.refs():
        again.load(ref)


Act = Callable[[FolderStore], None]
ACTS: tuple[Act, ...] = (
    save_note,
    save_new,
    save_many,
    save_settings,
    log_a_read,
    open_and_read,
)


def contents(store: FolderStore) -> dict[str, object]:
    held: dict[str, object] = {ref: store.load(ref) for ref in store.refs()}
    held["settings"] = store.partnership()
    held["reads"] = len(list(store.accesses()))
    return held


@dataclass
class Ground:
    """A store before an act, and what it holds after it; laid out anew for each."""

    bench: Bench
    act: Act
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    calls: int = 0
    first: Path = field(init=False)

    def store(self) -> FolderStore:
        folder = self.bench.place("fault")
        shutil.copytree(self.first, folder)
        return FolderStore.open(folder)

    def __post_init__(self) -> None:
        self.first = store_of(self.bench.place("first"), "AAAAA", "BBBBB").folder
        store = self.store()
        self.before = contents(store)
        counting = Faults({})
        with counting.among_calls():
            self.act(FolderStore.open(store.folder))
        self.calls, self.after = counting.calls, contents(store)

    def complaint(self, faults: Faults) -> str:
        """Return what went wrong besides the fault itself; nothing is right."""
        store, told = self.store(), ""
        with faults.among_calls():
            try:
                self.act(FolderStore.open(store.folder))
            except CsprError as error:
                told = str(error)
            except OSError as error:
                return f"raw {error!r}"
        if told and ("\n" in told or not told.endswith(".")):
            return f"no sentence: {told}"
        return self._left(store, told)

    def _left(self, store: FolderStore, told: str) -> str:
        try:
            again = FolderStore.open(store.folder)
            held, found = contents(again), again.verify()
            note(again, "AAAAA", "work goes on")
        except (CsprError, OSError) as error:
            return f"not whole after it: {error!r}"
        torn = [each for each in found if each.where != "access.jsonl"]
        if torn:
            return f"verify: {torn[0]}"
        if not told and held != self.after:
            return "told that it was saved, and it was not"
        if held not in (self.before, self.after):
            return "neither as before nor as after"
        return (
            "" if "work goes on" in texts_of(again.load("AAAAA")) else "does not go on"
        )


def single(ground: Ground) -> Iterator[Faults]:
    for nth in range(1, ground.calls + 1):
        for kind in KINDS:
            yield Faults({nth: kind})
            if kind not in {"EINTR", "vanished", "short"}:
                yield Faults({nth: kind}, for_good=True)


def several(ground: Ground, chance: random.Random, count: int) -> Iterator[Faults]:
    for _ in range(count):
        places = chance.sample(range(1, ground.calls + 6), chance.randrange(2, 5))
        yield Faults({place: chance.choice(KINDS) for place in places})


def injected(bench: Bench) -> Iterator[Figure]:
    """Single faults at every call, once and from then on; then several at once."""
    chance = bench.chance()
    for act in ACTS:
        ground = Ground(bench, act)
        every = list(single(ground))
        chosen = every if bench.full else chance.sample(every, min(12, len(every)))
        chosen += several(ground, chance, bench.reach(4, 120))
        found = [said for faults in chosen if (said := ground.complaint(faults))]
        first = found[0] if found else f"{ground.calls} calls"
        name = act.__name__.replace("_", " ")
        yield Figure(f"faults in: {name}", len(chosen), len(found), first)
