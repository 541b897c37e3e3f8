"""Kill the primary of a Patroni cluster under load, and count what is lost.

    python -m tests.postgres.patroni [--kills 5] [--clients 4]

Three nodes and one etcd on loopback, synchronous replication, one address that names
all nodes. A kill takes the node's Patroni and all its server processes at once, so
the others wait for its lease (20 s, the least Patroni takes) to run out.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Event

import psycopg

from cspr_tui.store.postgres.setup import create, open_store
from tests.postgres.cluster import LEASE, MISSING, Cluster, are_there, cluster
from tests.postgres.load import Done, filled, missing, persist
from tests.postgres.sitting import sat_down

REVIEWS = 20
ALLOWED = 2.0


@dataclass
class Saved:
    """What was acknowledged, and when."""

    changes: list[tuple[str, str]] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)


def work(address: str, number: int, seed: int, stop: Event) -> Saved:
    """Log notes until told to stop."""
    chance, saved = Random(seed + number), Saved()
    service = sat_down(open_store(address), f"client{number}")
    while not stop.is_set():
        ref = f"R{chance.randrange(REVIEWS):03}"
        text = f"{number}-{len(saved.changes)}"
        persist(service, ref, text)
        saved.changes.append((ref, text))
        saved.moments.append(time.monotonic())
        time.sleep(0.01)
    return saved


def killed(nodes: Cluster) -> tuple[float, float]:
    """Kill the primary; return when, and when another took over."""
    primary = nodes.wait_whole()
    time.sleep(2)
    at = time.monotonic()
    primary.kill()
    while (after := nodes.primary()) is None or after is primary:
        time.sleep(0.05)
    taken_over = time.monotonic()
    time.sleep(4)
    primary.start()
    return at, taken_over


def main() -> int:
    """Run the load and the kills; 0 where the bars are met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not are_there():
        sys.stdout.write(f"{MISSING}\n")
        return 0
    with cluster() as nodes:
        return _run(nodes, asked.kills, asked.clients, asked.seed)


def _run(nodes: Cluster, kills: int, clients: int, seed: int) -> int:
    nodes.wait_whole()
    address = _prepared(nodes)
    stop = Event()
    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(work, address, n, seed, stop) for n in range(clients)]
        try:
            turns = [killed(nodes) for _ in range(kills)]
        finally:
            stop.set()
    done = [each.result() for each in running]
    moments = sorted(at for each in done for at in each.moments)
    late = 0.0
    for number, (at, over) in enumerate(turns, start=1):
        again = next(each for each in moments if each > max(at, over - 0.05))
        late = max(late, again - over)
        _say(f"kill {number}: another primary after {over - at:.1f} s, ")
        _say(f"saved again {again - over:+.2f} s after that\n")
    counted = [Done(tuple(each.changes), 0, 0, 0) for each in done]
    lost, twice = missing(open_store(address), counted)
    found = open_store(address).verify()
    _say(f"{len(moments):,} changes acknowledged by {clients} clients, seed {seed}; ")
    _say(f"{lost} lost, {twice} twice, {len(found)} findings of verify; ")
    _say(f"lease {LEASE} s, worst wait after it {late:.2f} s (bar {ALLOWED} s)\n")
    return int(bool(lost or twice or found or late > ALLOWED))


def _prepared(nodes: Cluster) -> str:
    with psycopg.connect(nodes.address("admin", "postgres"), autocommit=True) as admin:
        admin.execute("create database cspr")
    made = create(nodes.address("admin", "cspr"), "Northmere")
    with psycopg.connect(nodes.address("admin", "cspr"), autocommit=True) as admin:
        admin.execute("create role coordinator login")
        admin.execute(f"grant {made.partnership_key} to coordinator".encode())
    address = nodes.address("coordinator", "cspr")
    filled(open_store(address), REVIEWS)
    return address


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
