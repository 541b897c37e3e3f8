"""Tries everything that could lose or falsify a record, and prints what came of it.

    python -m tests.faults.run [--full] [--seed N] [--only NAME]

Ends with 1 when anything went wrong. Skips, saying why, what needs root.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.accounts import accounts
from tests.faults.among import among
from tests.faults.core_dumps import core_dumps
from tests.faults.cost import cost
from tests.faults.crashes import crashes
from tests.faults.damage import damage
from tests.faults.figure import SEED, Bench, Skipped, Trial
from tests.faults.foreign_files import foreign_files
from tests.faults.forgeries import forgeries
from tests.faults.hardware import full_disk, power_cuts
from tests.faults.histories import histories
from tests.faults.injected import injected
from tests.faults.kept import kept
from tests.faults.kept_beside import kept_beside
from tests.faults.kills import kills
from tests.faults.leaving import leaving
from tests.faults.load import load
from tests.faults.merges import merges
from tests.faults.modes import modes
from tests.faults.office_bombs import office_bombs
from tests.faults.partial_views import partial_views
from tests.faults.planted import planted
from tests.faults.seeded import seeded
from tests.faults.shapes import shapes

TRIALS: dict[str, Trial] = {
    "load": load,
    "histories": histories,
    "kills": kills,
    "among": among,
    "crashes": crashes,
    "injected": injected,
    "damage": damage,
    "merges": merges,
    "forgeries": forgeries,
    "core_dumps": core_dumps,
    "modes": modes,
    "planted": planted,
    "office_bombs": office_bombs,
    "foreign_files": foreign_files,
    "kept": kept,
    "kept_beside": kept_beside,
    "leaving": leaving,
    "shapes": shapes,
    "partial_views": partial_views,
    "seeded": seeded,
    "full_disk": full_disk,
    "power_cuts": power_cuts,
    "accounts": accounts,
    "cost": cost,
}


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.run")
    parser.add_argument("--full", action="store_true", help="as far as promised")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", choices=TRIALS, action="append", default=[])
    return parser.parse_args()


def main() -> int:
    args, wrong = asked(), 0
    print(f"seed {args.seed}, {'full' if args.full else 'short'}")  # noqa: T201 - its output
    for name in args.only or TRIALS:
        with tempfile.TemporaryDirectory(prefix="cspr-faults-") as scratch:
            wrong += ran(name, Bench(Path(scratch), args.seed, args.full))
    return 1 if wrong else 0


def ran(name: str, bench: Bench) -> int:
    """Run one trial, print its lines as they come, and return what went wrong."""
    wrong, since = 0, time.monotonic()
    for figure in TRIALS[name](bench):
        spent = time.monotonic() - since
        if isinstance(figure, Skipped):
            line = f"skipped: {figure.why}"
        else:
            wrong += figure.wrong
            line = f"{figure.tried:>9,} tried {figure.wrong:>5,} wrong  {figure.what}"
            line += f" ({figure.said})" * bool(figure.said)
        print(f"{name:<10} {spent:7.1f} s  {line}", flush=True)  # noqa: T201 - its output
    return wrong


if __name__ == "__main__":
    sys.exit(main())
