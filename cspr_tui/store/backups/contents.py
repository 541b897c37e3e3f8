"""The files that a backup contains: settings, records, stubs and logs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cspr_tui.store.backups.archive import SETTINGS, ref_in
from cspr_tui.store.folder.register import REVIEWS
from cspr_tui.store.folder.restricted_reviews import RESTRICTED
from cspr_tui.store.fs.atomic_files import file_version

GROUP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}")


class Contents(NamedTuple):
    """The fingerprint of each file by its name, and the folders that cannot be read."""

    versions: dict[str, str]
    shut: tuple[str, ...]

    def records(self) -> dict[str, str]:
        """Return the name of each review's file by reference."""
        return {ref_in(name): name for name in self.versions if ref_in(name)}


def contents(folder: Path) -> Contents:
    """Return what is in a store, as far as this account may read it.

    Raises:
        OSError: the folder of reviews cannot be read.
    """
    marks, shut = dict(_marks(folder, REVIEWS)), []
    with suppress(FileNotFoundError):
        marks[SETTINGS] = file_version((folder / SETTINGS).lstat())
    for place in _groups(folder):
        try:
            marks.update(_marks(folder, place))
        except PermissionError:
            shut.append(place)
    return Contents(marks, tuple(shut))


def _groups(folder: Path) -> list[str]:
    try:
        names = sorted(os.listdir(folder / RESTRICTED))  # noqa: PTH208 - names alone
    except FileNotFoundError:
        return []
    return [f"{RESTRICTED}/{name}" for name in names if GROUP.fullmatch(name)]


def _marks(folder: Path, place: str) -> Iterator[tuple[str, str]]:
    with suppress(FileNotFoundError), os.scandir(folder / place) as entries:
        for entry in entries:
            name = f"{place}/{entry.name}"
            if ref_in(name) or (place == REVIEWS and entry.name.endswith(".stub")):
                with suppress(FileNotFoundError):
                    yield name, file_version(entry.stat(follow_symlinks=False))
