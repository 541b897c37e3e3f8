"""Checks that nobody else can reach the store, made before anything is read."""

from __future__ import annotations

import grp
import os
import pwd
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cspr_tui.domain.text.formatting import quoted
from cspr_tui.store.protocol import UnusableStoreError

NETWORK = frozenset(
    "nfs nfs4 cifs smb2 smb3 smbfs ncpfs 9p virtiofs vboxsf sshfs ceph afs coda lustre "
    "glusterfs beegfs gpfs gfs2 ocfs2 orangefs drvfs".split()
)
# The extended attribute with a folder's access list (ACL).
ACCESS_LIST = "system.posix_acl_access"


@dataclass(frozen=True, slots=True)
class Modes:
    """The modes of a store's folders and files: private, or shared by a group."""

    folder: int
    file: int


PRIVATE = Modes(folder=0o700, file=0o600)
SHARED = Modes(folder=0o2770, file=0o660)


def modes_of(folder: Path) -> Modes:
    """Return the modes of a store: shared if its folder has the setgid bit."""
    return SHARED if folder.stat().st_mode & stat.S_ISGID else PRIVATE


def check_store(folder: Path) -> None:
    """Check that only this account, or the store's group, can reach its folder.

    Mode, group, access list, owner, parent folders and file system are checked.

    Raises:
        UnusableStoreError: others could reach it; the text gives the command that
            repairs it.
    """
    status = folder.lstat()
    if stat.S_ISLNK(status.st_mode):
        _refuse(f"{folder} is a link; name the folder itself.")
    if not stat.S_ISDIR(status.st_mode):
        _refuse(f"{folder} is no folder.")
    check_mode(folder, status)
    _check_group(folder, status)
    _check_list(folder)
    _check_owner(folder, status)
    _check_parents(folder, status)
    _check_disk(folder)


def check_mode(path: Path, status: os.stat_result) -> None:
    """Check that a file or folder gives no access to "others".

    Raises:
        UnusableStoreError: it does; the text gives the command that repairs it.
    """
    if status.st_mode & stat.S_IRWXO:
        mode = stat.S_IMODE(status.st_mode)
        _refuse(
            f"{path} can be reached by every account on this machine "
            f"(mode {mode:04o}); mend it with: chmod o= {quoted(path)}"
        )


def _check_group(folder: Path, status: os.stat_result) -> None:
    """Check that a group has access only to a store that was made for a group."""
    if status.st_mode & stat.S_IRWXG and not status.st_mode & stat.S_ISGID:
        mode = stat.S_IMODE(status.st_mode)
        _refuse(
            f"{folder} can be reached by the group {group_name(status.st_gid)} (mode "
            f"{mode:04o}), and was not made for one; mend it with: "
            f"chmod g= {quoted(folder)}"
        )


def _check_list(folder: Path) -> None:
    """Check that the folder has no access list (ACL)."""
    with suppress(OSError):
        os.getxattr(folder, ACCESS_LIST, follow_symlinks=False)
        _refuse(
            f"{folder} has an access list, which may let in more than its owner and "
            f"group; take it away with: setfacl -b {quoted(folder)}"
        )


def group_name(number: int) -> str:
    """Return a group's name, or its number if it has none."""
    try:
        return grp.getgrgid(number).gr_name
    except KeyError:
        return str(number)


def _check_owner(path: Path, status: os.stat_result) -> None:
    shared = bool(status.st_mode & stat.S_ISGID)
    if status.st_uid not in {0, os.geteuid()} and not shared:
        _refuse(f"{path} belongs to another account; open it as its owner.")


def _check_parents(folder: Path, store: os.stat_result) -> None:
    """Check that nobody else can replace one of the folders above the store."""
    for parent in folder.absolute().parents:
        status = parent.stat()
        if status.st_uid not in {0, os.geteuid(), store.st_uid}:
            _refuse(
                f"{parent} belongs to another account, which could swap the store; "
                f"keep the store elsewhere."
            )
        if status.st_mode & stat.S_ISVTX:
            continue
        if status.st_mode & stat.S_IWOTH:
            _refuse(
                f"{parent} can be written by every account, so the store could be "
                f"swapped; mend it with: chmod o-w {quoted(parent)}"
            )
        if status.st_mode & stat.S_IWGRP and not _is_own_group(status, store):
            _refuse(
                f"{parent} can be written by a group, so the store could be swapped; "
                f"mend it with: chmod g-w {quoted(parent)}"
            )


def _is_own_group(parent: os.stat_result, store: os.stat_result) -> bool:
    """Whether a group is root's, the store's, or that of one account alone."""
    if parent.st_gid == 0 or (
        store.st_mode & stat.S_ISGID and parent.st_gid == store.st_gid
    ):
        return True
    try:
        owner = pwd.getpwuid(os.geteuid())
        group = grp.getgrgid(parent.st_gid)
    except KeyError:
        return False
    return group.gr_gid == owner.pw_gid and set(group.gr_mem) <= {owner.pw_name}


def is_on_network_disk(folder: Path) -> bool:
    """Whether a folder lies, or would lie, on a disk of another machine."""
    return _is_network(_disk_of(folder))


def _is_network(kind: str) -> bool:
    return kind in NETWORK or kind.startswith("fuse")


def _check_disk(folder: Path) -> None:
    kind = _disk_of(folder)
    if _is_network(kind):
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


def file_name_for(login: str) -> str:
    """Return a login encoded for use in a file name; no two logins get the same."""
    return "".join(c if c.isalnum() else f"_{ord(c):x}_" for c in login)
