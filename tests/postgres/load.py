"""Clients that save at once: the store's, and bare ones to compare with."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import psycopg

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.oversight import Note
from cspr_tui.domain.record.review import Review
from cspr_tui.domain.steps.entries.log import note_logged
from cspr_tui.domain.values.codec import encode
from cspr_tui.service import Reviews
from cspr_tui.store.postgres.setup import open_store
from cspr_tui.store.protocol import NotSavedError, Store, UnusableStoreError
from tests.postgres.sitting import sat_down
from tests.store.test_contract import new

DAY = date(2026, 11, 23)
OWN, OWN_SHARE = 10, 0.75
# Seconds until every client has to be there.
TOGETHER = 120.0


@dataclass(frozen=True, slots=True)
class Done:
    """What one client was told is saved, when it began and ended, its worst wait."""

    saved: tuple[tuple[str, str], ...]
    began: float
    ended: float
    worst: float


Client = Callable[[int], Done]
_gate: list[Barrier] = []


def refs(number: int) -> list[str]:
    return [f"R{each:03}" for each in range(number)]


def filled(store: Store, number: int) -> None:
    """Put new reviews into a store."""
    store.save_all([new(ref) for ref in refs(number)])


def chosen(chance: random.Random, number: int, reviews: int) -> str:
    """Return a review as a coordinator does: mostly one of their own, else any."""
    own = chance.random() < OWN_SHARE
    at = number * OWN + chance.randrange(OWN) if own else chance.randrange(reviews)
    return f"R{at % reviews:03}"


def store_client(address: str, reviews: int, changes: int, number: int) -> Done:
    """Log notes on reviews by chance, through the service."""
    service = sat_down(open_store(address), f"client{number}")
    chance, saved, worst = random.Random(number), [], 0.0
    _ = service.store.versions()
    _gate[0].wait(TOGETHER)
    began = time.time()
    for turn in range(changes):
        ref, text = chosen(chance, number, reviews), f"{number}-{turn}"
        before = time.time()
        persist(service, ref, text)
        worst = max(worst, time.time() - before)
        saved.append((ref, text))
    return Done(tuple(saved), began, time.time(), worst)


def persist(service: Reviews, ref: str, text: str, patience: float = 120.0) -> None:
    """Log a note as a person does who presses save until it is saved."""
    until = time.time() + patience
    while True:
        try:
            service.change(ref, note_logged(Note("", DAY, text)))
        except (NotSavedError, UnusableStoreError):
            if time.time() > until:
                raise
            time.sleep(0.05)
        except CsprError:
            time.sleep(0.01)
        else:
            return


BARE = """
    create table if not exists bare (id text primary key, rev int, doc jsonb);
    create table if not exists bare_history (id text, rev int, doc jsonb,
        primary key (id, rev));
"""


def bare_prepared(admin: str, reviews: int) -> None:
    """Make two plain tables of the same reviews."""
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(BARE)
        for ref in refs(reviews):
            facts = json.dumps(encode(new(ref)))
            words = "insert into bare values (%s, 1, %s::jsonb)"
            connection.execute(words, (ref, facts))


def bare_client(admin: str, reviews: int, changes: int, number: int) -> Done:
    """Update rows by version and insert a history row, with nothing else around."""
    chance, saved = random.Random(number), []
    with psycopg.connect(admin) as connection:
        connection.execute("select 1")
        connection.commit()
        _gate[0].wait(TOGETHER)
        began = time.time()
        for turn in range(changes):
            ref, text = chosen(chance, number, reviews), f"{number}-{turn}"
            while not _bare_saved(connection, ref, text):
                pass
            saved.append((ref, text))
        return Done(tuple(saved), began, time.time(), 0.0)


def _bare_saved(
    connection: psycopg.Connection[tuple[object, ...]], ref: str, text: str
) -> bool:
    """Read, add a note, write conditional on the version: one change."""
    found = connection.execute("select rev, doc from bare where id = %s", (ref,))
    rev, doc = found.fetchone() or (0, {})
    if not isinstance(doc, dict):
        raise TypeError
    note = {"id": f"N{rev}", "on": "2026-11-23", "text": text}
    doc["notes"] = [*doc.get("notes", []), note]
    moved = connection.execute(
        "update bare set rev = rev + 1, doc = %s::jsonb where id = %s and rev = %s",
        (json.dumps(doc), ref, rev),
    )
    if moved.rowcount:
        connection.execute(
            "insert into bare_history values (%s, %s, %s::jsonb)",
            (ref, rev, json.dumps(note)),
        )
    connection.commit()
    return bool(moved.rowcount)


def together(client: Client, clients: int, seed: int) -> list[Done]:
    """Run clients that begin at the same moment, each a program of its own.

    They are started anew, as people start theirs: what a forked one shares with its
    parent is cheaper for whoever does less.
    """
    numbers, context = range(seed, seed + clients), get_context("spawn")
    gate = (context.Barrier(clients),)
    with ProcessPoolExecutor(
        clients, mp_context=context, initializer=_begin_at, initargs=gate
    ) as pool:
        return list(pool.map(client, numbers))


def _begin_at(gate: Barrier) -> None:
    """Tell a client where all of them wait for each other."""
    _gate.append(gate)


def rate(done: Iterable[Done]) -> float:
    """Return how many changes were saved in a second, all clients together."""
    every = list(done)
    took = max(each.ended for each in every) - min(each.began for each in every)
    return sum(len(each.saved) for each in every) / took


def missing(store: Store, done: Iterable[Done]) -> tuple[int, int]:
    """Return how many confirmed changes are not there, and how many stand twice."""
    texts = {ref: _texts(store.load(ref)) for ref in store.refs()}
    saved = [each for client in done for each in client.saved]
    lost = sum(text not in texts[ref] for ref, text in saved)
    twice = sum(len(each) - len(set(each)) for each in texts.values())
    return lost, twice


def _texts(review: Review) -> list[str]:
    return [note.text for note in review.notes]
