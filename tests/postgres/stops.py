"""A server stopped at once while clients save, and started again."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event

from cspr_tui.store.postgres.setup import open_store
from tests.postgres.load import Done, persist
from tests.postgres.server import Server
from tests.postgres.sitting import sat_down

CLIENTS = 8


def stopped(
    server: Server, address: str, reviews: int, times: int, seed: int
) -> list[Done]:
    """Stop and start the server under load; return what was acknowledged."""
    chance, stop = Random(seed), Event()
    with ThreadPoolExecutor(CLIENTS) as pool:
        running = [
            pool.submit(saved_until, stop, address, reviews, seed + number)
            for number in range(CLIENTS)
        ]
        try:
            for _ in range(times):
                time.sleep(2 + chance.random())
                server.stop()
                time.sleep(chance.random())
                server.start("max_connections=200")
            time.sleep(3)
        finally:
            stop.set()
    return [each.result() for each in running]


def saved_until(stop: Event, address: str, reviews: int, seed: int) -> Done:
    """Log notes on reviews by chance until told to stop."""
    chance, saved = Random(seed), list[tuple[str, str]]()
    service = sat_down(open_store(address), f"client{seed}")
    began = time.time()
    while not stop.is_set():
        ref, text = f"R{chance.randrange(reviews):03}", f"{seed}-{len(saved)}"
        persist(service, ref, text)
        saved.append((ref, text))
    return Done(tuple(saved), began, time.time(), 0.0)
