"""JSON nested without end in each file of a store; pipes and devices as files."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.folder.last_backup import last_verified_backup
from cspr_tui.store.fs.bounded_file import ForeignFileError, read_foreign_file
from cspr_tui.store.user.draft_files import DraftFiles
from tests.faults.figure import Bench, Figure
from tests.faults.work import store_of

FILES = (
    "reviews/KD9ZT.json",
    "reviews/KD9ZT.stub",
    "locks/KD9ZT",
    "drafts/jo-note.json",
    "backups/verified.json",
    "access.jsonl",
    "register",
)
STARTS = (b"[", b'{"a":', b'[{"code":[', b'{"at":[[', b'{"facts":{"1":')


def foreign_files(bench: Bench) -> Iterator[Figure]:
    chance, wrong, tried = bench.chance(), list[str](), 0
    folder = store_of(bench.place("deep"), "7QXM4", "KD9ZT").folder
    for _ in range(bench.reach(3, 60)):
        for name in FILES:
            tried += 1
            wrong += _with_deep(folder, name, chance)
    yield Figure("deep file that stopped others", tried, len(wrong), ", ".join(wrong))
    pipe = bench.place("pipe")
    os.mkfifo(pipe)
    paths = (pipe, folder, Path("/dev/zero"), Path("/dev/tty"))
    taken = [str(path) for path in paths if _is_read(path)]
    yield Figure("pipe or device read", len(paths), len(taken), ", ".join(taken))


def _with_deep(folder: Path, name: str, chance: random.Random) -> Iterator[str]:
    """Yield the file's name if others cannot go on while it is nested deeply."""
    path = folder / name
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_bytes(chance.choice(STARTS) * chance.randrange(101, 300_000))
    path.chmod(0o600)
    try:
        store = FolderStore.open(folder, "jo")
        store.load("7QXM4")
        store.refs()
        store.verify()
        list(store.accesses())
        DraftFiles(folder, "jo").all()
        last_verified_backup(folder)
        with store.locked("7QXM4"):
            pass
    except Exception as error:  # noqa: BLE001 - whatever it is, others were stopped
        yield f"{name}: {error}"
    if before is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(before)


def _is_read(path: Path) -> bool:
    try:
        read_foreign_file(path, 1_000)
    except ForeignFileError:
        return False
    except CsprError:
        return True
    return True
