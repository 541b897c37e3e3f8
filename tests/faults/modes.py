"""Whatever the umask: no more than the owner reads a store, or the group all of it."""

from __future__ import annotations

import grp
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import Access
from tests.faults.figure import Bench, Figure
from tests.faults.work import AT, new, note

UMASKS = (0o000, 0o022, 0o027, 0o077)
PRIVATE, SHARED = (0o700, 0o600), (0o2770, 0o660)


@contextmanager
def umask(bits: int) -> Iterator[None]:
    before = os.umask(bits)
    try:
        yield
    finally:
        os.umask(before)


def modes(bench: Bench) -> Iterator[Figure]:
    """Every file and folder of a store made and used under each umask."""
    bench.folder.mkdir(parents=True, exist_ok=True)
    ours = grp.getgrgid(os.getegid()).gr_name
    for group, wanted in ((None, PRIVATE), (ours, SHARED)):
        found: list[str] = []
        tried = 0
        for bits in UMASKS:
            with umask(bits):
                folder = _used(bench.place("modes"), group)
            every = [folder, *folder.rglob("*")]
            tried += len(every)
            found += [each.name for each in every if _mode(each) not in wanted]
        kind = "a group's" if group else "a private"
        said = ", ".join(sorted(set(found))) or "umask 000, 022, 027, 077"
        yield Figure(f"wrong modes in {kind} store", tried, len(found), said)


def _used(folder: Path, group: str | None) -> Path:
    store = FolderStore.create(folder, "Northmere", group=group)
    store.save(new("AAAAA"), 0)
    note(store, "AAAAA", "a note")
    store.save_all([new("BBBBB")])
    store.log_access(Access(AT, "JB", "jbarlow", "opened", "AAAAA"))
    FolderStore.open(folder)
    return folder


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)
