"""The contract, the load, the stops and the board on a real server, with the figures.

    python -m tests.postgres.run [--clients 16] [--changes 200] [--reviews 160]
        [--rounds 5] [--stops 5] [--board 10000] [--seed 1]

It starts PostgreSQL on loopback in a folder that is thrown away. A client
saves on ten reviews of its own three times in four, else on anybody's. Ratios are taken
within a round: times alone say more of the machine than of a program.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from cspr_tui.sample import partnership, write_reviews
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.postgres.setup import create, open_store
from cspr_tui.store.protocol import Store
from tests.bench.black_box import BlackBox, python
from tests.postgres import load
from tests.postgres.server import MISSING, Server, binaries, new_database, new_login
from tests.postgres.server import running as server_running
from tests.postgres.stops import stopped
from tests.postgres.trips import trips
from tests.sitting import MONDAY

CONTRACT = ("tests/store/test_contract.py", "tests/postgres")
# The bars.
THROUGHPUT, BOARD = 0.60, 1.5


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, the bar, and whether it is met."""

    what: str
    measured: str
    bar: str
    met: bool


def main() -> int:
    """Run everything and print the table; 0 where every bar is met."""
    asked = _arguments()
    if binaries() is None:
        sys.stdout.write(f"SKIPPED: {MISSING}\n")
        return 0
    figures: list[Figure] = []
    for part in (contract, loaded, stops, round_trips, board):
        for figure in part(asked):
            figures.append(figure)
            said = "met" if figure.met else "MISSED"
            words = f"{figure.what}: {figure.measured} (bar {figure.bar}) {said}\n"
            sys.stdout.write(words)
            sys.stdout.flush()
    return int(not all(figure.met for figure in figures))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    for name, default in {
        "clients": 16,
        "changes": 200,
        "reviews": 160,
        "rounds": 5,
        "stops": 5,
        "board": 10_000,
        "seed": 1,
    }.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--only", default="")
    return parser.parse_args()


def contract(asked: argparse.Namespace) -> Iterator[Figure]:
    """Run the suite that every engine runs, and the database's own."""
    if _left_out("contract", asked):
        return
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *CONTRACT]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own tests
    said = (done.stdout.strip().splitlines() or ["nothing"])[-1]
    yield Figure("contract suite on every engine", said, "all", done.returncode == 0)


def loaded(asked: argparse.Namespace) -> Iterator[Figure]:
    """Save from many clients, bare ones and the store's in turn."""
    if _left_out("load", asked):
        return
    ratios, rates, lost, wait = list[float](), list[float](), 0, 0.0
    with server_running("max_connections=200") as server:
        for number in range(asked.rounds):
            address, admin = new_partnership(server, f"Load {number}")
            store = open_store(address)
            load.filled(store, asked.reviews)
            load.bare_prepared(admin, asked.reviews)
            bare, ours = _pair(asked, number, admin, address)
            found = load.missing(store, ours)
            lost += sum(found) + len(store.verify())
            ratios.append(load.rate(ours) / load.rate(bare))
            rates.append(load.rate(ours))
            wait = max(wait, *(each.worst for each in ours))
    changes = asked.rounds * asked.clients * asked.changes
    said = f"{lost} of {changes:,}, worst wait {wait * 1000:.0f} ms, seed {asked.seed}"
    yield Figure(f"lost or twice, {asked.clients} clients", said, "0", lost == 0)
    each = ", ".join(f"{ratio:.0%}" for ratio in ratios)
    said = f"{median(ratios):.0%} of bare psycopg ({each}), {median(rates):.0f}/s"
    met = median(ratios) >= THROUGHPUT
    yield Figure("throughput", said, f">= {THROUGHPUT:.0%}", met)


def _pair(
    asked: argparse.Namespace, number: int, admin: str, address: str
) -> tuple[list[load.Done], list[load.Done]]:
    each = (asked.reviews, asked.changes)
    seed = asked.seed + number * asked.clients
    bare: load.Client = partial(load.bare_client, admin, *each)
    ours: load.Client = partial(load.store_client, address, *each)
    turns = [(0, bare), (1, ours)]
    done = {
        at: load.together(client, asked.clients, seed)
        for at, client in (turns if number % 2 else reversed(turns))
    }
    return done[0], done[1]


def stops(asked: argparse.Namespace) -> Iterator[Figure]:
    """Stop the server at once under load, again and again."""
    if _left_out("stops", asked):
        return
    with server_running("max_connections=200") as server:
        address, _ = new_partnership(server, "Stops")
        store = open_store(address)
        load.filled(store, asked.reviews)
        done = stopped(server, address, asked.reviews, asked.stops, asked.seed)
        lost, twice = load.missing(store, done)
        found = len(store.verify())
    saved = sum(len(each.saved) for each in done)
    said = f"{lost} of {saved:,} acknowledged lost, {twice} twice, {found} findings"
    bar = "0 lost, 0 twice"
    met = not (lost or twice or found)
    yield Figure(f"{asked.stops} immediate stops under load", said, bar, met)


def round_trips(asked: argparse.Namespace) -> Iterator[Figure]:
    """Count what a person waits for over a long line."""
    if _left_out("trips", asked):
        return
    with server_running() as server:
        address, _ = new_partnership(server, "Trips")
        for what, counted, bar in trips(address):
            met = counted <= bar
            yield Figure(f"round trips, {what}", str(counted), f"<= {bar}", met)


def board(asked: argparse.Namespace) -> Iterator[Figure]:
    """Start the app on the same reviews in a folder and in a database."""
    if _left_out("board", asked):
        return
    with tempfile.TemporaryDirectory() as scratch, server_running() as server:
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch) / "caches")
        folder = FolderStore.create(Path(scratch) / "store", "")
        address, _ = new_partnership(server, "Board")
        for store in (folder, open_store(address)):
            _invent(store, asked)
        named = {"folder": str(folder.folder), "database": address}
        first = {name: _ready(where) for name, where in named.items()}
        later: dict[str, list[float]] = {name: [] for name in named}
        for _ in range(asked.rounds + 2):
            for name, where in named.items():
                later[name].append(_ready(where))
    for what, (ours, theirs) in {
        "first time": (first["database"], first["folder"]),
        "kept rows": (median(later["database"]), median(later["folder"])),
    }.items():
        ratio = ours / theirs
        said = f"{ours:,.0f} ms, folder {theirs:,.0f} ms, {ratio:.2f}x"
        words = f"board ready, {asked.board:,} reviews, {what}"
        yield Figure(words, said, f"<= {BOARD}x", ratio <= BOARD)


def _invent(store: Store, asked: argparse.Namespace) -> None:
    store.save_partnership(partnership(asked.seed), store.partnership().version)
    write_reviews(store, asked.board, 8, asked.seed, MONDAY)


def _ready(store: str) -> float:
    words = python("-m", "cspr_tui", "--store", store)
    box = BlackBox(words, "q quit", patience=180.0)
    box.start()
    box.stop("\x11")
    return box.ready_ms


def new_partnership(server: Server, name: str) -> tuple[str, str]:
    """Make a database for a partnership; return a coordinator's and its owner's."""
    admin = new_database(server.admin)
    made = create(admin, name)
    made.close()
    role = f"c_{made.partnership_key}"
    return new_login(admin, role, made.partnership_key), admin


def _left_out(part: str, asked: argparse.Namespace) -> bool:
    return bool(asked.only) and part not in asked.only.split(",")


if __name__ == "__main__":
    raise SystemExit(main())
