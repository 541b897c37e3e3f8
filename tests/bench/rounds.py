"""Every program in turn, round by round, and what was measured of each."""

from __future__ import annotations

import math
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from pathlib import Path
from statistics import median

from tests.bench.black_box import BlackBox, Link
from tests.bench.peers import Program

# What is typed on a filter line; the same for all.
TYPED = ("police", "deadline")
OPENING = 0.25
IDLE = 1.0
# Programs that take seconds to start are run in this many rounds only.
SLOW_ROUNDS = 3
# A start is one sample where a key gives hundreds, so a round takes several.
STARTS = 3
# The size at which times are taken, and the one on which bytes are counted.
WIDE, SMALL = (120, 40), (80, 24)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done beside starting: keys down, rows opened, letters typed; how wide."""

    downs: int = 0
    opens: int = 0
    types: int = 0
    size: tuple[int, int] = WIDE

    def shared_by(self, rounds: int) -> Plan:
        """Return what one of so many rounds does of it."""
        every = {name: getattr(self, name) for name in ("downs", "opens", "types")}
        return replace(self, **{k: math.ceil(n / rounds) for k, n in every.items()})

    def box(self, program: Program, folder: Path) -> BlackBox:
        """Return a terminal of that size that the program is to run in."""
        return BlackBox(program.command, program.ready, *self.size, folder=folder)


@dataclass
class Samples:
    """One program's samples: a list a round, each with what that round gave."""

    ready: list[float] = field(default_factory=list)
    linked: list[float] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    rss: list[float] = field(default_factory=list)
    idle: list[int] = field(default_factory=list)
    down: list[list[float]] = field(default_factory=list)
    down_bytes: list[int] = field(default_factory=list)
    typed: list[list[float]] = field(default_factory=list)
    opened: list[list[float]] = field(default_factory=list)

    def add(self, program: Program, plan: Plan, folder: Path) -> None:
        more = 0 if program.slow else STARTS - 1
        early = [_started(plan.box(program, folder), program) for _ in range(more)]
        box = plan.box(program, folder)
        box.start()
        self.ready.append(median([*early, box.ready_ms]))
        self.linked.append(Link().ready_ms(box.chunks))
        self.start.append(box.start_bytes)
        box.idle(IDLE)
        self.idle.append(box.idle(IDLE))
        if plan.downs:
            self._press_down(box, program, plan)
        if plan.opens and program.opens:
            self.opened.append(_opened(box, program.opens, plan.opens))
        if plan.types and program.filter:
            self.typed.append(_typed(box, program, plan.types))
        box.stop(program.quit)
        self.rss.append(box.rss_mb)

    def _press_down(self, box: BlackBox, program: Program, plan: Plan) -> None:
        answers = [box.press(program.down) for _ in range(plan.downs)]
        self.down.append([each.ms for each in answers])
        self.down_bytes += [each.size for each in answers]


def _started(box: BlackBox, program: Program) -> float:
    box.start()
    box.stop(program.quit)
    return box.ready_ms


def _opened(box: BlackBox, keys: tuple[str, str], times: int) -> list[float]:
    there, back = keys
    taken = []
    for _ in range(times):
        taken.append(box.press(there, OPENING).ms)
        box.press(back, OPENING)
        box.idle(0.3)
    return taken


def _typed(box: BlackBox, program: Program, letters: int) -> list[float]:
    taken = list[float]()
    box.press(program.filter, OPENING)
    words = cycle(TYPED)
    while len(taken) < letters:
        word = next(words)
        taken += [box.press(letter).ms for letter in word]
        for _ in word:
            box.press("\x7f")
    for key in program.cleared:
        box.press(key, OPENING)
    return taken


def measured(
    programs: Sequence[Program], plan: Plan, rounds: int, folder: Path
) -> dict[str, Samples]:
    """Run every program once a round; one that fails is left out of the rest."""
    results = {program.name: Samples() for program in programs}
    failed = set[str]()
    for number in range(rounds):
        for program in programs:
            if program.name in failed or (program.slow and number >= SLOW_ROUNDS):
                continue
            try:
                results[program.name].add(program, plan, folder)
            except (TimeoutError, OSError) as error:
                failed.add(program.name)
                print(f"left out: {program.name}: {str(error)[:400]}")  # noqa: T201 - what it is for
    return {name: found for name, found in results.items() if found.ready}


def p95(samples: Sequence[float]) -> float:
    """Return what 95 of 100 samples stay under."""
    return sorted(samples)[round(0.95 * (len(samples) - 1))]


def paired(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios round by round."""
    return median(a / b for a, b in zip(ours, theirs, strict=False))


def paired_of(
    take: Callable[[Sequence[float]], float],
    ours: Sequence[Sequence[float]],
    theirs: Sequence[Sequence[float]],
) -> float:
    """Return the median of ratios of what is taken of each round's samples."""
    return paired([take(each) for each in ours], [take(each) for each in theirs])


def flat(one: Sequence[Sequence[float]]) -> list[float]:
    """Return the samples of all rounds."""
    return [sample for each in one for sample in each]


def exponent(small: float, large: float, times: int) -> float:
    """Return how a time grows with the size: 0 not at all, 1 in step."""
    return math.log(large / small) / math.log(times)


def commands(words: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """Run each command once a round; return seconds, a sample a round."""
    taken: dict[str, list[float]] = {name: [] for name in words}
    for _ in range(rounds):
        for name, command in words.items():
            began = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own words
            taken[name].append(time.perf_counter() - began)
    return taken
