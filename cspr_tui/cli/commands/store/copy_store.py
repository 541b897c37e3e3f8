"""The command `copy`: copy one store into another."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from cspr_tui.cli.console.output import say
from cspr_tui.cli.env.session import is_database, open_store
from cspr_tui.cli.parser.option_types import store_address
from cspr_tui.domain.text.formatting import count
from cspr_tui.store.copy_store import copy_store
from cspr_tui.store.folder.folder_store import FOLDERS, FolderStore
from cspr_tui.store.folder.location import is_vacant
from cspr_tui.store.protocol import Store


def add_options(parser: ArgumentParser) -> None:
    """Add the store copied and the one copied into."""
    for name, what in (
        ("source", "the store to copy: a folder, or the address of a database"),
        ("target", "where to: a new folder, a store begun before, or a database"),
    ):
        parser.add_argument(name, type=store_address, metavar="STORE", help=what)


def run(args: Namespace) -> int:
    """Copy a store into another one; done again, it goes on or copies nothing."""
    source = open_store(args.source)
    target = _target(args.target)
    wrote = at = 0
    for step in copy_store(source, target):
        wrote += step.wrote and step.done > 0
        at = step.done
        _show(f"{step.done:,} of {step.of:,} reviews")
    _show("")
    said = f"{count(wrote, 'review')} copied, {at - wrote} the same already"
    say(f"{said}; each was read back, checksum and history chain checked.")
    return 0


def _target(named: str) -> Store:
    path = Path(named)
    is_new = not path.exists() or (path.is_dir() and is_vacant(path, FOLDERS))
    if not is_database(named) and is_new:
        return FolderStore.create(path, "")
    return open_store(named)


def _show(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{words}")
        sys.stderr.flush()
