"""Processes killed in the middle of a save: at any call, and half-way through one."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from unittest import mock

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder.folder_store import FolderStore
from tests.faults.child import Say, Work, started
from tests.faults.figure import Bench, Figure
from tests.faults.work import note, store_of, texts_of

REF = "7QXM4"
CALLS = ("open", "write", "fsync", "rename", "fchmod", "unlink", "close")


def killed_at(folder: FolderStore, nth: int, name: str, *, half: bool) -> Work:
    """Return work that saves for ever and dies at its nth call of that name."""
    real, left = getattr(os, name), [nth]

    def dying(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - stands for any call
        left[0] -= 1
        if left[0]:
            return real(*args, **kwargs)
        if half and name == "write":
            real(args[0], bytes(args[1])[: len(args[1]) // 2])
        elif half:
            with suppress(OSError):
                real(*args, **kwargs)
        return os.kill(os.getpid(), signal.SIGKILL)

    def work(say: Say) -> None:
        store = FolderStore.open(folder.folder)
        with mock.patch.object(os, name, dying):
            for number in range(nth + 1):
                token = f"{os.getpid()}-{number}"
                note(store, REF, token)
                with mock.patch.object(os, name, real):
                    say(token)

    return work


def is_whole(store: FolderStore, confirmed: set[str]) -> bool:
    """Whether it opens, holds all that was confirmed, and can be saved to."""
    try:
        again = FolderStore.open(store.folder)
        held = set(texts_of(again.load(REF)))
    except CsprError:
        return False
    return confirmed <= held and again.verify() == () and not _strays(again)


def _strays(store: FolderStore) -> list[str]:
    everything = store.folder.rglob(".new-*")
    return [path.name for path in everything if path.parent.name != "cache"]


def kills(bench: Bench) -> Iterator[Figure]:
    """Kill -9 before, half-way through and right after each call of a save."""
    chance, tried, wrong = bench.chance(), bench.reach(42, 300), 0
    store = store_of(bench.place("kills"), REF)
    confirmed: set[str] = set()
    for number in range(tried):
        if number % 40 == 0:
            store, confirmed = store_of(bench.place("kills"), REF), set()
        child = started(_any_death(store, number, chance))
        confirmed |= set(child.lines())
        wrong += child.ended != -signal.SIGKILL or not is_whole(store, confirmed)
    yield Figure("kills in the middle of a save that left damage", tried, wrong)


def _any_death(store: FolderStore, number: int, chance: random.Random) -> Work:
    name = CALLS[number % len(CALLS)]
    nth = chance.randrange(1, 12 if name in {"open", "close"} else 4)
    return killed_at(store, nth, name, half=chance.random() < 0.5)
