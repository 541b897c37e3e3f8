"""Many records at once: all of them, or none, also when killed in the middle.

New files are staged beside the old ones. The manifest is the point of no
return: with it, the next opening moves what is staged; without it, it is thrown
away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cspr_tui.store.files import (
    TEMP,
    folder_handle,
    move,
    read_bytes,
    remove,
    replace_bytes,
    sync_folder,
)
from cspr_tui.store.permissions import Modes

STAGED = "staged"
MANIFEST = "manifest.json"


def write_all(
    root: Path, target: str, files: Iterable[tuple[str, bytes]], modes: Modes
) -> None:
    """Put all files into the target folder, or none of them.

    Raises:
        NotSavedError: they could not be written; nothing was altered.
    """
    staged = root / STAGED
    names = []
    try:
        for name, content in files:
            replace_bytes(staged, name, content, modes.file)
            names.append(name)
        manifest = json.dumps({"target": target, "names": names}).encode()
        replace_bytes(staged, MANIFEST, manifest, modes.file)
    except BaseException:
        _throw_away(staged)
        raise
    finish(root)


def finish(root: Path) -> None:
    """Complete what a manifest promises, or throw away what has none."""
    staged = root / STAGED
    try:
        content, _ = read_bytes(staged, MANIFEST)
    except FileNotFoundError:
        _throw_away(staged)
        return
    promised = json.loads(content)
    target = root / promised["target"]
    for name in promised["names"]:
        with suppress(FileNotFoundError):
            move(staged, target, name)
    sync_folder(target)
    remove(staged, MANIFEST)


def _throw_away(staged: Path) -> None:
    with folder_handle(staged) as at:
        for name in os.listdir(at):  # noqa: PTH208 - by descriptor, not by path
            with suppress(FileNotFoundError):
                os.unlink(name, dir_fd=at)


def strays(folder: Path) -> list[str]:
    """Return files half-written, by somebody at work or by a killed session."""
    return sorted(p.name for p in folder.iterdir() if p.name.startswith(TEMP))


def record_of(stray: str) -> str:
    """Return the name of the record that a half-written file was to be."""
    return stray.removeprefix(TEMP).rpartition("-")[0]
