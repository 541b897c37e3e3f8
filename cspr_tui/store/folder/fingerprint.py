"""Fingerprints of a folder store, from file times alone, before it is opened.

They decide whether the cached board may be shown at once; see manual/protocols.md.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from cspr_tui.store.fs.atomic_files import file_version
from cspr_tui.store.user.cache_file import MIN_AGE


def settings_fingerprint(folder: Path, *beside: Path) -> str:
    """Return a fingerprint of the settings and of the files `beside` them.

    It changes whenever one of these files is replaced; empty if one is missing.
    """
    try:
        versions = [
            file_version(path.stat()) for path in (folder / "store.json", *beside)
        ]
    except OSError:
        return ""
    return " ".join(versions)


def reviews_fingerprint(folder: Path) -> str:
    """Return a fingerprint of all reviews, which any save changes; else empty.

    A save renames a new file into the folder, which changes the folder's own time, so
    the folders tell without a look at their files. Empty, and so equal to nothing:
    while an import is staged; for 2 seconds after a change, when a second one could
    leave the same time; and where one account keeps the store for all and some
    reviews are restricted, since file modes then do not tell who may read them.
    """
    try:
        if any((folder / "staged").iterdir()):
            return ""
        restricted = _group_folders(folder / "restricted")
        if restricted and not folder.stat().st_mode & stat.S_ISGID:
            return ""
        statuses = [each.stat() for each in (folder / "reviews", *restricted)]
    except OSError:
        return ""
    newest = max(status.st_mtime for status in statuses)
    settled = time.time() - newest > MIN_AGE
    versions = [
        *map(file_version, statuses),
        *(str(os.access(p, os.R_OK)) for p in restricted),
    ]
    return " ".join(versions) if settled else ""


def review_versions(folder: Path) -> dict[str, str] | None:
    """Return the version token of each review's file that this account can read.

    One look at the folders; no record is opened. None where they cannot be read.
    """
    found = dict[str, str]()
    try:
        for each in (folder / "reviews", *_group_folders(folder / "restricted")[1:]):
            if os.access(each, os.R_OK | os.W_OK | os.X_OK) or each.name == "reviews":
                found.update(_versions_in(each))
    except OSError:
        return None
    return found


def _versions_in(folder: Path) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            ref, _, ending = entry.name.partition(".")
            if ref and ending == "json" and ref.isascii() and ref.isalnum():
                yield ref, file_version(entry.stat(follow_symlinks=False))


def _group_folders(folder: Path) -> list[Path]:
    """Return the folder `restricted/` and the groups' folders in it, if any."""
    return [folder, *sorted(folder.iterdir())] if folder.exists() else []
