"""Who may reach the store: folder and files checked before anything is read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.store.seam import UnusableStoreError

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "sshfs", "ceph", "afs"}
)


@dataclass(frozen=True, slots=True)
class Modes:
    """The modes of a store: private to one account, or shared by a group."""

    folder: int
    file: int


PRIVATE = Modes(folder=0o700, file=0o600)
SHARED = Modes(folder=0o2770, file=0o660)


def modes_of(folder: Path) -> Modes:
    """Return the modes a store's folder has chosen by its setgid bit."""
    return SHARED if folder.stat().st_mode & stat.S_ISGID else PRIVATE


def check_store(folder: Path) -> None:
    """Check that nobody else reaches the store's folder.

    Raises:
        UnusableStoreError: somebody could; the text says how to mend it.
    """
    status = folder.lstat()
    if stat.S_ISLNK(status.st_mode):
        _refuse(f"{folder} is a link; name the folder itself.")
    if not stat.S_ISDIR(status.st_mode):
        _refuse(f"{folder} is no folder.")
    check_mode(folder, status)
    _check_owner(folder, status)
    _check_parents(folder)
    _check_disk(folder)


def check_mode(path: Path, status: os.stat_result) -> None:
    """Check that others have no access at all to a file or folder.

    Raises:
        UnusableStoreError: they have; the text gives the command to mend it.
    """
    if status.st_mode & stat.S_IRWXO:
        mode = stat.S_IMODE(status.st_mode)
        _refuse(
            f"{path} can be reached by every account on this machine "
            f"(mode {mode:04o}); mend it with: chmod o= {path}"
        )


def _check_owner(path: Path, status: os.stat_result) -> None:
    shared = bool(status.st_mode & stat.S_ISGID)
    if status.st_uid not in {0, os.geteuid()} and not shared:
        _refuse(f"{path} belongs to another account; open it as its owner.")


def _check_parents(folder: Path) -> None:
    for parent in folder.absolute().parents:
        mode = parent.stat().st_mode
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            _refuse(
                f"{parent} can be written by every account, so the store could be "
                f"swapped; mend it with: chmod o-w {parent}"
            )


def _check_disk(folder: Path) -> None:
    kind = _disk_of(folder)
    if kind in NETWORK or kind.startswith("fuse"):
        _refuse(
            f"{folder} lies on a network disk ({kind}), where locks cannot be trusted; "
            f"keep the store on the server's own disk."
        )


def _disk_of(folder: Path) -> str:
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    place, found, kind = folder.resolve(), "", ""
    for line in lines:
        head, _, tail = line.partition(" - ")
        point = head.split()[4].replace("\\040", " ")
        if place.is_relative_to(point) and len(point) >= len(found):
            found, kind = point, tail.split()[0]
    return kind


def _refuse(sentence: str) -> None:
    raise UnusableStoreError(sentence)
