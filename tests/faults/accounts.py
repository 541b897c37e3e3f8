"""Two accounts of one group, each with an umask of its own, on one store."""

from __future__ import annotations

import grp
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import Access
from tests.faults.child import Say, Work, started
from tests.faults.figure import Bench, Figure, Skipped
from tests.faults.work import AT, new, note, texts_of

UMASKS = (0o022, 0o077)


@dataclass(frozen=True, slots=True)
class Account:
    """A user by number, so that none has to be made on this machine."""

    uid: int
    gid: int
    umask: int

    def put_on(self) -> None:
        os.setgroups([self.gid])
        os.setgid(self.gid)
        os.setuid(self.uid)
        os.umask(self.umask)


def at_work(account: Account, folder: Path, name: str, count: int) -> Work:
    def work(say: Say) -> None:
        account.put_on()
        try:
            store = FolderStore.open(folder)
            for number in range(count):
                store.log_access(Access(AT, name, name, "opened", "AAAAA"))
                note(store, "AAAAA", f"{name}-{number}")
                say(f"{name}-{number}")
            store.save(new(f"OF{name}"), 0)
        except CsprError as error:
            say(f"refused: {error}")

    return work


def making(account: Account, folder: Path, group: str | None) -> Work:
    def work(say: Say) -> None:
        account.put_on()
        store = FolderStore.create(folder, "Northmere", group=group)
        store.save(new("AAAAA"), 0)
        say("made")

    return work


def accounts(bench: Bench) -> Iterator[Figure | Skipped]:
    """Each pair of umasks on a group's store; a stranger at each kind of store."""
    if os.geteuid() != 0:
        yield Skipped("acting as other accounts needs root")
        return
    group = next(each for each in grp.getgrall() if each.gr_gid not in {0, 65534})
    with tempfile.TemporaryDirectory(prefix="cspr-accounts-") as scratch:
        home = Path(scratch)
        home.chmod(0o755)
        yield _colleagues(home, group, bench.reach(5, 50))
        yield _strangers(home, group)


def _home(home: Path, name: str, owner: int) -> Path:
    """Make a folder that an account may make its store in."""
    place = home / name
    place.mkdir(mode=0o755)
    os.chown(place, owner, -1)
    return place


def _colleagues(home: Path, group: grp.struct_group, count: int) -> Figure:
    wrong, tried = list[str](), 0
    for first in UMASKS:
        for second in UMASKS:
            one = Account(64_101, group.gr_gid, first)
            two = Account(64_102, group.gr_gid, second)
            folder = _home(home, f"g{first}-{second}", 0) / "store"
            FolderStore.create(folder, "Northmere", group=group.gr_name)
            started(_first(one, folder)).lines()
            children = [
                started(at_work(account, folder, name, count))
                for account, name in ((one, "ONE"), (two, "TWO"))
            ]
            said = [line for child in children for line in child.lines()]
            held = texts_of(FolderStore.open(folder).load("AAAAA"))
            tried += 2 * count
            wrong += [line for line in said if line not in held]
            wrong += ["not done"] * (2 * count - len(said))
            wrong += [found.what for found in FolderStore.open(folder).verify()]
    said_of = wrong[0] if wrong else "umask 022 and 077, each with each"
    return Figure("saves of two accounts lost or refused", tried, len(wrong), said_of)


def _first(account: Account, folder: Path) -> Work:
    def work(say: Say) -> None:
        account.put_on()
        FolderStore.open(folder).save(new("AAAAA"), 0)
        say("made")

    return work


def _strangers(home: Path, group: grp.struct_group) -> Figure:
    """An account outside the group, or beside a private store, gets nowhere."""
    owner = Account(64_101, 64_101, 0o022)
    private = _home(home, "private", owner.uid) / "store"
    started(making(owner, private, None)).lines()
    shared = _home(home, "shared", 0) / "store"
    FolderStore.create(shared, "Northmere", group=group.gr_name).save(new("AAAAA"), 0)
    stranger = Account(64_103, 64_103, 0o022)
    let_in = []
    for folder in (private, shared):
        lines = started(at_work(stranger, folder, "X", 1)).lines()
        let_in += (
            [] if lines and lines[0].startswith("refused") else [folder.parent.name]
        )
    return Figure("strangers let in", 2, len(let_in), " ".join(let_in))
