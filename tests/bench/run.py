"""Measure against an empty Textual app and the peers there are.

    python -m tests.bench.run [--rounds 5] [--sizes 100,500,10000] [--folder DIR]

Makes invented stores, warms the cache, then runs every program in turn, round by
round. What is printed are medians, and ratios to the empty app of the same round:
times alone say more of the machine than of a program. Peers found on the PATH
(VisiData, vit) are given the same number of rows.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.black_box import BlackBox, python

DOWN = 10
TYPED = "police"


@dataclass(frozen=True, slots=True)
class Program:
    """What is run: its command, its ready text, its keys."""

    name: str
    command: tuple[str, ...]
    ready: str
    quit: str = "q"
    filter: str = ""


@dataclass
class Measured:
    """One program's samples, a round each; keys with all their samples."""

    ready: list[float] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    rss: list[float] = field(default_factory=list)
    down: list[float] = field(default_factory=list)
    down_bytes: list[int] = field(default_factory=list)
    typed: list[float] = field(default_factory=list)
    idle: list[int] = field(default_factory=list)

    def add(self, program: Program) -> None:
        box = BlackBox(program.command, program.ready)
        box.start()
        self.ready.append(box.ready_ms)
        self.start.append(box.start_bytes)
        self.idle.append(box.idle(1.0))
        answers = [box.press("j") for _ in range(DOWN)]
        self.down += [each.ms for each in answers]
        self.down_bytes += [each.size for each in answers]
        if program.filter:
            box.press(program.filter)
            self.typed += [box.press(letter).ms for letter in TYPED]
            box.press("\x1b")
        box.stop(program.quit)
        self.rss.append(box.rss_mb)


def programs(store: Path, rows: Path, count: int) -> Iterator[Program]:
    yield Program("empty Textual app", python("-m", "tests.bench.empty_app"), "READY")
    ours = python("-m", "cspr_tui", "--store", str(store))
    yield Program("cspr-tui", ours, "q quit", "\x11", "/")
    if shutil.which("vd"):
        sheet = ("vd", "--quitguard=False", str(rows))
        yield Program("VisiData", sheet, f"{count} rows", "gq")
    if shutil.which("vit"):
        yield Program("vit", ("vit",), "tasks", "Q")


def made(folder: Path, count: int) -> tuple[Path, Path]:
    """Return a store of that size and its rows as a sheet, its cache warm."""
    store, rows = folder / f"store-{count}", folder / f"rows-{count}.csv"
    if not store.exists():
        _run("sample", str(store), "--reviews", str(count), "--entries", "20")
    _run("--store", str(store), "list")
    time.sleep(2.5)
    said = _run("--store", str(store), "list", "--all", "--format", "csv")
    rows.write_text(said, encoding="utf-8")
    return store, rows


def _run(*words: str) -> str:
    command = python("-m", "cspr_tui", *words)
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return done.stdout


def measured(folder: Path, count: int, rounds: int) -> dict[str, Measured]:
    store, sheet = made(folder, count)
    with sheet.open(encoding="utf-8") as lines:
        found = sum(1 for _ in csv.reader(lines)) - 1
    shown = list(programs(store, sheet, found))
    results = {program.name: Measured() for program in shown}
    for _ in range(rounds):
        for program in shown:
            results[program.name].add(program)
    return results


def table(results: dict[str, Measured]) -> Iterator[str]:
    """Yield a line for each program: medians, and ratios round by round."""
    floor = results["empty Textual app"]
    head = ("program", "ready ms", "x empty", "p95 down", "B/key", "start B", "RSS MB")
    yield _row((*head, "p95 type", "idle B"))
    for name, found in results.items():
        pairs = zip(found.ready, floor.ready, strict=True)
        yield _row(
            (
                name,
                f"{median(found.ready):.0f}",
                f"{median(ours / empty for ours, empty in pairs):.2f}",
                f"{_p95(found.down):.1f}",
                f"{median(found.down_bytes):.0f}",
                f"{median(found.start):.0f}",
                f"{median(found.rss):.0f}",
                f"{_p95(found.typed):.1f}" if found.typed else "-",
                f"{median(found.idle):.0f}",
            )
        )


def _p95(samples: Sequence[float]) -> float:
    return sorted(samples)[round(0.95 * (len(samples) - 1))]


def _row(cells: Sequence[str]) -> str:
    name, *numbers = cells
    return f"{name:<20}" + "".join(f"{number:>10}" for number in numbers)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", default="100,500,10000")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/cspr-bench"))  # noqa: S108 - named, and made private
    args = parser.parse_args()
    args.folder.mkdir(mode=0o700, exist_ok=True)
    for size in args.sizes.split(","):
        print(f"\n{size} reviews, 80x24, {args.rounds} rounds")  # noqa: T201 - what it is for
        for line in table(measured(args.folder, int(size), args.rounds)):
            print(line)  # noqa: T201 - what it is for
    return 0


if __name__ == "__main__":
    sys.exit(main())
