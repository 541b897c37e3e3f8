"""A disk as a list of calls: what may be on it if the power goes after any of them.

Names and contents that were not synced may be there or not. In the ordered model
names come to the disk in the order they were given; in the weak one each for
itself. What a file was written with since its last sync may be cut, zeroed or
gone, in both.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

Tree = dict[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Call:
    """One change: `named` gives or takes a name, `data` a file's content.

    `gone` and `come` are the names it takes and gives, as folder and name.
    """

    did: str
    inode: int
    gone: tuple[int, str] | None = None
    come: tuple[int, str] | None = None
    content: bytes = b""

    @property
    def is_named(self) -> bool:
        return self.gone is not None or self.come is not None

    def folders(self) -> set[int]:
        return {place[0] for place in (self.gone, self.come) if place}


@dataclass
class Recording:
    """Every change below a folder while it was watched, and what was there before."""

    root: Path
    calls: list[Call] = field(default_factory=list)
    names: dict[tuple[int, str], int] = field(default_factory=dict)
    contents: dict[int, bytes] = field(default_factory=dict)
    folders: set[int] = field(default_factory=set)
    _ids: dict[int, int] = field(default_factory=dict)
    _held: dict[int, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._fresh(self.root.stat().st_ino)
        for path in sorted(self.root.rglob("*")):
            inode = self._fresh(path.stat().st_ino)
            self.names[self._id(path.parent), path.name] = inode
            if path.is_dir():
                self.folders.add(inode)
            else:
                self.contents[inode] = path.read_bytes()
        self._held = dict(self.contents)

    def _fresh(self, number: int) -> int:
        self._ids[number] = len(self._ids) + 1 + 10_000 * len(self.calls)
        return self._ids[number]

    def _id(self, path: Path) -> int:
        return self._ids.get(path.stat().st_ino, 0)

    def mark(self, label: str) -> None:
        """Note that somebody was told it is saved."""
        self.calls.append(Call(f"told {label}", 0))

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Note each change that this process makes below the folder."""
        acts: dict[str, Callable[..., Any]] = {
            "open": self._open,
            "write": self._write,
            "pwrite": self._write,
            "ftruncate": self._truncate,
            "fsync": self._fsync,
            "rename": self._rename,
            "unlink": self._unlink,
            "mkdir": self._mkdir,
        }
        with ExitStack() as patches:
            for name, act in acts.items():
                patches.enter_context(
                    mock.patch.object(os, name, self._noting(name, act))
                )
            yield

    def _noting(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        real = getattr(os, name)

        def noting(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - stands for any call
            return act(real, *args, **kwargs)

        return noting

    def _place(self, name: Any, at: int | None) -> tuple[int, str] | None:  # noqa: ANN401 - as os has it
        folder = Path(f"/proc/self/fd/{at}").resolve() if at is not None else Path()
        whole = folder / os.fspath(name)
        if not whole.is_relative_to(self.root) or whole == self.root:
            return None
        return self._id(whole.parent), whole.name

    def _open(self, real: Any, name: Any, flags: int, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 - as os has it
        place = self._place(name, kwargs.get("dir_fd")) if flags & os.O_CREAT else None
        was_there = place in self.names
        handle: int = real(name, flags, *args, **kwargs)
        if place and not was_there:
            self._named("create", self._fresh(os.fstat(handle).st_ino), place)
        return handle

    def _named(self, did: str, inode: int, place: tuple[int, str]) -> None:
        self.names[place] = inode
        self.calls.append(Call(did, inode, come=place))

    def _write(self, real: Any, handle: int, content: Any, *args: Any) -> int:  # noqa: ANN401 - as os has it
        done: int = real(handle, content, *args)
        inode = self._ids.get(os.fstat(handle).st_ino)
        if inode:
            before = b"" if args else self._held.get(inode, b"")
            self._holds("write", inode, before + bytes(content)[:done])
        return done

    def _holds(self, did: str, inode: int, content: bytes) -> None:
        self._held[inode] = content
        self.calls.append(Call(did, inode, content=content))

    def _truncate(self, real: Any, handle: int, size: int) -> None:  # noqa: ANN401 - as os has it
        real(handle, size)
        inode = self._ids.get(os.fstat(handle).st_ino)
        if inode:
            self._holds("truncate", inode, self._held.get(inode, b"")[:size])

    def _fsync(self, real: Any, handle: int) -> None:  # noqa: ANN401 - as os has it
        real(handle)
        inode = self._ids.get(os.fstat(handle).st_ino)
        if inode:
            self.calls.append(Call("sync", inode))

    def _rename(self, real: Any, old: Any, new: Any, **at: int) -> None:  # noqa: ANN401 - as os has it
        gone = self._place(old, at.get("src_dir_fd"))
        come = self._place(new, at.get("dst_dir_fd"))
        real(old, new, **at)
        if gone and come:
            inode = self.names[come] = self.names.pop(gone)
            self.calls.append(Call("rename", inode, gone, come))

    def _unlink(self, real: Any, name: Any, **kwargs: int) -> None:  # noqa: ANN401 - as os has it
        place = self._place(name, kwargs.get("dir_fd"))
        real(name, **kwargs)
        if place and place in self.names:
            self.calls.append(Call("unlink", self.names.pop(place), gone=place))

    def _mkdir(self, real: Any, name: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as os has it
        place = self._place(name, kwargs.get("dir_fd"))
        real(name, *args, **kwargs)
        if place:
            inode = self._fresh((self.root / os.fspath(name)).stat().st_ino)
            self.folders.add(inode)
            self._named("mkdir", inode, place)


@dataclass(frozen=True)
class Disk:
    """What a recording leaves on the disk, from its state before the first call."""

    names: dict[tuple[int, str], int]
    contents: dict[int, bytes]
    folders: set[int]
    calls: list[Call]
    root: int = 1

    def told(self, point: int) -> int:
        """Return how often somebody had been told that it is saved by then."""
        return sum(call.did.startswith("told") for call in self.calls[:point])

    def trees(
        self, point: int, chance: random.Random, count: int, *, weak: bool
    ) -> Iterator[Tree]:
        """Yield what may be there after that many calls: the extremes, then any."""
        calls = [call for call in self.calls[:point] if call.is_named]
        forced = self._forced(point)
        loose = [n for n, call in enumerate(calls) if n not in forced]
        if not weak:
            last = max(forced, default=-1)
            loose = [n for n in loose if n > last]
            forced |= set(range(last + 1))
        for number in range(count):
            kept = _kept(loose, number, chance, weak=weak)
            names = self._named([c for n, c in enumerate(calls) if n in forced | kept])
            yield self._tree(names, point, number, chance)

    def _forced(self, point: int) -> set[int]:
        """Return which namings were followed by a sync of a folder of theirs."""
        forced: set[int] = set()
        named: list[Call] = []
        for call in self.calls[:point]:
            if call.is_named:
                named.append(call)
            elif call.did == "sync" and call.inode in self.folders | {self.root}:
                here = {n for n, c in enumerate(named) if call.inode in c.folders()}
                forced |= here
        return forced

    def _named(self, calls: list[Call]) -> dict[tuple[int, str], int]:
        names = dict(self.names)
        for call in calls:
            if call.gone and names.get(call.gone) == call.inode:
                del names[call.gone]
            if call.come:
                names[call.come] = call.inode
        return names

    def _tree(
        self,
        names: dict[tuple[int, str], int],
        point: int,
        number: int,
        chance: random.Random,
    ) -> Tree:
        tree: Tree = {}
        paths = {self.root: ""}
        left = dict(names)
        while found := [place for place in left if place[0] in paths]:
            for place in found:
                inode = left.pop(place)
                path = f"{paths[place[0]]}/{place[1]}".lstrip("/")
                if inode in self.folders:
                    paths[inode], tree[path] = path, None
                else:
                    tree[path] = self._content(inode, point, number, chance)
        return tree

    def _content(
        self, inode: int, point: int, number: int, chance: random.Random
    ) -> bytes:
        sure = written = self.contents.get(inode, b"")
        for call in self.calls[:point]:
            if call.inode == inode and call.did in {"write", "truncate"}:
                written = call.content
            elif call.inode == inode and call.did == "sync":
                sure = written
        if written == sure or number == 0:
            return sure
        return written if number == 1 else _torn(sure, written, chance)


def _kept(
    loose: list[int], number: int, chance: random.Random, *, weak: bool
) -> set[int]:
    if number < 2:
        return set(loose) if number else set()
    if not weak:
        return set(loose[: chance.randrange(len(loose) + 1)])
    if loose and number < 2 + 2 * len(loose):
        one = loose[(number - 2) // 2]
        return {one} if number % 2 else set(loose) - {one}
    return {n for n in loose if chance.random() < 0.5}


def _torn(sure: bytes, written: bytes, chance: random.Random) -> bytes:
    # What was synced stays where a write only went on behind it.
    least = len(sure) if written.startswith(sure) else 0
    at = chance.randrange(least, len(written) + 1)
    how = chance.randrange(5)
    if how == 0:
        return sure
    if how == 1:
        return written
    if how == 2:
        return written[:at]
    if how == 3:
        return written[:at] + bytes(len(written) - at)
    return written[:at] + sure[at:]


def laid_out(tree: Tree, folder: Path) -> None:
    """Put a tree down as files and folders of the owner alone."""
    folder.mkdir(mode=0o700)
    for path, content in tree.items():
        if content is None:
            (folder / path).mkdir(mode=0o700, parents=True, exist_ok=True)
        else:
            (folder / path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
            (folder / path).chmod(0o600)
