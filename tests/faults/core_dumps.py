"""A process that dies with a case in its memory leaves no core file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.figure import Bench, Figure, Skipped
from tests.sitting import demo_store

# What each process does before it dies; the commands print to nowhere.
START = """
import os, sys
from cspr_tui.cli.main import main
sys.argv = sys.argv[1:]
try:
    main()
finally:
    os.abort()
"""
NOTHING = "import os; os.abort()"
COMMANDS = (
    ["list"],
    ["brief"],
    ["list", "--text", "school"],
    ["figures"],
    ["verify"],
    ["--plain"],
    ["list", "--no-such-option"],
)


def core_dumps(bench: Bench) -> Iterator[Figure | Skipped]:
    """Each command is killed by SIGABRT where core dumps are on."""
    place = bench.place("cores")
    place.mkdir(parents=True)
    if not _dumps_core(place, NOTHING, []):
        yield Skipped("this machine dumps no cores")
        return
    store = demo_store(place / "store").folder
    chosen = COMMANDS if bench.full else COMMANDS[:2]
    wrong = [
        " ".join(words)
        for words in chosen
        if _dumps_core(place, START, ["cspr-tui", "--store", str(store), *words])
    ]
    yield Figure("core dumps left behind", len(chosen), len(wrong), ", ".join(wrong))


def _dumps_core(place: Path, code: str, words: list[str]) -> bool:
    """Run code that aborts, with no limit on core dumps; whether one was made."""
    script = 'cd "$0" && ulimit -c unlimited 2>/dev/null; exec "$@" >/dev/null 2>&1'
    python = [sys.executable, "-c", code, *words]
    argv = ["/bin/sh", "-c", script, str(place), *python]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    status = os.waitpid(os.posix_spawn(argv[0], argv, environ), 0)[1]
    left = [*place.glob("core*")]
    for path in left:
        path.unlink()
    return os.WCOREDUMP(status) or bool(left)
