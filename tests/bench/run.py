"""Measure against an empty Textual app, two plain lists and the peers there are.

    python -m tests.bench.run [--rounds 10] [--folder DIR] [--only NAME ...]

Makes invented stores, installs the peers into scratch environments, warms the
cache, then runs every program in turn, round by round, at 120x40; bytes are counted
at 80x24. Figures are medians of the ratios inside one round: times alone say more of
the machine than of a program. The page it prints is a Markdown table; each bar stands
beside its figure.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.bars import bars
from tests.bench.black_box import python
from tests.bench.peers import EMPTY, Program, install, ours, peers, write_rows
from tests.bench.rounds import SMALL, Plan, Samples, commands, flat, measured, p95
from tests.bench.saving import save_ms


@dataclass(frozen=True, slots=True)
class Case:
    """A store to measure on: its reviews, the entries of each, what is done."""

    name: str
    reviews: int
    entries: int
    plan: Plan
    alone: bool = False


CASES = (
    Case("100", 100, 5, Plan()),
    Case("small screen", 500, 200, Plan(downs=40, size=SMALL), alone=True),
    Case("500", 500, 200, Plan(downs=200)),
    Case("1000", 1_000, 5, Plan(types=200)),
    Case("10000", 10_000, 5, Plan(downs=200, opens=12, types=200)),
    Case("open", 40, 300, Plan(opens=60)),
)


def case_named(name: str) -> Case:
    """Return the case of that name."""
    return next(case for case in CASES if case.name == name)


def store_of(folder: Path, case: Case) -> Path:
    """Return the invented store of that size, its cache warm."""
    store = folder / f"store-{case.reviews}-{case.entries}"
    if not store.exists():
        counts = ("--reviews", str(case.reviews), "--entries", str(case.entries))
        _run("sample", str(store), *counts)
        time.sleep(2.5)
    _run("--store", str(store), "list")
    return store


def _run(*words: str) -> None:
    command = python("-m", "cspr_tui", *words)
    subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own words


def programs(folder: Path, case: Case) -> list[Program]:
    """Return what is run on a store: ours beside everything else."""
    store = store_of(folder, case)
    if case.alone:
        return [EMPTY, ours(store)]
    rows = folder / f"rows-{case.name}.json"
    count = write_rows(store, rows)
    others = list(peers(folder, rows, count))
    return [EMPTY, ours(store), *(each for each in others if each is not EMPTY)]


def plain_commands(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Return the seconds that commands take, beside an interpreter doing nothing."""
    store = str(store_of(folder, case_named("500")))
    ours = python("-m", "cspr_tui", "--store", store)
    words: dict[str, tuple[str, ...]] = {"pass": python("-c", "pass")}
    words |= {name: (*ours, name) for name in ("list", "brief")}
    return commands(words, rounds)


def table(results: dict[str, Samples]) -> list[str]:
    """Return a Markdown table of one size."""
    floor = results[EMPTY.name]
    heads = (
        "program|ready ms|x empty|start B|down p50 / p95 ms|B/key|type p95 ms|open ms"
    )
    lines = [f"|{heads}|idle B/s|64 KB/s, 80 ms: ready ms|RSS MB|"]
    lines.append("|---" * 11 + "|")
    for name, found in results.items():
        pairs = zip(found.ready, floor.ready, strict=False)
        cells = (
            name,
            f"{median(found.ready):.0f}",
            f"{median(a / b for a, b in pairs):.2f}",
            f"{median(found.start):,.0f}",
            _spread(found.down),
            f"{median(found.down_bytes):.0f}" if found.down_bytes else "-",
            f"{p95(flat(found.typed)):.1f}" if found.typed else "-",
            f"{median(flat(found.opened)):.0f}" if found.opened else "-",
            f"{median(found.idle):.0f}",
            f"{median(found.linked):.0f}",
            f"{median(found.rss):.0f}",
        )
        lines.append(f"|{'|'.join(cells)}|")
    return lines


def _spread(rounds: list[list[float]]) -> str:
    if not rounds:
        return "-"
    samples = flat(rounds)
    return f"{median(samples):.1f} / {p95(samples):.1f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/cspr-bench"))  # noqa: S108 - named, and made private
    parser.add_argument("--only", nargs="*", default=[case.name for case in CASES])
    parser.add_argument("--ours", action="store_true", help="no peers but the floors")
    args = parser.parse_args()
    args.folder.mkdir(mode=0o700, exist_ok=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for missing in [] if args.ours else install(args.folder):
        _say(f"Not measured: {missing}.")
    results = dict[str, dict[str, Samples]]()
    for case in CASES:
        if case.name not in args.only:
            continue
        size = "x".join(map(str, case.plan.size))
        _say(f"\n### {case.reviews} reviews of {case.entries} entries, {size}\n")
        shown = programs(args.folder, case)
        kept = [each for each in shown if not (args.ours and each.slow)]
        plan = case.plan.shared_by(args.rounds)
        results[case.name] = measured(kept, plan, args.rounds, Path.cwd())
        for line in table(results[case.name]):
            _say(line)
    plain = plain_commands(args.folder, args.rounds * 2)
    small, large = (store_of(args.folder, case_named(n)) for n in ("100", "10000"))
    saves = save_ms((small, large), args.rounds * 4) if "10000" in results else []
    _say("\n### Figures\n")
    for line in bars(results, plain, saves):
        _say(line)
    return 0


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - what it is for


if __name__ == "__main__":
    sys.exit(main())
