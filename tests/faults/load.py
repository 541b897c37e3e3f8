"""Many processes on one store, some of them killed: nothing confirmed is lost."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.review.review_details import details_changed
from cspr_tui.domain.steps.step import ChangedMeanwhileError, Step
from cspr_tui.store.folder.folder_store import FolderStore
from tests.faults.child import Child, Say, started
from tests.faults.figure import Bench, Figure
from tests.faults.work import is_its_history, note, stepped, store_of, texts_of

SHARED = "SHARED"
FACTS = ("sin_ref", "late_reason", "panel_summary")


@dataclass(frozen=True, slots=True)
class Worker:
    """One process' share: its name, its own review, and from where it counts on."""

    folder: Path
    name: str
    own: str
    steps: range

    def __call__(self, say: Say) -> None:
        store, chance = FolderStore.open(self.folder), random.Random(self.name)
        seen = store.load(SHARED)
        for number in self.steps:
            token = f"{self.name}-{number}"
            if chance.random() < 0.3:
                seen = self._fact(store, seen, token, say)
            else:
                ref = chance.choice((SHARED, self.own))
                say(f"began {ref} {token}")
                note(store, ref, token)
                say(f"note {ref} {token}")

    def _fact(self, store: FolderStore, seen: Review, token: str, say: Say) -> Review:
        """Change a fact as seen a while ago; told to look again, look again."""
        name = random.Random(token).choice(FACTS)
        step = details_changed(seen, _with(seen, name, token))
        say(f"began {SHARED} {token}")
        try:
            after = _changed(store, step)
        except ChangedMeanwhileError:
            return store.load(SHARED)
        say(f"fact {SHARED} {token}")
        return after


def _with(review: Review, name: str, value: str) -> Review:
    named: dict[str, str] = {name: value}
    return replace(review, **named)  # type: ignore[arg-type] # one of FACTS, all text


def _changed(store: FolderStore, step: Step) -> Review:
    with store.locked(SHARED):
        before = store.load(SHARED)
        after = stepped(before, step)
        store.save(after, before.version)
    return after


@dataclass
class Crew:
    """The processes at work, those killed begun again where they stopped."""

    folder: Path
    size: int
    steps: int
    kills: int
    chance: random.Random
    said: list[str] = field(default_factory=list)
    begin: dict[int, int] = field(default_factory=dict)
    killed: int = 0
    broken: int = 0

    def run(self) -> None:
        at_work = [(n, self._started(n, 0)) for n in range(self.size)]
        while at_work:
            time.sleep(0.02)
            if self.kills and self.chance.random() < 0.25:
                self.kills -= 1
                self.chance.choice(at_work)[1].kill()
            over = [(n, child) for n, child in at_work if child.is_over()]
            at_work = [each for each in at_work if each not in over]
            again = [(n, self._again(n, child)) for n, child in over]
            at_work += [(n, child) for n, child in again if child]

    def _started(self, number: int, begin: int) -> Child:
        worker = Worker(
            self.folder, f"w{number}", f"OWN{number}", range(begin, self.steps)
        )
        return started(worker)

    def _again(self, number: int, child: Child) -> Child | None:
        lines = child.lines()
        self.said += lines
        self.broken += child.ended not in {0, -9}
        begun = [int(line.rpartition("-")[2]) + 1 for line in lines]
        self.begin[number] = max(begun, default=self.begin.get(number, 0))
        if child.ended != -9:
            return None
        self.killed += 1
        return self._started(number, self.begin[number])


def load(bench: Bench) -> Iterator[Figure]:
    """Processes on shared and separate reviews, killed and begun again."""
    size, steps = bench.reach(4, 16), bench.reach(15, 200)
    refs = [SHARED, *(f"OWN{n}" for n in range(size))]
    store = store_of(bench.place("load"), *refs)
    kills = bench.reach(3, 60)
    crew = Crew(store.folder, size, steps, kills, bench.chance())
    crew.run()
    reviews = {ref: store.load(ref) for ref in refs}
    confirmed = [line.split() for line in crew.said if not line.startswith("began")]
    yield Figure(
        f"{size} processes x {steps} steps, confirmed changes lost",
        len(confirmed),
        sum(not _holds(reviews[ref], kind, token) for kind, ref, token in confirmed)
        + crew.broken,
        f"{crew.killed} kills",
    )
    yield Figure(
        "reviews whose history does not give their facts (wrong merges)",
        len(reviews),
        sum(not is_its_history(review) for review in reviews.values()),
    )
    began = {line.split()[2] for line in crew.said if line.startswith("began")}
    told = [text for review in reviews.values() for text in texts_of(review)]
    yield Figure(
        "notes that nobody wrote, or that stand twice",
        len(told),
        len(told) - len(set(told)) + sum(text not in began for text in told),
    )
    yield Figure("findings of verify after it", len(refs), len(store.verify()))


def _holds(review: Review, kind: str, token: str) -> bool:
    if kind == "note":
        return token in texts_of(review)
    return any(edit.new == token for change in review.history for edit in change.edits)
