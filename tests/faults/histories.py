"""A history check: appends and reads by many processes, some killed, fit one order."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.store.folder.folder_store import FolderStore
from tests.faults.child import Child, Say, Work, started
from tests.faults.figure import Bench, Figure
from tests.faults.work import note, store_of, texts_of

KEYS = tuple(f"K{n}" for n in range(48))


@dataclass(frozen=True, slots=True)
class Act:
    """One append or read: from when to when, on what, and what was appended or seen."""

    begun: int
    ended: int
    did: str
    ref: str
    seen: tuple[str, ...]


def worker(folder: Path, name: str, count: int) -> Work:
    def work(say: Say) -> None:
        store, chance = FolderStore.open(folder), random.Random(name)
        for number in range(count):
            ref, token = chance.choice(KEYS), f"{name}.{number}"
            if chance.random() < 0.5:
                _append(store, ref, token, say)
            else:
                _read(store, ref, say)

    return work


def _append(store: FolderStore, ref: str, token: str, say: Say) -> None:
    begun = time.monotonic_ns()
    say(f"{begun} 0 began {ref} {token}")
    note(store, ref, token)
    say(f"{begun} {time.monotonic_ns()} append {ref} {token}")


def _read(store: FolderStore, ref: str, say: Say) -> None:
    begun = time.monotonic_ns()
    seen = ",".join(texts_of(store.load(ref)))
    say(f"{begun} {time.monotonic_ns()} read {ref} {seen or '-'}")


def act_of(line: str) -> Act:
    begun, ended, did, ref, seen = line.split(" ")
    return Act(int(begun), int(ended), did, ref, tuple(seen.strip("-").split(",")))


def anomalies(acts: list[Act], final: dict[str, list[str]]) -> Iterator[str]:
    """Name each act that no single order of all acts explains."""
    places = {(ref, t): n for ref, ts in final.items() for n, t in enumerate(ts)}
    asked = {(act.ref, act.seen[0]) for act in acts if act.did == "began"}
    yield from (f"{place} was never written" for place in places.keys() - asked)
    for ref, texts in final.items():
        if len(set(texts)) != len(texts):
            yield f"{ref} holds an append twice"
        yield from _of_one(ref, [a for a in acts if a.ref == ref], texts)


def _of_one(ref: str, acts: list[Act], texts: list[str]) -> Iterator[str]:
    """Name what does not fit: a length is the time by which an act happened."""
    lengths: list[tuple[Act, int]] = []
    for act in acts:
        if act.did == "append":
            lost = act.seen[0] not in texts
            if lost:
                yield f"{ref}: confirmed {act.seen[0]} is gone"
            else:
                lengths.append((act, texts.index(act.seen[0]) + 1))
        elif act.did == "read":
            seen = [text for text in act.seen if text]
            if seen != texts[: len(seen)]:
                yield f"{ref}: a read saw another order than the last one"
            lengths.append((act, len(seen)))
    yield from _out_of_time(ref, lengths)


def _out_of_time(ref: str, lengths: list[tuple[Act, int]]) -> Iterator[str]:
    """Name acts that began after another had ended and yet saw less than it."""
    ended = sorted(lengths, key=lambda each: each[0].ended)
    most, at = 0, 0
    for act, length in sorted(lengths, key=lambda each: each[0].begun):
        while at < len(ended) and ended[at][0].ended < act.begun:
            most, at = max(most, ended[at][1]), at + 1
        if length < most:
            yield f"{ref}: {act.did} saw {length} after {most} were confirmed"


def histories(bench: Bench) -> Iterator[Figure]:
    """Operations on shared reviews by processes that are killed at any moment."""
    wanted, kills = bench.reach(300, 10_000), bench.reach(4, 120)
    store, chance = store_of(bench.place("history"), *KEYS), bench.chance()
    acts: list[Act] = []
    done: list[Act] = []
    killed = turn = 0
    while len(done) < wanted or killed < kills:
        turn += 1
        lines, now = _round(store.folder, turn, chance)
        acts += [act_of(line) for line in lines]
        killed += now
        done = [act for act in acts if act.did != "began"]
    final = {ref: texts_of(store.load(ref)) for ref in KEYS}
    found = list(anomalies(acts, final))
    said = found[0] if found else f"{killed} kills"
    yield Figure("operations that fit no order", len(done), len(found), said)


def _round(folder: Path, turn: int, chance: random.Random) -> tuple[list[str], int]:
    at_work: list[Child] = [
        started(worker(folder, f"t{turn}p{n}", 40)) for n in range(6)
    ]
    time.sleep(0.03 + chance.random() * 0.25)
    doomed = at_work[: chance.randrange(1, 5)]
    for child in doomed:
        child.kill()
    lines = [line for child in at_work for line in child.lines()]
    return lines, sum(child.ended == -9 for child in at_work)
