"""The power goes after every call of every way to save: old or new, and whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest import mock

from cspr_tui.domain.errors import CsprError
from cspr_tui.domain.steps.step import record_change
from cspr_tui.store.folder.folder_store import FolderStore
from cspr_tui.store.protocol import Access
from tests.faults.disk import Disk, Recording, Tree, laid_out
from tests.faults.figure import Bench, Figure
from tests.faults.work import AT, new, note, noted, stamp, store_of

Held = Mapping[str, object]


@dataclass(frozen=True)
class Scene:
    """Something to record, and what stands there before."""

    name: str
    before: Callable[[Path], FolderStore | None]
    act: Callable[[Path, Recording], None]


def two_reviews(folder: Path) -> FolderStore:
    return store_of(folder, "AAAAA", "BBBBB")


def saves(folder: Path, disk: Recording) -> None:
    store = FolderStore.open(folder)
    for ref in ("AAAAA", "BBBBB", "AAAAA"):
        note(store, ref, "a note that is long enough to be torn " * 20)
        disk.mark("save")
    store.save(new("CCCCC"), 0)
    disk.mark("save")


def settings(folder: Path, disk: Recording) -> None:
    store = FolderStore.open(folder)
    for name in ("Southmere", "Eastmere"):
        before = store.partnership()
        after = record_change(
            before, replace(before, name=name), "Renamed", "", stamp()
        )
        store.save_partnership(after, before.version)
        disk.mark("settings")


def an_import(folder: Path, disk: Recording) -> None:
    store = FolderStore.open(folder)
    wanted = [new("DDDDD"), new("EEEEE"), noted(store.load("AAAAA"), "from the file")]
    store.save_all(wanted)
    disk.mark("import")
    note(store, "BBBBB", "after it")
    disk.mark("save")


class Killed(BaseException):
    """Ends a process in the middle."""


def half_an_import(folder: Path) -> FolderStore:
    """Return a store whose import was killed after its point of no return."""
    store = two_reviews(folder)
    with (
        mock.patch("cspr_tui.store.folder.bulk_write.move", side_effect=[None, Killed]),
        suppress(Killed),
    ):
        store.save_all([new("DDDDD"), noted(store.load("AAAAA"), "from the file")])
    return store


def an_opening(folder: Path, disk: Recording) -> None:
    store = FolderStore.open(folder)
    disk.mark("import")
    note(store, "AAAAA", "after it")
    disk.mark("save")


def a_making(folder: Path, disk: Recording) -> None:
    store = FolderStore.create(folder, "Northmere")
    disk.mark("made")
    store.save(new("AAAAA"), 0)
    disk.mark("save")


def reads(folder: Path, disk: Recording) -> None:
    store = FolderStore.open(folder)
    for ref in ("AAAAA", "BBBBB"):
        store.log_access(Access(AT, "JB", "jbarlow", "opened", ref))
        disk.mark("read")


SCENES = (
    Scene("saves", two_reviews, saves),
    Scene("settings", two_reviews, settings),
    Scene("an import", two_reviews, an_import),
    Scene("an opening after a killed import", half_an_import, an_opening),
    Scene("a new store", lambda _: None, a_making),
    Scene("the log of reads", two_reviews, reads),
)


@dataclass
class Bureau:
    """Opens what was left on a disk, each different tree once."""

    folder: Path
    known: dict[int, Held | str] = field(default_factory=dict)

    def held(self, tree: Tree) -> Held | str:
        """Return everything that opens there, or in words why nothing does."""
        key = hash(frozenset(tree.items()))
        if key not in self.known:
            self.known[key] = self._opened(tree)
        return self.known[key]

    def _opened(self, tree: Tree) -> Held | str:
        laid_out(tree, self.folder)
        try:
            return _read(self.folder / "store")
        except CsprError as error:
            return str(error)
        finally:
            shutil.rmtree(self.folder)


def _read(folder: Path) -> Held | str:
    store = FolderStore.open(folder)
    held: dict[str, object] = {ref: store.load(ref) for ref in store.refs()}
    held["settings"] = store.partnership()
    held["reads"] = len(list(store.accesses()))
    found = [each for each in store.verify() if each.where != "access.jsonl"]
    if found:
        return f"{found[0].where}: {found[0].what}"
    for ref in store.refs():
        note(store, ref, "work goes on")
    return held


def recorded(scene: Scene, folder: Path) -> Disk:
    """Return the disk as the scene left it, call by call."""
    folder.mkdir(parents=True)
    scene.before(folder / "store")
    disk = Recording(folder)
    names, contents = dict(disk.names), dict(disk.contents)
    with disk.watched():
        scene.act(folder / "store", disk)
    return Disk(names, contents, disk.folders, disk.calls)


def wanted_of(disk: Disk, bureau: Bureau, bench: Bench) -> list[Held | str]:
    """Return what is held at the start and after each telling."""
    told = [n + 1 for n, call in enumerate(disk.calls) if call.did.startswith("told")]
    whole = (
        list(disk.trees(point, bench.chance(), 2, weak=True))[1] for point in (0, *told)
    )
    return [bureau.held(tree) for tree in whole]


def is_right(held: Held | str, wanted: list[Held | str], told: int) -> bool:
    """Whether it is what was told last, or what was under way; never a mixture.

    Before a store was made, any refusal is right.
    """
    allowed = wanted[told : told + 2]
    none_yet = isinstance(wanted[told], str)
    return held in allowed or (none_yet and isinstance(held, str))


@dataclass
class Cut:
    """The power cuts of one scene so far: how many, how many wrong, the first."""

    tried: int = 0
    wrong: int = 0
    first: str = ""

    def count(self, held: Held | str, where: str, *, right: bool) -> None:
        self.tried += 1
        if not right:
            self.wrong += 1
            said = held if isinstance(held, str) else "an older state, or a mixture"
            self.first = self.first or f"{where}: {said}"


def cuts_of(scene: Scene, bureau: Bureau, bench: Bench) -> Figure:
    chance, cut = bench.chance(), Cut()
    disk = recorded(scene, bench.place("scene"))
    wanted = wanted_of(disk, bureau, bench)
    for point in range(len(disk.calls) + 1):
        for weak in (False, True):
            for tree in disk.trees(point, chance, bench.reach(3, 80), weak=weak):
                held = bureau.held(tree)
                right = is_right(held, wanted, disk.told(point))
                model = "weak" if weak else "ordered"
                cut.count(held, f"after call {point}, {model}", right=right)
    said = cut.first or f"after each of {len(disk.calls)} calls"
    return Figure(f"power cuts in {scene.name}", cut.tried, cut.wrong, said)


def crashes(bench: Bench) -> Iterator[Figure]:
    """Every call of every scene, ordered and weak, each with many states."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own within it
    place = memory if os.access(memory, os.W_OK) else bench.folder
    for scene in SCENES:
        bureau = Bureau(place / f"cspr-faults-{os.getpid()}")
        yield cuts_of(scene, bureau, bench)
