"""What an attacker plants in or around a store: refused by name, never followed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from cspr_tui.domain.errors import CsprError
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.fs.permissions import ACCESS_LIST, NETWORK
from cspr_tui.store.protocol import Access
from tests.faults.figure import Bench, Figure
from tests.faults.work import AT, new, note, store_of

VICTIM = b"somebody else's file"
STRANGER, NOBODY = 64_321, 2**32 - 1
Plant = Callable[[Path, Path], None]
Use = Callable[[Path], None]


def link(path: Path, victim: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(victim)


def hard_link(path: Path, victim: Path) -> None:
    path.unlink(missing_ok=True)
    os.link(victim, path)


def fifo(path: Path, victim: Path) -> None:
    del victim
    path.unlink(missing_ok=True)
    os.mkfifo(path, 0o600)


def folder(path: Path, victim: Path) -> None:
    del victim
    path.unlink(missing_ok=True)
    path.mkdir(0o700)


def plug(path: Path, victim: Path) -> None:
    """Plant a socket."""
    del victim
    path.unlink(missing_ok=True)
    at = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as planted_one:
            planted_one.bind(path.name)
    finally:
        os.chdir(at)


def opened_to_all(path: Path, victim: Path) -> None:
    del victim
    path.chmod(path.stat().st_mode | 0o004)


def stranger(path: Path, victim: Path) -> None:
    del victim
    os.chown(path, STRANGER, STRANGER)


def folder_link(path: Path, victim: Path) -> None:
    """Put a link to a copy in the place of a folder."""
    aside = victim.with_name(f"{path.name}-aside")
    shutil.move(path, aside)
    path.symlink_to(aside)


def parent_for_all(path: Path, victim: Path) -> None:
    del victim
    path.parent.chmod(0o777)


def parent_for_a_group(path: Path, victim: Path) -> None:
    del victim
    os.chown(path.parent, -1, STRANGER)
    path.parent.chmod(0o775)


def parent_of_a_stranger(path: Path, victim: Path) -> None:
    del victim
    os.chown(path.parent, STRANGER, -1)


def sticky_parent_of_a_stranger(path: Path, victim: Path) -> None:
    parent_of_a_stranger(path, victim)
    path.parent.chmod(0o1777)


def opened_to_a_group(path: Path, victim: Path) -> None:
    del victim
    path.chmod(0o750)


def opened_by_a_list(path: Path, victim: Path) -> None:
    """Let one more account in by an access list."""
    del victim
    entries = ((1, 7, NOBODY), (2, 7, STRANGER), (4, 0, NOBODY), (16, 7, NOBODY))
    packed = (struct.pack("<HHI", *each) for each in (*entries, (32, 0, NOBODY)))
    os.setxattr(path, ACCESS_LIST, struct.pack("<I", 2) + b"".join(packed))


def shared_by_a_list(path: Path, victim: Path) -> None:
    """Let one more account into the store of a group."""
    opened_by_a_list(path, victim)
    path.chmod(0o2770)


def manifest_to(target: str, name: str) -> Plant:
    def plant(path: Path, victim: Path) -> None:
        del victim
        path.write_text(json.dumps({"target": target, "names": [name]}))
        path.chmod(0o600)

    plant.__name__ = f"manifest_to_{target}_{name}"
    return plant


def use_review(store: Path) -> None:
    FolderStore.open(store).load("AAAAA")


def save_review(store: Path) -> None:
    opened = FolderStore.open(store)
    note(opened, "AAAAA", "over what was planted")


def save_new(store: Path) -> None:
    FolderStore.open(store).save(new("NEW"), 0)


def use_settings(store: Path) -> None:
    FolderStore.open(store).partnership()


def log_a_read(store: Path) -> None:
    opened = FolderStore.open(store)
    opened.log_access(Access(AT, "JB", "jbarlow", "opened", "AAAAA"))


def read_the_log(store: Path) -> None:
    list(FolderStore.open(store).accesses())


def verify(store: Path) -> None:
    found = FolderStore.open(store).verify()
    if found:
        raise CsprError(found[0].what)


def just_open(store: Path) -> None:
    FolderStore.open(store)


REVIEW, LOCK = "reviews/AAAAA.json", "locks/AAAAA.lock"
FILES: tuple[Plant, ...] = (link, hard_link, fifo, folder, plug)


@dataclass(frozen=True, slots=True)
class Attack:
    """Something planted at a place in the store, and what then is done."""

    plant: Plant
    where: str
    use: Use

    @property
    def needs_root(self) -> bool:
        return self.plant in {
            stranger,
            parent_of_a_stranger,
            parent_for_a_group,
            sticky_parent_of_a_stranger,
        }


ATTACKS = (
    *(Attack(plant, REVIEW, use_review) for plant in FILES),
    *(Attack(plant, REVIEW, save_review) for plant in FILES),
    *(Attack(plant, LOCK, save_review) for plant in FILES),
    *(Attack(plant, "store.json", use_settings) for plant in FILES),
    *(Attack(plant, "access.jsonl", log_a_read) for plant in FILES),
    *(Attack(plant, "access.jsonl", read_the_log) for plant in FILES),
    *(Attack(plant, "access.jsonl", verify) for plant in FILES),
    *(Attack(plant, "staged/manifest.json", just_open) for plant in FILES),
    *(Attack(p, REVIEW, use_review) for p in (opened_to_all, stranger)),
    *(Attack(p, "store.json", use_settings) for p in (opened_to_all, stranger)),
    Attack(folder_link, "reviews", use_review),
    Attack(folder_link, "reviews", save_new),
    Attack(folder_link, "locks", save_review),
    Attack(folder_link, "staged", verify),
    Attack(folder_link, "", just_open),
    Attack(opened_to_all, "", just_open),
    Attack(opened_to_a_group, "", just_open),
    Attack(opened_by_a_list, "", just_open),
    Attack(shared_by_a_list, "", just_open),
    Attack(stranger, "", just_open),
    Attack(parent_for_all, "", just_open),
    Attack(parent_for_a_group, "", just_open),
    Attack(parent_of_a_stranger, "", just_open),
    Attack(sticky_parent_of_a_stranger, "", just_open),
    Attack(manifest_to("..", "AAAAA.json"), "staged/manifest.json", just_open),
    Attack(manifest_to("/tmp", "AAAAA.json"), "staged/manifest.json", just_open),  # noqa: S108 - what an attacker names
    Attack(manifest_to("reviews", "../../x"), "staged/manifest.json", just_open),
)


class TooLongError(Exception):
    """Something waits for ever."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def complaint(attack: Attack, bench: Bench) -> str:
    """Return how an attack got through, or nothing."""
    home = bench.place("planted")
    home.mkdir(mode=0o755)
    store = store_of(home / "store", "AAAAA").folder
    log_a_read(store)
    victim = home / "victim"
    victim.write_bytes(VICTIM)
    victim.chmod(0o600)
    attack.plant(store / attack.where, victim)
    try:
        with at_most(5):
            attack.use(store)
    except CsprError as error:
        said = str(error)
    except (OSError, TooLongError) as error:
        return f"raw {error!r}"
    else:
        return "nobody minded"
    finally:
        with suppress(OSError):
            home.chmod(0o755)
    if victim.read_bytes() != VICTIM or victim.stat().st_mode & 0o777 != 0o600:
        return "the file behind it was altered"
    return f"no sentence: {said}" if not said or "\n" in said else ""


def planted(bench: Bench) -> Iterator[Figure]:
    """Every attack, then every network disk by name, then names that lead out."""
    root = os.geteuid() == 0
    attacks = [each for each in ATTACKS if root or not each.needs_root]
    found = [
        f"{attack.plant.__name__} at {attack.where}, {attack.use.__name__}: {said}"
        for attack in attacks
        if (said := complaint(attack, bench))
    ]
    left = len(ATTACKS) - len(attacks)
    said = "; ".join(found) or f"{left} left out, they need root" * bool(left)
    yield Figure("planted files followed or not named", len(attacks), len(found), said)
    yield _network(bench)
    yield _names(bench)


def _network(bench: Bench) -> Figure:
    store = store_of(bench.place("network"), "AAAAA").folder
    kinds = (*sorted(NETWORK), "fuse", "fuse.sshfs", "fuse.s3fs")
    let_in = []
    for kind in kinds:
        with mock.patch("cspr_tui.store.fs.permissions._disk_of", return_value=kind):
            try:
                FolderStore.open(store)
                let_in.append(kind)
            except CsprError as error:
                let_in += [] if kind in str(error) else [kind]
    return Figure(
        "network disks not refused by name", len(kinds), len(let_in), " ".join(let_in)
    )


def _names(bench: Bench) -> Figure:
    store = store_of(bench.place("names"), "AAAAA")
    names = (
        "../x",
        "..",
        "",
        "A/B",
        "a",
        "A\0",
        "AAAAAAAAA",
        ".new-A",
        "A.json",
        "/etc",
    )
    let_in = []
    for name in names:
        for use in (store.load, lambda ref: note(store, ref, "x")):
            with suppress(CsprError):
                use(name)
                let_in.append(name)
    return Figure("references that lead elsewhere", 2 * len(names), len(let_in))
