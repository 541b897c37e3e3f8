"""Damaged files of ten kinds: refused, or read as they were; never as other."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.record.review import Review
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.format.migrations import checksum
from cspr_tui.store.protocol import NotSavedError, StaleReviewError
from tests.faults.figure import Bench, Figure
from tests.faults.work import note, noted, store_of

REF = "7QXM4"
SECTOR = 64


def bit(content: bytes, at: int, chance: random.Random) -> bytes:
    flipped = content[at] ^ (1 << chance.randrange(8))
    return content[:at] + bytes([flipped]) + content[at + 1 :]


def other_byte(content: bytes, at: int, chance: random.Random) -> bytes:
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def zeroed(content: bytes, at: int, _: random.Random) -> bytes:
    return content[:at] + bytes(SECTOR) + content[at + SECTOR :]


def doubled(content: bytes, at: int, _: random.Random) -> bytes:
    return content[: at + SECTOR] + content[at : at + SECTOR] + content[at + SECTOR :]


def swapped(content: bytes, at: int, _: random.Random) -> bytes:
    one, two = content[at : at + SECTOR], content[at + SECTOR : at + 2 * SECTOR]
    return content[:at] + two + one + content[at + 2 * SECTOR :]


def cut(content: bytes, at: int, _: random.Random) -> bytes:
    return content[:at]


def put_in(content: bytes, at: int, chance: random.Random) -> bytes:
    return content[:at] + chance.randbytes(chance.randrange(1, 9)) + content[at:]


def taken_out(content: bytes, at: int, chance: random.Random) -> bytes:
    return content[:at] + content[at + chance.randrange(1, 9) :]


def zero_tail(content: bytes, at: int, _: random.Random) -> bytes:
    return content[:at] + bytes(len(content) - at)


def rubbish_after(content: bytes, _: int, chance: random.Random) -> bytes:
    return content + chance.randbytes(chance.randrange(1, 40))


Damage = Callable[[bytes, int, random.Random], bytes]
KINDS: tuple[Damage, ...] = (
    bit,
    other_byte,
    zeroed,
    doubled,
    swapped,
    cut,
    put_in,
    taken_out,
    zero_tail,
    rubbish_after,
)


@dataclass
class Reader:
    """Reads one damaged file after another; counts what came of it."""

    read: Callable[[], object]
    path: Path
    good: object
    refused: int = 0
    same: int = 0
    wrong: list[str] = field(default_factory=list)

    def try_on(self, damaged: bytes, kind: str) -> None:
        self.path.write_bytes(damaged)
        try:
            held = self.read()
        except CsprError as error:
            self.refused += 1
            if str(self.path.name) not in str(error):
                self.wrong.append(f"{kind}: the file is not named in: {error}")
            return
        except Exception as error:  # noqa: BLE001 - any other is what is looked for
            self.wrong.append(f"{kind}: {error!r}")
            return
        self.same += held == self.good
        if held != self.good:
            self.wrong.append(f"{kind}: read as something else")


def damage(bench: Bench) -> Iterator[Figure]:
    """Damaged reviews, settings and the saves that meet a damaged file."""
    chance = bench.chance()
    store = store_of(bench.place("damage"), REF, "OTHER")
    for number in range(4):
        note(
            store,
            REF,
            f"Rang the school, {number} times; caf\u00e9, \u2019quoted\u2019.",
        )
    review = store.folder / "reviews" / f"{REF}.json"
    settings = store.folder / "store.json"
    of_review = Reader(lambda: store.load(REF), review, store.load(REF))
    of_settings = Reader(store.partnership, settings, store.partnership())
    for reader, count in (
        (of_review, bench.reach(600, 18_000)),
        (of_settings, bench.reach(100, 2_000)),
    ):
        yield _tried(reader, count, chance)
    yield _resealed(of_review, bench.reach(100, 3_000), chance)
    yield _forged(of_review, bench.reach(60, 2_000), chance)
    yield _overwritten(store, review, chance, bench.reach(100, 1_000))


def _tried(reader: Reader, count: int, chance: random.Random) -> Figure:
    content = reader.path.read_bytes()
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        damaged = kind(content, chance.randrange(len(content)), chance)
        reader.try_on(damaged, kind.__name__)
    reader.path.write_bytes(content)
    said = reader.wrong[0] if reader.wrong else ""
    said = said or f"{reader.refused} refused by name, {reader.same} unharmed"
    what = f"damaged files silently wrong: {reader.path.name}"
    return Figure(what, count, len(reader.wrong), said)


def _resealed(reader: Reader, count: int, chance: random.Random) -> Figure:
    """Files altered by hand, their checksum made anew: a sentence, or what it was."""
    content = reader.path.read_bytes()
    raw, first = 0, ""
    for _ in range(count):
        tables = json.loads(content)
        seal = tables.pop("seal")
        _bent(tables, chance)
        seal["1"]["sha256"] = _seal_over(tables, seal)
        reader.path.write_bytes(_json({**tables, "seal": seal}))
        try:
            said = "" if _facts(reader.read()) == _facts(reader.good) else "?"
        except CsprError:
            continue
        except Exception as error:  # noqa: BLE001 - any other is what is looked for
            said = repr(error)
        raw, first = raw + bool(said), first or said.replace("?", "believed")
    reader.path.write_bytes(content)
    what = "hand-made files believed, or that end in a traceback"
    return Figure(what, count, raw, first)


def _facts(read: object) -> object:
    """Return a review without the number its next entry takes its name from."""
    return replace(read, serial=0) if isinstance(read, Review) else read


def _forged(reader: Reader, count: int, chance: random.Random) -> Figure:
    """Histories altered by hand, their checksum made anew: the chain tells."""
    content = reader.path.read_bytes()
    believed = 0
    for _ in range(count):
        tables = json.loads(content)
        seal = tables.pop("seal")
        _rewritten(tables["history"], chance)
        seal["1"]["sha256"] = _seal_over(tables, seal)
        reader.path.write_bytes(_json({**tables, "seal": seal}))
        try:
            believed += reader.read() is not None
        except CsprError:
            continue
    reader.path.write_bytes(content)
    return Figure("histories rewritten by hand and believed", count, believed)


def _rewritten(history: dict[str, Any], chance: random.Random) -> None:
    """Change who, when or what, a value, the order, or take an entry out."""
    number = chance.choice(list(history))
    change = history[number]
    how = chance.choice(("actor", "login", "what", "why", "at", "value", "order"))
    if how == "value":
        chance.choice(change["edits"])["new"] = "something else"
    elif how == "order":
        other = chance.choice([each for each in history if each != number])
        history[number], history[other] = history[other], history[number]
    elif how == "at":
        change["at"] = "2020-01-01T00:00:00+00:00"
    else:
        change[how] = "somebody else"


ODDITIES: tuple[Any, ...] = (
    None,
    [],
    {},
    "",
    "x",
    -1,
    10**30,
    True,
    [None],
    {"$text": "x"},
    1.5,
)


def _bent(value: Any, chance: random.Random) -> None:  # noqa: ANN401 - whatever JSON holds
    """Put something else in one place of a nest of dictionaries and lists."""
    while True:
        places = list(value) if isinstance(value, dict) else list(range(len(value)))
        at = chance.choice(places)
        deeper = isinstance(value[at], dict | list) and value[at]
        if not deeper or chance.random() < 0.15:
            value[at] = chance.choice(ODDITIES)
            return
        value = value[at]


def _json(value: object) -> bytes:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def _seal_over(tables: dict[str, Any], seal: dict[str, Any]) -> str:
    """Return the checksum that makes an altered file look whole."""
    return checksum({**tables, "seal": seal}, seal["1"]["schema"])


def _overwritten(
    store: FolderStore, path: Path, chance: random.Random, count: int
) -> Figure:
    """A save that meets a damaged file leaves it as it is, for whoever mends it."""
    content, review = path.read_bytes(), store.load(REF)
    wrong = tried = 0
    while tried < count:
        kind = chance.choice(KINDS)
        damaged = kind(content, chance.randrange(len(content)), chance)
        path.write_bytes(damaged)
        if _is_read_as(store, review):
            continue
        tried += 1
        try:
            store.save(noted(review, "over it"), review.version)
            wrong += 1
        except (StaleReviewError, NotSavedError):
            wrong += 1
        except CsprError:
            wrong += path.read_bytes() != damaged
    path.write_bytes(content)
    return Figure("damaged files that a save wrote over", tried, wrong)


def _is_read_as(store: FolderStore, review: object) -> bool:
    try:
        return store.load(REF) == review
    except CsprError:
        return False
